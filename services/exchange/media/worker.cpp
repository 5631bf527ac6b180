#include "services/exchange/media/worker.h"

#include <chrono>
#include <filesystem>

#include "libs/auth/digest.h"
#include "libs/log/log.h"
#include "services/exchange/media/plan.h"
#include "services/exchange/store/blob_keys.h"
#include "services/exchange/store/videos.h"

namespace parley::exchange::media {
namespace {

// A file over which workers died this often is not tried again.
constexpr int kMostCrashes = 3;
constexpr int kMostTries = 4;  // after contention
constexpr absl::Duration kIdle = absl::Milliseconds(250);
// After the database or the disk refused: the file is not to blame, and is tried again later.
constexpr absl::Duration kTryAgain = absl::Seconds(5);

}  // namespace

// The right to work on a job, renewed as long as `Keep` is asked.
class Worker::Lease {
 public:
  Lease(Worker& worker, const store::MediaJob& job, const std::stop_token& stop)
      : worker_(worker), job_(job), stop_(stop), last_(std::chrono::steady_clock::now()) {}

  // False once the work is to be dropped.
  bool Keep(int percent) {
    if (stop_.stop_requested() || lost_) return false;
    const auto age = absl::FromChrono(std::chrono::steady_clock::now() - last_);
    if (age < worker_.options_.renew) return true;
    try {
      const absl::Time until = worker_.clock_.Now() + worker_.options_.lease;
      lost_ = !store::RenewMediaJob(worker_.db_, job_, until, percent);
      last_ = std::chrono::steady_clock::now();
    } catch (const postgres::Unavailable&) {
      // Until the lease is over nobody else has the job: the database may come back in time.
      lost_ = age > worker_.options_.lease;
    }
    return !lost_;
  }
  // Taken by somebody else, or its video taken back; not merely stopped.
  bool lost() const { return lost_; }

