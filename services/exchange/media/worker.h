#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "libs/blob/store.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/exchange/media/making.h"
#include "services/exchange/media/sandbox.h"
#include "services/exchange/media/scratch.h"
#include "services/exchange/store/media_jobs.h"

namespace parley::exchange::media {

struct WorkerOptions {
  postgres::Connection::Options database;
  Sandbox::Kind sandbox = Sandbox::Kind::kBubblewrap;
  std::string scratch_root;
  // A worker that dies is missed after this long.
  absl::Duration lease = absl::Seconds(20);
  absl::Duration renew = absl::Seconds(5);
};

// Makes uploaded videos playable, one at a time. Any number of workers share the queue; a worker that dies loses its lease and nothing
// else. For one thread.
class Worker {
 public:
  // Throws std::exception when the scratch folder can't be used.
  Worker(WorkerOptions options, blob::Store& blobs, const Clock& clock);

  // FAILED_PRECONDITION when ffmpeg can't be confined here: then it must not run.
  absl::Status CheckSandbox();

  // Takes a job and ends it. False when there was none.
  bool WorkOnce(const std::stop_token& stop);

  // Works until stopped; a job that is stopped is given back.
  void Run(const std::stop_token& stop);

 private:
  class Lease;
  using Result = std::variant<Made, domain::Failure, Broken>;

  void Work(const store::MediaJob& job, const std::stop_token& stop);
  void End(const store::MediaJob& job, const domain::Video& video, const std::string& folder, const Result& result, Lease& lease);
  void Crash(const store::MediaJob& job);
  void Fail(const store::MediaJob& job, const domain::Failure& failure);
  void Publish(const store::MediaJob& job, const Made& made, const std::string& folder, Lease& lease);
  // Ends the job and changes its video in one transaction; nothing when either is no longer ours to change.
  template <class Change>
  bool Settle(const store::MediaJob& job, Change change);
  template <class Change>
  bool SettleOnce(const store::MediaJob& job, Change change);

  const WorkerOptions options_;
  blob::Store& blobs_;
  const Clock& clock_;
  postgres::Connection db_;
  Sandbox sandbox_;
  Scratch scratch_;
  Pause pause_;
};

}  // namespace parley::exchange::media
