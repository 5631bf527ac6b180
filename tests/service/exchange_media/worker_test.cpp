// Leases, crashes and confinement.
#include <filesystem>
#include <limits>

#include "catch2/catch.hpp"
#include "libs/service/worker_metrics.h"
#include "services/exchange/media/backlog.h"
#include "services/exchange/store/videos.h"
#include "tests/service/exchange_media/films.h"
#include "tests/service/exchange_media/workshop.h"
#include "tests/support/eventually.h"
#include "tests/support/scrape.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange::media {
namespace {

using domain::FailureReason;
using domain::State;

TEST_CASE("without a job there is nothing to do") { CHECK_FALSE(Workshop().Work()); }

TEST_CASE("a job whose worker died is taken again once its lease is over") {
  Workshop workshop;
  const VideoId id = workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  const auto dead = store::TakeMediaJob(workshop.db(), workshop.clock().Now(), workshop.clock().Now() + absl::Seconds(20));
  REQUIRE(dead.has_value());
  workshop.clock().Advance(absl::Seconds(19));
  CHECK_FALSE(workshop.Work());
  workshop.clock().Advance(absl::Seconds(1));
  CHECK(workshop.Work());
  CHECK(workshop.Get(id).state == State::kPublished);
  CHECK(workshop.CountEvents("VideoPublished") == 1);
  // The dead one, should it come back, has nothing left to renew or end.
  CHECK_FALSE(store::RenewMediaJob(workshop.db(), *dead, workshop.clock().Now() + absl::Seconds(20), 50));
  CHECK_FALSE(store::DeleteMediaJob(workshop.db(), *dead));
}

TEST_CASE("operators see the jobs that wait, those that are worked on, and how long the oldest has waited") {
  Workshop workshop;
  const auto look = [&] { return AtMediaJobs().look(workshop.db(), workshop.clock().Now()); };
  CHECK(look() == std::vector<double>{0, 0, 0});
  const std::string film = PhoneFilm(workshop.folder(), 4);
  workshop.Uploaded(film);
  workshop.clock().Advance(absl::Seconds(90));
  workshop.Uploaded(film);
  workshop.clock().Advance(absl::Seconds(30));
  CHECK(look() == std::vector<double>{2, 0, 120});
  const auto job = store::TakeMediaJob(workshop.db(), workshop.clock().Now(), workshop.clock().Now() + absl::Seconds(20));
  REQUIRE(job.has_value());
  CHECK(look() == std::vector<double>{1, 1, 30});
  workshop.clock().Advance(absl::Seconds(20));  // its worker died
  CHECK(look() == std::vector<double>{2, 0, 140});

  service::WorkerMetrics metrics(workshop.database(), workshop.clock(), AtMediaJobs());
  CHECK_THAT(metrics.Start("127.0.0.1:0"), test::IsOk());
  CHECK(test::Eventually([&] { return test::Scrape(metrics.port(), "parley_media_waiting_jobs") == 2; }));
  CHECK(test::Scrape(metrics.port(), "parley_media_running_jobs") == 0);
  CHECK(test::Scrape(metrics.port(), "parley_media_oldest_waiting_seconds") == 140);
  CHECK(test::Scrape(metrics.port(), "parley_database_up") == 1);
}

TEST_CASE("a job that is renewed stays its worker's") {
  Workshop workshop;
  workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  const auto job = store::TakeMediaJob(workshop.db(), workshop.clock().Now(), workshop.clock().Now() + absl::Seconds(20));
  REQUIRE(job.has_value());
  workshop.clock().Advance(absl::Seconds(15));
  REQUIRE(store::RenewMediaJob(workshop.db(), *job, workshop.clock().Now() + absl::Seconds(20), 50));
  workshop.clock().Advance(absl::Seconds(15));
  CHECK_FALSE(workshop.Work());
}

TEST_CASE("a file over which three workers died is given up") {
  Workshop workshop;
  const VideoId id = workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  for (int i = 1; i <= 3; ++i) {
    const auto job = store::TakeMediaJob(workshop.db(), workshop.clock().Now(), workshop.clock().Now() + absl::Seconds(20));
    REQUIRE(job.has_value());
    CHECK(job->attempts == i);
    workshop.clock().Advance(absl::Seconds(20));
  }
  CHECK(workshop.Work());
  CHECK(workshop.Get(id).state == State::kFailed);
  CHECK(workshop.Get(id).failure.reason == FailureReason::kTooComplex);
  CHECK(workshop.CountJobs() == 0);
}

TEST_CASE("a worker that is stopped gives its job back uncounted") {
  Workshop workshop;
  const VideoId id = workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  std::stop_source stop;
  stop.request_stop();
  CHECK(workshop.Work(stop.get_token()));
  CHECK(workshop.Get(id).state == State::kProcessing);
  const auto job = store::TakeMediaJob(workshop.db(), workshop.clock().Now(), workshop.clock().Now() + absl::Seconds(20));
  REQUIRE(job.has_value());
  CHECK(job->attempts == 1);
}

TEST_CASE("an upload that can't be read now is tried again later, uncounted") {
  Workshop workshop;
  const VideoId id = workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  const std::string path = *workshop.blobs().LocalPath("uploads/" + id.text());
  std::filesystem::rename(path, path + ".away");
  CHECK(workshop.Work());
  CHECK_FALSE(workshop.Work());
  std::filesystem::rename(path + ".away", path);
  workshop.clock().Advance(absl::Seconds(5));
  CHECK(workshop.Work());
  CHECK(workshop.Get(id).state == State::kPublished);
}

TEST_CASE("a video taken back while it waits is not made") {
  Workshop workshop;
  const VideoId id = workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  const domain::Video video = workshop.Get(id);
  domain::Video withdrawn = video;
  REQUIRE(domain::Withdraw(withdrawn));
  store::SaveVideo(workshop.db(), video, withdrawn, workshop.clock().Now());
  CHECK(workshop.Work());
  CHECK(workshop.CountJobs() == 0);
  CHECK(workshop.Get(id).state == State::kWithdrawn);
  CHECK(workshop.RenditionNames(id).empty());
  CHECK(workshop.CountEvents("VideoPublished") == 0);
}

TEST_CASE("nothing of a job stays in the scratch folder, and a dead worker's goes with the next") {
  Workshop workshop;
  const std::string scratch = workshop.folder() + "/scratch";
  std::filesystem::create_directories(scratch + "/worker-dead");
  Run({"/usr/bin/touch", scratch + "/worker-dead/lock", scratch + "/worker-dead/film.mp4"});
  Worker living = workshop.NewWorker();
  CHECK_FALSE(std::filesystem::exists(scratch + "/worker-dead"));
  workshop.Uploaded(PhoneFilm(workshop.folder(), 4));
  CHECK(workshop.Work());
  // Only the living one's is left, with its lock.
  int entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::recursive_directory_iterator(scratch)) ++entries;
  CHECK(entries == 2);
}

