#include "services/exchange/handlers/access.h"

#include "libs/errors/error.h"
#include "services/exchange/store/people.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange::handlers {

absl::StatusOr<domain::Membership> LoadMembership(Deps& deps, rpc::Call& call, const RunId& run_id) {
  const domain::Membership membership = store::GetMembership(call.db(), run_id, call.user_id());
  if (!domain::ShouldAsk(membership, call.now())) return membership;
  return call.Outside([&deps, run_id, user_id = call.user_id(), membership, now = call.now()](postgres::Session& db) {
    return deps.owners.AskMembership(db, run_id, user_id, membership, now);
  });
}

absl::Status CheckTakesPart(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what) {
  const auto membership = LoadMembership(deps, call, run_id);
  if (!membership.ok()) return membership.status();
  return domain::MayTakePart(*membership) ? absl::OkStatus() : errors::NotFound(what);
}

absl::StatusOr<domain::Viewer> LoadViewer(Deps& deps, rpc::Call& call, const domain::Video& video) {
  domain::Viewer viewer;
  viewer.is_author = video.author_id == call.user_id();
  if (viewer.is_author || video.state != domain::State::kPublished) return viewer;
  const bool visible = domain::IsVisible(video);
  viewer.is_member = visible && domain::MayTakePart(store::GetMembership(call.db(), video.run_id, call.user_id()));
  if (viewer.is_member) return viewer;
  viewer.is_facilitator = store::IsFacilitator(call.db(), video.run_id, video.group_id, call.user_id());
  if (viewer.is_facilitator || !visible) return viewer;
  const auto membership = LoadMembership(deps, call, video.run_id);
  if (!membership.ok()) return membership.status();
  viewer.is_member = domain::MayTakePart(*membership);
  return viewer;
}

absl::StatusOr<domain::Video> LoadViewable(Deps& deps, rpc::Call& call, const VideoId& id) {
  auto video = store::GetVideo(call.db(), id);
  if (!video) return errors::NotFound("video");
  const auto viewer = LoadViewer(deps, call, *video);
  if (!viewer.ok()) return viewer.status();
  if (!domain::MayView(*video, *viewer)) return errors::NotFound("video");
  return *std::move(video);
}

}  // namespace parley::exchange::handlers
