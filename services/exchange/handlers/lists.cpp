#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "services/exchange/handlers/access.h"
#include "services/exchange/handlers/handlers.h"
#include "services/exchange/store/groups.h"
#include "services/exchange/store/runs.h"
#include "services/exchange/store/shown_videos.h"

namespace parley::exchange::handlers {
namespace {

constexpr int kUsualPage = 20;

// A cursor in a page token is "<microseconds of publish_time>/<video_id>"; tokens are signed, so what is decoded is what was encoded.
std::string CursorText(const v1::Video& last) {
  return std::to_string(absl::ToUnixMicros(rpc::FromProto(last.publish_time()))) + "/" + last.video_id();
}

store::VideoCursor ReadCursor(const std::string& text, const store::VideoCursor& first) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return first;
  return {absl::FromUnixMicros(std::stoll(text.substr(0, slash))), text.substr(slash + 1)};
}

// Moves up to a page of `videos` into the response. True when there are more.
template <class Response>
bool FillPage(std::vector<v1::Video>& videos, int page_size, Response& response) {
  const bool more = videos.size() > static_cast<size_t>(page_size);
  if (more) videos.pop_back();
  for (auto& video : videos) *response.add_videos() = std::move(video);
  return more;
}

// Why a group shows nothing to the caller: the group, or a place in it, is only not heard of yet, or there is none.
absl::Status ExplainNoFeed(Deps& deps, rpc::Call& call, const GroupId& group_id) {
  const auto run_id = store::GetRunOfGroup(call.db(), group_id);
  if (!run_id) return call.Outside([&deps, group_id](postgres::Session& db) { return deps.owners.AskGroup(db, group_id); });
  if (const auto place = LoadPlace(deps, call, *run_id, group_id); !place.ok()) return place.status();
  return errors::NotFound("group");
}

}  // namespace

std::vector<std::optional<store::FeedVersion>> GatherListVideos(Deps& deps, postgres::Session& db,
                                                                const std::vector<rpc::Waiting<v1::ListVideosRequest>>& calls) {
  std::vector<store::FeedReader> readers;
  std::vector<size_t> places;  // of the readers among the calls: ids that are none are for the handler to refuse
  if (!deps.feeds.keeps()) return std::vector<std::optional<store::FeedVersion>>(calls.size());
  for (size_t i = 0; i < calls.size(); ++i) {
    if (!calls[i].request.page_token().empty()) continue;
    auto group_id = ParseId<GroupId>(calls[i].request.group_id(), "group_id");
    if (!group_id.ok()) continue;
    readers.push_back({*std::move(group_id), calls[i].caller.user->user_id});
    places.push_back(i);
  }
  std::vector<std::optional<store::FeedVersion>> found(calls.size());
  if (readers.empty()) return found;
  const auto versions = store::GetFeedVersions(db, readers);
  for (size_t i = 0; i < places.size(); ++i) found[places[i]] = versions[i];
  return found;
}

absl::Status ListVideos(Deps& deps, rpc::Call& call, const v1::ListVideosRequest& request, v1::ListVideosResponse& response) {
  const auto group_id = ParseId<GroupId>(request.group_id(), "group_id");
  if (!group_id.ok()) return group_id.status();
  PromptId prompt_id;
  if (!request.prompt_id().empty()) {
    auto parsed = ParseId<PromptId>(request.prompt_id(), "prompt_id");
    if (!parsed.ok()) return parsed.status();
    prompt_id = *std::move(parsed);
  }
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListVideos/" + group_id->text() + "/" + prompt_id.text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  // The first page is what phones ask for again and again: it was asked at which version it is.
  const auto* version = call.gathered<store::FeedVersion>();
  const std::string kept_as = scope + "/" + std::to_string(*page_size);
  if (version != nullptr) {
    if (const auto page = deps.feeds.Find(kept_as, version->text)) {
      response = *page;
      return absl::OkStatus();
    }
  }

  auto videos =
      store::ListVideos(call.db(), *group_id, prompt_id, call.user_id(), ReadCursor(*cursor, store::BeforeNewest()), *page_size + 1);
  if (!videos) return ExplainNoFeed(deps, call, *group_id);
  if (FillPage(*videos, *page_size, response)) {
    response.set_next_page_token(deps.pages.Encode(scope, CursorText(response.videos(*page_size - 1))));
  }
  // Empty pages are cheap to read, and of prompts that are none there is no end.
  if (version != nullptr && response.videos_size() > 0) deps.feeds.Put(kept_as, version->text, response);
  return absl::OkStatus();
}

absl::Status ListReplies(Deps& deps, rpc::Call& call, const v1::ListRepliesRequest& request, v1::ListRepliesResponse& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListReplies/" + video_id->text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  const auto video = LoadViewable(deps, call, *video_id);
  if (!video.ok()) return video.status();
  // The replies are the group's: an author who is in it no more sees none.
  if (video->author_id == call.user_id()) {
    const auto is_reader = LoadIsReader(deps, call, video->run_id, video->group_id);
    if (!is_reader.ok()) return is_reader.status();
    if (!*is_reader) return absl::OkStatus();
  }
  auto videos = store::ListReplies(call.db(), *video_id, call.user_id(), ReadCursor(*cursor, store::BeforeOldest()), *page_size + 1);
  if (FillPage(videos, *page_size, response)) {
    response.set_next_page_token(deps.pages.Encode(scope, CursorText(response.videos(*page_size - 1))));
  }
  return absl::OkStatus();
}

absl::Status ListMyVideos(Deps& deps, rpc::Call& call, const v1::ListMyVideosRequest& request, v1::ListMyVideosResponse& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListMyVideos/" + run_id->text() + "/" + call.user_id().text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  if (!store::RunExists(call.db(), *run_id)) {
    return call.Outside([&deps, id = *run_id](postgres::Session& db) { return deps.owners.AskRun(db, id); });
  }
  // One's own videos stay one's own after the enrolment ended: that there was one is enough.
  const auto membership = LoadMembership(deps, call, *run_id);
  if (!membership.ok()) return membership.status();
  if (membership->state == domain::Enrolment::kNone) return errors::NotFound("run");
  auto videos = store::ListMyVideos(call.db(), call.user_id(), *run_id, *cursor, *page_size + 1);
  if (FillPage(videos, *page_size, response)) {
    response.set_next_page_token(deps.pages.Encode(scope, response.videos(*page_size - 1).video_id()));
  }
  return absl::OkStatus();
}

}  // namespace parley::exchange::handlers
