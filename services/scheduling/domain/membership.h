#pragma once

#include "absl/time/time.h"

// What scheduling believes of a person's place in a run. Catalog owns it.
namespace parley::scheduling::domain {

// As parley.catalog.v1.Enrolment.State; kNone: there is no enrolment.
enum class Enrolment { kNone = 0, kApplied, kAwaitingGuardian, kWaitlisted, kEnrolled, kSuspended, kCompleted, kWithdrawn };

struct Membership {
  Enrolment state = Enrolment::kNone;
  absl::Time change_time = absl::InfinitePast();  // of the last event heard
  absl::Time check_time = absl::InfinitePast();   // when catalog was last asked
};

// Has a seat in the run, and so wants one in a group.
inline bool IsPlaceable(Enrolment state) { return state == Enrolment::kEnrolled; }
// Keeps the seat in a group that they have: a suspension may be lifted, and who completed the run stays among their people.
inline bool KeepsSeat(Enrolment state) {
  return state == Enrolment::kEnrolled || state == Enrolment::kSuspended || state == Enrolment::kCompleted;
}

// A "no" of a projection may only be late: its owner is asked, at most once in this long; also where the clock was set back
// since.
inline constexpr absl::Duration kBelieveNo = absl::Seconds(1);
inline bool ShouldAsk(const Membership& membership, absl::Time now) {
  return !KeepsSeat(membership.state) && absl::AbsDuration(now - membership.check_time) >= kBelieveNo;
}

}  // namespace parley::scheduling::domain
