// What changes the videos of one prompt at the same time locks rows in one order.

#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "services/exchange/store/media_jobs.h"
#include "services/exchange/store/videos.h"
#include "tests/service/exchange/house.h"
#include "tests/support/deadlocks.h"

namespace parley::exchange {
namespace {

constexpr absl::Duration kLong = absl::Seconds(5);

// Videos that everybody is at, few enough that they meet.
class Pool {
 public:
  void Add(const UserId& author_id, const std::string& video_id) {
    const std::lock_guard lock(mutex_);
    videos_.push_back({author_id, video_id});
    if (videos_.size() > 12) videos_.erase(videos_.begin());
  }
  std::pair<UserId, std::string> Any(std::minstd_rand& random) {
    const std::lock_guard lock(mutex_);
    return videos_.empty() ? std::pair<UserId, std::string>() : videos_[random() % videos_.size()];
  }

 private:
  std::mutex mutex_;
  std::vector<std::pair<UserId, std::string>> videos_;
};

// How often each thing was done.
struct Done {
  std::atomic<int> created{0}, published{0}, held{0}, lifted{0}, withdrawn{0}, consents{0};
};

// Somebody who does at random what people and moderators do. Catch's assertions are for the test's own thread.
class Actor {
 public:
  Actor(House& house, UserId user_id, Pool& pool, Done& done, unsigned seed)
      : house_(house), user_id_(std::move(user_id)), pool_(pool), done_(done), random_(seed) {}

  void Act() {
    const auto [author_id, video_id] = pool_.Any(random_);
    switch (random_() % 5) {
      case 0:
        return Create("");
      case 1:
        return Create(video_id);
      case 2:
        return Moderate<v1::PlaceModerationHoldRequest>("PlaceModerationHold", video_id, done_.held);
      case 3:
        return Moderate<v1::LiftModerationHoldRequest>("LiftModerationHold", video_id, done_.lifted);
      default:
        return Withdraw(author_id, video_id);
    }
  }

 private:
  void Create(const std::string& reply_to) {
    v1::CreateVideoRequest request;
    v1::Video video;
    if (reply_to.empty()) request.set_prompt_id(house_.prompt_id());
    request.set_reply_to_video_id(reply_to);
    request.set_size_bytes(100);
    request.set_media_type("video/mp4");
    request.set_request_id(Fresh());
    if (!house_.Call(user_id_, "CreateVideo", request, video).ok()) return;
    ++done_.created;
    v1::AdvanceUploadRequest advance;
    v1::UploadStatus status;
    advance.set_video_id(video.video_id());
    advance.set_to_offset(100);
    advance.set_request_id(Fresh());
    house_.Internal(user_id_, "AdvanceUpload", advance, status).IgnoreError();
    pool_.Add(user_id_, video.video_id());
  }

  template <class Request>
  void Moderate(const std::string& method, const std::string& video_id, std::atomic<int>& count) {
    Request request;
    v1::VideoForModeration video;
    request.set_video_id(video_id);
    if constexpr (requires { request.set_reason(""); }) request.set_reason("HIDDEN");
    request.set_request_id(Fresh());
    if (house_.Internal(UserId(), method, request, video, "moderation").ok()) ++count;
  }

  void Withdraw(const UserId& author_id, const std::string& video_id) {
    v1::WithdrawVideoRequest request;
    v1::Video video;
    request.set_video_id(video_id);
    request.set_request_id(Fresh());
    if (house_.Call(author_id, "WithdrawVideo", request, video).ok()) ++done_.withdrawn;
  }

  House& house_;
  const UserId user_id_;
  Pool& pool_;
  Done& done_;
  std::minstd_rand random_;
};

// As the media worker: takes a job, and publishes its video, in the order of its SettleOnce.
void PublishNext(postgres::Connection& db, absl::Time now, Done& done) {
  const auto job = store::TakeMediaJob(db, now, now + absl::Seconds(20));
  if (!job) return;
  postgres::Transaction transaction = db.Begin();
  const auto before = store::GetVideoForUpdate(transaction, job->video_id);
  if (!before || !store::DeleteMediaJob(transaction, *job)) return;
  domain::Video after = *before;
  if (!domain::Publish(after, {absl::Seconds(8), 1280, 720}, now)) return;
  store::SaveVideo(transaction, *before, after, now);
  transaction.Commit();
  ++done.published;
}

TEST_CASE("publishing, replying, holding, withdrawing and no longer consenting at once meets no deadlock") {
  House house;
  Pool pool;
  Done done;
  std::vector<UserId> people;
  for (int i = 0; i < 6; ++i) people.push_back(house.Participant("Person " + std::to_string(i)));
  v1::VideoForModeration unused;
  house.Internal(UserId(), "LiftModerationHold", v1::LiftModerationHoldRequest(), unused, "moderation").IgnoreError();  // connects
  pool.Add(people[0], house.Published(people[0]).video_id());
  std::atomic<int> contentions{0};
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < 6; ++i) {
      threads.emplace_back([&, i](const std::stop_token& stop) {
        Actor actor(house, people[i], pool, done, i + 1);
        while (!stop.stop_requested()) actor.Act();
      });
    }
    threads.emplace_back([&](const std::stop_token& stop) {
      postgres::Connection db(house.database());
      while (!stop.stop_requested()) {
        try {
          PublishNext(db, house.clock().Now(), done);
        } catch (const postgres::Contention&) {
          ++contentions;
        }
      }
    });
    const std::string group_id = house.AddGroup();
    const absl::Time end = absl::Now() + kLong;
    for (int i = 0; absl::Now() < end; ++i) {
      const UserId& person = people[static_cast<size_t>(i) % 6];
      house.Seat(person, group_id, i % 12 < 6);
      for (const bool given : {false, true}) {
        house.Consent(person, given);
        ++done.consents;
        house.clock().Advance(absl::Milliseconds(1));
      }
    }
  }
  CAPTURE(done.created, done.published, done.held, done.lifted, done.withdrawn, done.consents);
  CHECK(done.created > 20);
  CHECK(done.published > 10);
  CHECK(done.held > 5);
  CHECK(done.lifted > 5);
  CHECK(done.withdrawn > 5);
  CHECK(done.consents > 10);
  CHECK(contentions == 0);
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

}  // namespace
}  // namespace parley::exchange
