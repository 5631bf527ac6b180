#include "tests/service/exchange_media/workshop.h"

#include <filesystem>

#include "catch2/catch.hpp"
#include "libs/events/migrations.h"
#include "services/exchange/migrations.h"
#include "services/exchange/store/blob_keys.h"
#include "services/exchange/store/videos.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange::media {
namespace {

constexpr postgres::Statement kCountJobs{"TestCountJobs", "SELECT count(*) FROM media_jobs"};
constexpr postgres::Statement kCountEvents{"TestCountEvents", "SELECT count(*) FROM outbox WHERE type = $1"};
constexpr postgres::Statement kNames{"TestNames", "SELECT name FROM renditions WHERE video_id = $1 ORDER BY name"};

const std::vector<postgres::MigrationSet>& Sets() {
  static const std::vector<postgres::MigrationSet> sets = {events::Migrations(), Migrations()};
  return sets;
}

}  // namespace

Workshop::Workshop() : database_("exchange", Sets()), blobs_(blob::OpenFolder(folder() + "/blob")), db_(database_.options()) {}

VideoId Workshop::Uploaded(const std::string& path) {
  domain::Video video;
  video.id = VideoId::New(clock_.Now());
  video.run_id = RunId::New(clock_.Now());
  video.prompt_id = PromptId::New(clock_.Now());
  video.group_id = GroupId::New(clock_.Now());
  video.author_id = UserId::New(clock_.Now());
  video.size_bytes = static_cast<int64_t>(std::filesystem::file_size(path));
  video.expire_time = clock_.Now() + absl::Hours(24);
  video.limits = {absl::Seconds(3), absl::Seconds(10)};
  const std::string copy = folder() + "/copy";
  std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing);
  REQUIRE_THAT(blobs_->PutFile(store::UploadKey(video.id), copy), test::IsOk());
  store::InsertVideo(db_, video, clock_.Now());
  domain::Video whole = video;
  whole.offset = whole.size_bytes;
  whole.state = domain::State::kProcessing;
  ++whole.version;
  store::SaveUpload(db_, video, whole, clock_.Now());
  return video.id;
}

domain::Video Workshop::Get(const VideoId& id) {
  auto video = store::GetVideo(db_, id);
  REQUIRE(video.has_value());
  return *std::move(video);
}

Worker Workshop::NewWorker() {
  WorkerOptions options;
  options.database = database_.options();
  options.scratch_root = folder() + "/scratch";
  return Worker(options, *blobs_, clock_);
}

bool Workshop::Work(std::stop_token stop) { return NewWorker().WorkOnce(stop); }

domain::Video Workshop::Made(const std::string& path) {
  const VideoId id = Uploaded(path);
  REQUIRE(Work());
  CHECK(CountJobs() == 0);
  return Get(id);
}

std::string Workshop::Rendition(const VideoId& id, const std::string& name) {
  const auto rendition = store::GetRendition(db_, id, name);
  INFO(name);
  REQUIRE(rendition.has_value());
  const auto path = blobs_->LocalPath(rendition->blob_key());
  REQUIRE_THAT(path.status(), test::IsOk());
  CHECK(static_cast<int64_t>(std::filesystem::file_size(*path)) == rendition->size_bytes());
  CHECK(rendition->etag().size() == 32);
  return *path;
}

std::vector<std::string> Workshop::RenditionNames(const VideoId& id) {
  std::vector<std::string> names;
  for (const auto& row : db_.Execute(kNames, id)) names.push_back(row.Get<std::string>(0));
  return names;
}

int Workshop::CountJobs() { return db_.Execute(kCountJobs).front().Get<int>(0); }

int Workshop::CountEvents(const std::string& type) { return db_.Execute(kCountEvents, "parley.exchange.v1." + type).front().Get<int>(0); }

}  // namespace parley::exchange::media
