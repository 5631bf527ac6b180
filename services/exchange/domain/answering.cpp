#include "services/exchange/domain/answering.h"

#include "libs/errors/error.h"
#include "services/exchange/domain/upload.h"

namespace parley::exchange::domain {
namespace {

bool TakesVideos(const Opening& opening, absl::Time now) {
  const bool runs = opening.run_state == RunState::kOpen || opening.run_state == RunState::kRunning;
  return runs && now >= opening.open_time && now < opening.close_time;
}

}  // namespace

absl::Status CheckAnswer(const Opening& opening, const Place& place, const Video* parent, const Consent& consent, int64_t size_bytes,
                         int64_t unfinished, absl::Time now) {
  if (!MayContribute(place.membership)) {
    return errors::FailedPrecondition("ENROLMENT_NOT_ACTIVE", "you have no active place in this run: enrol, or ask its coordinator");
  }
  if (!HasSeatIn(place, opening.group_id)) {
    return errors::FailedPrecondition("GROUP_LEFT", "this video is in a group you have left: only its members can reply to it");
  }
  if (!TakesVideos(opening, now)) {
    return errors::FailedPrecondition("PROMPT_NOT_OPEN", "this prompt takes videos only between its open time and its close time");
  }
  if (parent != nullptr && !IsVisible(*parent)) {
    return errors::FailedPrecondition("VIDEO_NOT_ANSWERABLE", "this video is not published: it can't be replied to");
  }
  if (consent.state != ConsentState::kGiven) {
    return errors::FailedPrecondition("CONSENT_MISSING", "agree first that your videos are shown to the people of your groups");
  }
  if (size_bytes > opening.max_size_bytes) {
    return errors::InvalidField("size_bytes", "must be at most " + std::to_string(opening.max_size_bytes) + ", the run's limit");
  }
  if (unfinished >= kMostUnfinished) {
    return errors::ResourceExhausted("TOO_MANY_UPLOADS", "10 of your uploads are unfinished: finish or withdraw one first",
                                     absl::Minutes(1));
  }
  return absl::OkStatus();
}

}  // namespace parley::exchange::domain
