#include "services/moderation/store/decisions.h"
#include "libs/errors/error.h"
#include "services/moderation/domain/text.h"
#include "services/moderation/handlers/access.h"
#include "services/moderation/handlers/answers.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/store/queue_items.h"
#include "services/moderation/store/reports.h"
#include "services/moderation/store/videos.h"

namespace parley::moderation::handlers {
namespace {

constexpr int kUsualPage = 20;
constexpr size_t kLongestEtag = 100;

absl::Status CheckShape(const v1::DecideQueueItemRequest& request) {
  const bool hide = request.verdict() == v1::Decision::VERDICT_HIDE;
  const bool keep = request.verdict() == v1::Decision::VERDICT_KEEP;
  errors::FieldErrors bad;
  bad.Check(hide || keep, "verdict", "must be VERDICT_KEEP or VERDICT_HIDE");
  if (hide) {
    bad.Check(domain::IsReason(request.reason()), "reason", "must say which rule is broken");
    bad.Check(domain::IsWords(request.statement(), domain::kLongestStatement), "statement",
              "must tell the author why in 1 to 2,000 characters, without control characters");
  } else if (keep) {
    bad.Check(request.reason() == v1::REASON_UNSPECIFIED, "reason", "must be absent where the video stays");
    bad.Check(request.statement().empty(), "statement", "must be empty where the video stays");
  }
  bad.Check(request.etag().size() <= kLongestEtag, "etag", "must have at most 100 characters");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

// The item and its video, both locked, the video first: so does everybody.
absl::StatusOr<domain::QueueItem> LoadForDecision(Deps& deps, rpc::Call& call, const QueueItemId& id) {
  const auto seen = store::GetQueueItem(call.db(), id);
  if (!seen) return errors::NotFound("queue item");
  if (auto status = CheckModerates(deps, call, *seen); !status.ok()) return status;
  store::GetVideoForUpdate(call.db(), seen->video_id);
  return *store::GetQueueItemForUpdate(call.db(), id);
}

domain::Decision Make(const domain::QueueItem& item, const v1::DecideQueueItemRequest& request, const UserId& user_id, absl::Time now) {
  domain::Decision decision;
  decision.id = DecisionId::New(now);
  decision.queue_item_id = item.id;
  decision.video_id = item.video_id;
  decision.run_id = item.run_id;
  decision.author_id = item.author_id;
  decision.verdict = static_cast<domain::Verdict>(request.verdict());
  decision.reason = static_cast<domain::Reason>(request.reason());
  decision.statement = request.statement();
  decision.decided_by = user_id;
  decision.decide_time = now;
  return decision;
}

}  // namespace

absl::Status DecideQueueItem(Deps& deps, rpc::Call& call, const v1::DecideQueueItemRequest& request, v1::QueueItem& response) {
  const auto id = ParseId<QueueItemId>(request.queue_item_id(), "queue_item_id");
  if (!id.ok()) return id.status();
  if (auto status = CheckShape(request); !status.ok()) return status;

  const auto item = LoadForDecision(deps, call, *id);
  if (!item.ok()) return item.status();
  domain::QueueItem decided = *item;
  if (auto status = domain::Decide(decided, call.user_id(), call.now()); !status.ok()) return status;
  if (!request.etag().empty() && request.etag() != domain::Etag(item->version)) {
    return errors::Aborted("ETAG_MISMATCH", "a report came in meanwhile: read the item again");
  }

  const domain::Decision decision = Make(decided, request, call.user_id(), call.now());
  store::SaveQueueItem(call.db(), decided);
  store::InsertDecision(call.db(), decision);
  store::ResolveReports(call.db(), decided, domain::OutcomeOf(decision.verdict), call.user_id(), call.now());
  call.AfterCommit(deps.wake_relay);
  call.AfterCommit(deps.wake_hold_sender);
  response = ToFullProto(call.db(), decided, call.now());
  return absl::OkStatus();
}

absl::Status RestoreVideo(Deps& deps, rpc::Call& call, const v1::RestoreVideoRequest& request, v1::Decision& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  if (!domain::IsWords(request.reason(), domain::kLongestRestoreReason)) {
    return errors::InvalidField("reason", "must tell the author why in 1 to 1,000 characters, without control characters");
  }

  const auto video = store::GetVideoForUpdate(call.db(), *video_id);
  if (!video) return errors::NotFound("video");
  const auto moderator = LoadModerator(deps, call, video->run_id, video->group_id, video->author_id);
  if (!moderator.ok()) return moderator.status();
  if (!domain::MayModerate(*moderator)) return errors::NotFound("video");
  auto decision = store::GetHidingDecision(call.db(), *video_id);
  if (!decision) return errors::FailedPrecondition("VIDEO_NOT_HIDDEN", "no decision hides this video now");
  domain::Reverse(*decision, call.user_id(), request.reason(), call.now());
  store::SaveReversed(call.db(), *decision);
  call.AfterCommit(deps.wake_relay);
  call.AfterCommit(deps.wake_hold_sender);
  response = ToProto(*decision);
  return absl::OkStatus();
}

absl::Status ListDecisionsOnMyVideos(Deps& deps, rpc::Call& call, const v1::ListDecisionsOnMyVideosRequest& request,
                                     v1::ListDecisionsOnMyVideosResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListDecisionsOnMyVideos/" + call.user_id().text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  auto decisions = store::ListDecisionsOnAuthor(call.db(), call.user_id(), *cursor, *page_size + 1);
  if (decisions.size() > static_cast<size_t>(*page_size)) {
    decisions.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, decisions.back().id.text()));
  }
  for (const auto& decision : decisions) *response.add_decisions() = ToAuthorsProto(decision);
  return absl::OkStatus();
}

}  // namespace parley::moderation::handlers
