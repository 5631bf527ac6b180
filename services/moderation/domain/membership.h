#pragma once

#include "absl/time/time.h"

// What moderation believes of people: their places in runs, and whom they may moderate. Others own both.
namespace parley::moderation::domain {

// As parley.catalog.v1.Enrolment.State; kNone: there is no enrolment.
enum class Enrolment { kNone = 0, kApplied, kAwaitingGuardian, kWaitlisted, kEnrolled, kSuspended, kCompleted, kWithdrawn };

struct Membership {
  Enrolment state = Enrolment::kNone;
  absl::Time change_time = absl::InfinitePast();  // of the last event heard
  absl::Time check_time = absl::InfinitePast();   // when catalog was last asked
};

// May see the run's videos.
inline bool MayTakePart(const Membership& membership) {
  return membership.state == Enrolment::kEnrolled || membership.state == Enrolment::kCompleted;
}

// A "no" of a projection may only be late: its owner is asked, at most once in this long. So it is before a video is taken for visible.
inline constexpr absl::Duration kBelieve = absl::Seconds(1);
inline bool ShouldAsk(const Membership& membership, absl::Time now) {
  return !MayTakePart(membership) && now - membership.check_time >= kBelieve;
}

// For so long identity's word holds on the partners that somebody is a coordinator of: with the time its answer may take, a revocation
// takes effect within 5 s.
inline constexpr absl::Duration kBelieveCoordinator = absl::Seconds(1);

// What somebody is to a video, a group or a run.
struct Moderator {
  bool is_author = false;
  bool is_facilitator = false;
  bool is_coordinator = false;
};

// Nobody judges their own video.
inline bool MayModerate(const Moderator& moderator) {
  return !moderator.is_author && (moderator.is_facilitator || moderator.is_coordinator);
}

}  // namespace parley::moderation::domain
