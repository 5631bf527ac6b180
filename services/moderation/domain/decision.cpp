#include "services/moderation/domain/decision.h"

namespace parley::moderation::domain {

void Reverse(Decision& decision, const UserId& user_id, const std::string& reason, absl::Time now) {
  decision.restore_time = now;
  decision.restore_reason = reason;
  decision.restored_by = user_id;
}

std::string Objection() {
  return "A person decided this, by no automated means. If you disagree, write to the coordinator of your run, who can look at it again "
         "and "
         "restore the video. You may also turn to an out-of-court dispute settlement body, or to a court.";
}

ReportState OutcomeOf(Verdict verdict) { return verdict == Verdict::kHide ? ReportState::kActedOn : ReportState::kDismissed; }

}  // namespace parley::moderation::domain
