#include "services/exchange/handlers/access.h"

#include "libs/errors/error.h"
#include "services/exchange/store/groups.h"
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

absl::StatusOr<domain::Place> LoadPlace(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id) {
  domain::Place place = store::GetPlace(call.db(), run_id, call.user_id());
  if (!domain::ShouldAsk(place, group_id, call.now())) return place;
  return call.Outside([&deps, user_id = call.user_id(), place, group_id, now = call.now()](postgres::Session& db) {
    return deps.owners.AskPlace(db, user_id, place, group_id, now);
  });
}

absl::StatusOr<GroupId> LoadOwnGroup(Deps& deps, rpc::Call& call, const RunId& run_id, const char* what) {
  const auto place = LoadPlace(deps, call, run_id, GroupId());
  if (!place.ok()) return place.status();
  if (!domain::MayTakePart(place->membership)) return errors::NotFound(what);
  return domain::OwnGroup(*place);
}

absl::StatusOr<bool> LoadIsReader(Deps& deps, rpc::Call& call, const RunId& run_id, const GroupId& group_id) {
  if (store::IsGroupReader(call.db(), group_id, call.user_id())) return true;
  const auto place = LoadPlace(deps, call, run_id, group_id);
  if (!place.ok()) return place.status();
  return domain::IsIn(*place, group_id);
}

absl::StatusOr<domain::Viewer> LoadViewer(Deps& deps, rpc::Call& call, const domain::Video& video) {
  domain::Viewer viewer;
  viewer.is_author = video.author_id == call.user_id();
  if (viewer.is_author || video.state != domain::State::kPublished) return viewer;
  if (!domain::IsVisible(video)) {
    viewer.is_moderator = store::IsModerator(call.db(), video.run_id, video.group_id, call.user_id());
    return viewer;
  }
  const auto is_reader = LoadIsReader(deps, call, video.run_id, video.group_id);
  if (!is_reader.ok()) return is_reader.status();
  viewer.is_reader = *is_reader;
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