TEST_CASE("programs in the sandbox reach nothing but their input and their folder") {
  Workshop workshop;
  const std::string input = workshop.folder() + "/input";
  const std::string scratch = workshop.folder() + "/made";
  std::filesystem::create_directory(scratch);
  Run({"/bin/sh", "-c", "echo parley > " + input});
  const Sandbox sandbox(Sandbox::Kind::kBubblewrap);
  const auto shell = [&](const std::string& script) {
    return sandbox.Run({"/usr/bin/sh", "-c", script}, input, scratch, Bounds(), [](const std::string&) { return true; });
  };
  CHECK(shell("cat /input; echo made > film").out == "parley\n");
  CHECK(ReadFile(scratch + "/film") == "made\n");
  CHECK_FALSE(shell("cat /etc/passwd").ok());
  CHECK_FALSE(shell("ls " + workshop.folder()).ok());
  CHECK_FALSE(shell("echo x > /input").ok());
  CHECK_FALSE(shell("echo x > /usr/x").ok());
  CHECK(shell("tail -n +3 /proc/net/dev | wc -l").out == "1\n");
  CHECK(shell("id -u").out == "65534\n");
  CHECK(shell("ls /proc | grep -c '^[0-9]'").out <= "5\n");
  CHECK_FALSE(shell("unshare --user true").ok());
  CHECK_THAT(workshop.NewWorker().CheckSandbox(), test::IsOk());
}

TEST_CASE("where ffmpeg can't be confined the worker does not start, and says what to do") {
  Workshop workshop;
  const std::string binary = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "bin/parley-exchange-media";
  REQUIRE(std::filesystem::exists(binary));
  // Our own binary, not ffmpeg: a sanitizer alone maps terabytes.
  const Bounds bounds{.address_space = std::numeric_limits<int64_t>::max()};
  const auto start = [&](const std::string& sandbox) {
    return RunProgram({"/usr/bin/bwrap",
                       "--dev-bind",
                       "/",
                       "/",
                       "--unshare-user",
                       "--disable-userns",
                       "--die-with-parent",
                       "--setenv",
                       "PARLEY_DATABASE_URL",
                       "postgresql://nobody@/nothing?host=" + workshop.folder(),
                       "--setenv",
                       "PARLEY_BLOB_ROOT",
                       workshop.folder() + "/blob",
                       "--setenv",
                       "PARLEY_MEDIA_SCRATCH",
                       workshop.folder() + "/scratch",
                       "--setenv",
                       "PARLEY_MEDIA_SANDBOX",
                       sandbox,
                       "--",
                       binary},
                      "/tmp", bounds, [](const std::string& out) { return out.find("ready") == std::string::npos; });
  };
  const Outcome refused = start("bubblewrap");
  CHECK(refused.end == Outcome::End::kExited);
  CHECK(refused.exit_code == 1);
  CHECK_THAT(refused.err, Catch::Contains("cannot confine ffmpeg") && Catch::Contains("PARLEY_MEDIA_SANDBOX=container"));
  CHECK_THAT(start("container").out, Catch::Contains("ready"));
  CHECK_THAT(start("none").err, Catch::Contains("PARLEY_MEDIA_SANDBOX must be"));
}

}  // namespace
}  // namespace parley::exchange::media
