#pragma once

#include <string>

#include "absl/time/time.h"
#include "services/moderation/domain/ids.h"
#include "services/moderation/domain/reason.h"

// What was decided about a video, and what comes of it.
namespace parley::moderation::domain {

// As parley.moderation.v1.Decision.Verdict.
enum class Verdict { kKeep = 1, kHide = 2 };

struct Decision {
  DecisionId id;
  QueueItemId queue_item_id;
  VideoId video_id;
  RunId run_id;
  UserId author_id;
  Verdict verdict = Verdict::kKeep;
  Reason reason = Reason::kNone;  // of HIDE
  std::string statement;          // of HIDE: to the author
  UserId decided_by;
  absl::Time decide_time;
  absl::Time restore_time = absl::InfiniteFuture();  // when it was reversed
  std::string restore_reason;
  UserId restored_by;
};

inline constexpr int kLongestStatement = 2000;
inline constexpr int kLongestRestoreReason = 1000;

// It hides a video now.
inline bool Hides(const Decision& decision) {
  return decision.verdict == Verdict::kHide && decision.restore_time == absl::InfiniteFuture();
}

// A decision that hides is taken back.
void Reverse(Decision& decision, const UserId& user_id, const std::string& reason, absl::Time now);

// What the author reads beside the statement: that people decide, and how to object.
std::string Objection();

// As parley.moderation.v1.Report.State.
enum class ReportState { kOpen = 1, kActedOn = 2, kDismissed = 3, kVideoWithdrawn = 4 };
// What comes of the reports on a video decided about.
ReportState OutcomeOf(Verdict verdict);

struct Report {
  ReportId id;
  QueueItemId queue_item_id;
  VideoId video_id;
  RunId run_id;
  UserId reporter_id;
  Reason reason = Reason::kNone;
  std::string text;
  ReportState state = ReportState::kOpen;
  absl::Time create_time;
  absl::Time resolve_time = absl::InfiniteFuture();
};

inline constexpr int kLongestReport = 1000;

}  // namespace parley::moderation::domain
