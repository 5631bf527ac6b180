#include <algorithm>

#include "libs/errors/error.h"
#include "services/exchange/domain/answering.h"
#include "services/exchange/domain/upload.h"
#include "services/exchange/handlers/access.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/people.h"
#include "services/exchange/store/runs.h"
#include "services/exchange/store/shown_videos.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange::handlers {
namespace {

constexpr size_t kLongestMediaType = 100;

// Printable ASCII, as every media type is (RFC 9110, 8.3.1).
bool IsVideoType(const std::string& type) {
  const bool printable = std::all_of(type.begin(), type.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return type.starts_with("video/") && type.size() <= kLongestMediaType && printable;
}

absl::Status CheckShape(const v1::CreateVideoRequest& request) {
  errors::FieldErrors bad;
  const bool one = request.prompt_id().empty() != request.reply_to_video_id().empty();
  bad.Check(one, "prompt_id", "give exactly one of prompt_id and reply_to_video_id");
  bad.Check(one, "reply_to_video_id", "give exactly one of prompt_id and reply_to_video_id");
  bad.Check(request.prompt_id().empty() || IsUuid(request.prompt_id()), "prompt_id", "must be a UUID");
  bad.Check(request.reply_to_video_id().empty() || IsUuid(request.reply_to_video_id()), "reply_to_video_id", "must be a UUID");
  bad.Check(request.size_bytes() >= 1, "size_bytes", "must be the file's size, at least 1");
  bad.Check(IsVideoType(request.media_type()), "media_type", "must start with video/ and have at most 100 characters, all printable ASCII");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

// What a new video answers.
struct Answered {
  domain::Opening opening;
  domain::Place place;                  // the author's
  std::optional<domain::Video> parent;  // of a reply
};

absl::StatusOr<Answered> LoadPrompt(Deps& deps, rpc::Call& call, const std::string& prompt_id) {
  auto opening = store::GetOpening(call.db(), PromptId::Trusted(prompt_id));
  if (!opening) return errors::NotFound("prompt");
  auto place = LoadPlace(deps, call, opening->run_id, GroupId());
  if (!place.ok()) return place.status();
  opening->group_id = domain::OwnGroup(*place);
  return Answered{*std::move(opening), *std::move(place), std::nullopt};
}

absl::StatusOr<Answered> LoadParent(Deps& deps, rpc::Call& call, const VideoId& video_id) {
  auto parent = store::GetVideo(call.db(), video_id);
  if (!parent) return errors::NotFound("video");
  const auto viewer = LoadViewer(deps, call, *parent);
  if (!viewer.ok()) return viewer.status();
  auto place = LoadPlace(deps, call, parent->run_id, parent->group_id);
  if (!place.ok()) return place.status();
  // Somebody whose place in the run ended meanwhile is told so further on; to others the video does not exist.
  const bool known = place->membership.state != domain::Enrolment::kNone && domain::HasSeatIn(*place, parent->group_id);
  const bool told = known && domain::IsVisible(*parent);
  if (!told && !domain::MayView(*parent, *viewer)) return errors::NotFound("video");
  auto opening = store::GetOpening(call.db(), parent->prompt_id);
  if (!opening) return errors::NotFound("prompt");
  opening->group_id = parent->group_id;
  return Answered{*std::move(opening), *std::move(place), std::move(parent)};
}

absl::StatusOr<Answered> LoadAnswered(Deps& deps, rpc::Call& call, const v1::CreateVideoRequest& request) {
  if (!request.prompt_id().empty()) {
    auto prompt_id = ParseUuid(request.prompt_id(), "prompt_id");
    return prompt_id.ok() ? LoadPrompt(deps, call, *prompt_id) : absl::StatusOr<Answered>(prompt_id.status());
  }
  auto video_id = ParseId<VideoId>(request.reply_to_video_id(), "reply_to_video_id");
  return video_id.ok() ? LoadParent(deps, call, *video_id) : absl::StatusOr<Answered>(video_id.status());
}

domain::Video Begin(const Answered& answered, const UserId& author_id, int64_t size_bytes, absl::Time now) {
  domain::Video video;
  video.id = VideoId::New(now);
  video.run_id = answered.opening.run_id;
  video.prompt_id = answered.opening.prompt_id;
  video.group_id = answered.opening.group_id;
  video.author_id = author_id;
  if (answered.parent) video.reply_to = answered.parent->id;
  video.size_bytes = size_bytes;
  video.expire_time = now + domain::kUploadIdle;
  video.limits = answered.opening.limits;
  return video;
}

}  // namespace

absl::Status CreateVideo(Deps& deps, rpc::Call& call, const v1::CreateVideoRequest& request, v1::Video& response) {
  if (auto status = CheckShape(request); !status.ok()) return status;

  const auto answered = LoadAnswered(deps, call, request);
  if (!answered.ok()) return answered.status();
  if (answered->place.membership.state == domain::Enrolment::kNone) return errors::NotFound(answered->parent ? "video" : "prompt");

  // Somebody is locked before their consent, as by who follows identity.
  if (!store::LockPerson(call.db(), call.user_id())) {
    return call.Outside([&deps, id = call.user_id()](postgres::Session& db) { return deps.owners.AskProfile(db, id); });
  }
  const domain::Consent consent = store::GetConsentForShare(call.db(), call.user_id());
  if (domain::ShouldAsk(consent, call.now())) {
    return call.Outside(
        [&deps, id = call.user_id(), now = call.now()](postgres::Session& db) { return deps.owners.AskConsent(db, id, now); });
  }
  const int64_t unfinished = store::CountUnfinishedUploads(call.db(), call.user_id(), call.now());
  const auto* parent = answered->parent ? &*answered->parent : nullptr;
  auto status = domain::CheckAnswer(answered->opening, answered->place, parent, consent, request.size_bytes(), unfinished, call.now());
  if (!status.ok()) return status;

  const domain::Video video = Begin(*answered, call.user_id(), request.size_bytes(), call.now());
  store::InsertVideo(call.db(), video, call.now());
  response = *store::GetShownVideo(call.db(), video.id, call.user_id());
  return absl::OkStatus();
}

}  // namespace parley::exchange::handlers