 private:
  Worker& worker_;
  const store::MediaJob& job_;
  const std::stop_token& stop_;
  std::chrono::steady_clock::time_point last_;
  bool lost_ = false;
};

Worker::Worker(WorkerOptions options, blob::Store& blobs, const Clock& clock)
    : options_(std::move(options)),
      blobs_(blobs),
      clock_(clock),
      db_(options_.database),
      sandbox_(options_.sandbox),
      scratch_(options_.scratch_root) {}

absl::Status Worker::CheckSandbox() {
  absl::Status status = sandbox_.Check(scratch_.Fresh("check"));
  scratch_.Remove("check");
  return status;
}

bool Worker::WorkOnce(const std::stop_token& stop) {
  const absl::Time now = clock_.Now();
  const auto job = store::TakeMediaJob(db_, now, now + options_.lease);
  if (!job) return false;
  Work(*job, stop);
  return true;
}

void Worker::Work(const store::MediaJob& job, const std::stop_token& stop) {
  const auto video = store::GetVideo(db_, job.video_id);
  if (!video || video->state != domain::State::kProcessing) {
    store::DeleteMediaJob(db_, job);
    return;
  }
  if (job.attempts > kMostCrashes) return Fail(job, TooComplex());
  const std::string folder = scratch_.Fresh(job.video_id.text());
  try {
    const auto input = blobs_.LocalPath(store::UploadKey(job.video_id));
    if (!input.ok()) throw std::runtime_error("the upload: " + input.status().ToString());
    Lease lease(*this, job, stop);
    const Result result = MakePlayable(sandbox_, *input, folder, video->limits, [&lease](int percent) { return lease.Keep(percent); });
    End(job, *video, folder, result, lease);
  } catch (const std::exception& error) {
    log::Warning("a video waits to be made playable", {{"video_id", job.video_id.text()}, {"error", error.what()}});
    scratch_.Remove(job.video_id.text());
    store::PutBackMediaJob(db_, job, clock_.Now() + kTryAgain);
    return;
  }
  scratch_.Remove(job.video_id.text());
}

void Worker::End(const store::MediaJob& job, const domain::Video& video, const std::string& folder, const Result& result, Lease& lease) {
  if (const auto* failure = std::get_if<domain::Failure>(&result)) return Fail(job, *failure);
  if (const auto* made = std::get_if<Made>(&result)) return Publish(job, *made, folder, lease);
  if (std::get<Broken>(result) == Broken::kCrashed) return Crash(job);
  log::Info("stopped making a video playable", {{"video_id", video.id.text()}, {"lost", lease.lost()}});
  if (!lease.lost()) store::PutBackMediaJob(db_, job, clock_.Now());
}

void Worker::Crash(const store::MediaJob& job) {
  log::Warning("ffmpeg died over a video", {{"video_id", job.video_id.text()}, {"attempts", job.attempts}});
  if (job.attempts >= kMostCrashes) return Fail(job, TooComplex());
  store::ReleaseMediaJob(db_, job, clock_.Now());
}

// Contention must not cost what took minutes to make: tried again.
template <class Change>
bool Worker::Settle(const store::MediaJob& job, Change change) {
  for (int tries = 1;; ++tries) {
    try {
      return SettleOnce(job, change);
    } catch (const postgres::Contention&) {
      if (tries == kMostTries) throw;
    }
  }
}

template <class Change>
bool Worker::SettleOnce(const store::MediaJob& job, Change change) {
  const absl::Time now = clock_.Now();
  postgres::Transaction transaction = db_.Begin();
  // The video before the job, as whoever takes the video back does.
  const auto video = store::GetVideoForUpdate(transaction, job.video_id);
  if (!video || !store::DeleteMediaJob(transaction, job)) return false;
  domain::Video changed = *video;
  const bool settled = change(transaction, changed, now);
  if (settled) store::SaveVideo(transaction, *video, changed, now);
  transaction.Commit();
  return settled;
}

void Worker::Fail(const store::MediaJob& job, const domain::Failure& failure) {
  Settle(job, [&](postgres::Session&, domain::Video& video, absl::Time) { return domain::Fail(video, failure); });
  log::Info("a video can't be made playable", {{"video_id", job.video_id.text()}, {"reason", static_cast<int>(failure.reason)}});
}

void Worker::Publish(const store::MediaJob& job, const Made& made, const std::string& folder, Lease& lease) {
  // A folder for each lease: a worker that lost its own never writes over the files of the one that has it.
  const std::string place = store::RenditionsFolder(job.video_id) + job.lease + "/";
  std::vector<std::pair<std::string, v1::Rendition>> renditions;
  for (const MadeFile& file : made.files) {
    if (!lease.Keep(99)) break;
    v1::Rendition rendition;
    rendition.set_blob_key(place + file.name);
    rendition.set_media_type(file.media_type);
    rendition.set_size_bytes(static_cast<int64_t>(std::filesystem::file_size(folder + "/" + file.name)));
    // An object is written once under its key, so the key stands for its content.
    rendition.set_etag(auth::ToHex(auth::Sha256(rendition.blob_key())).substr(0, 32));
    const absl::Status status = blobs_.PutFile(rendition.blob_key(), folder + "/" + file.name);
    if (!status.ok()) throw std::runtime_error("storing " + file.name + ": " + status.ToString());
    renditions.emplace_back(file.name, std::move(rendition));
  }
  const bool all = renditions.size() == made.files.size();
  const bool published = all && Settle(job, [&](postgres::Session& db, domain::Video& video, absl::Time now) {
                           if (!domain::Publish(video, made.playable, now)) return false;
                           for (const auto& [name, rendition] : renditions) store::InsertRendition(db, video.id, name, rendition);
                           return true;
                         });
  if (!published) {
    blobs_.Remove(place).IgnoreError();  // nobody knows of them
    if (!all && !lease.lost()) store::PutBackMediaJob(db_, job, clock_.Now());
    return;
  }
  log::Info("a video is playable", {{"video_id", job.video_id.text()}, {"seconds", absl::ToDoubleSeconds(made.playable.duration)}});
}

void Worker::Run(const std::stop_token& stop) {
  Backoff backoff(absl::Seconds(5));
  while (!stop.stop_requested()) {
    try {
      if (!WorkOnce(stop)) pause_.For(kIdle, stop);
      backoff.Reset();
    } catch (const std::exception& error) {
      log::Warning("the media worker waits", {{"error", error.what()}});
      pause_.For(backoff.Next(), stop);
    }
  }
}

}  // namespace parley::exchange::media
