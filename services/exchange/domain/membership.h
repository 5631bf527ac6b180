#pragma once

#include "absl/time/time.h"

// What the exchange believes of a person: their place in a run, and their consent. Others own both.
namespace parley::exchange::domain {

// As parley.catalog.v1.Enrolment.State; kNone: there is no enrolment.
enum class Enrolment { kNone = 0, kApplied, kAwaitingGuardian, kWaitlisted, kEnrolled, kSuspended, kCompleted, kWithdrawn };

struct Membership {
  Enrolment state = Enrolment::kNone;
  absl::Time change_time = absl::InfinitePast();  // of the last event heard
  absl::Time check_time = absl::InfinitePast();   // when catalog was last asked
};

// As parley.identity.v1.Consent.State; kUnknown: never heard of.
enum class ConsentState { kUnknown = 0, kNotGiven, kGiven, kWithdrawn };

struct Consent {
  ConsentState state = ConsentState::kUnknown;
  absl::Time check_time = absl::InfinitePast();
};

// May see the run's prompts and videos.
inline bool MayTakePart(const Membership& membership) {
  return membership.state == Enrolment::kEnrolled || membership.state == Enrolment::kCompleted;
}
// May add videos.
inline bool MayContribute(const Membership& membership) { return membership.state == Enrolment::kEnrolled; }

// A "no" of a projection may only be late: its owner is asked, at most once in this long; also where the clock was set back
// since.
inline constexpr absl::Duration kBelieveNo = absl::Seconds(1);
inline bool ShouldAsk(const Membership& membership, absl::Time now) {
  return !MayContribute(membership) && membership.state != Enrolment::kCompleted &&
         absl::AbsDuration(now - membership.check_time) >= kBelieveNo;
}
inline bool ShouldAsk(const Consent& consent, absl::Time now) {
  return consent.state != ConsentState::kGiven && absl::AbsDuration(now - consent.check_time) >= kBelieveNo;
}

}  // namespace parley::exchange::domain
