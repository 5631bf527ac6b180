#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/blob/store.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "services/exchange/domain/video.h"
#include "services/exchange/media/worker.h"
#include "tests/support/database.h"
#include "tests/support/temporary_folder.h"

namespace parley::exchange::media {

// A worker with a database, a folder of objects, and videos whose upload is complete. Videos last from 3 to 10 seconds here.
class Workshop {
 public:
  Workshop();

  FakeClock& clock() { return clock_; }
  postgres::Connection& db() { return db_; }
  const postgres::Connection::Options& database() const { return database_.options(); }
  const std::string& folder() const { return folder_.path(); }
  blob::Store& blobs() { return *blobs_; }

  // A video in state PROCESSING whose upload is the file at `path`.
  VideoId Uploaded(const std::string& path);
  domain::Video Get(const VideoId& id);
  // Lets a worker take one job.
  bool Work(std::stop_token stop = {});
  Worker NewWorker();
  // Uploads the file and works: what became of it.
  domain::Video Made(const std::string& path);

  // Where a file of a published video is; REQUIREs that there is one.
  std::string Rendition(const VideoId& id, const std::string& name);
  std::vector<std::string> RenditionNames(const VideoId& id);
  int CountJobs();
  int CountEvents(const std::string& type);

 private:
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  test::TemporaryFolder folder_;
  test::Database database_;
  std::unique_ptr<blob::Store> blobs_;
  postgres::Connection db_;
};

}  // namespace parley::exchange::media
