#include "libs/rpc/worker_pool.h"

#include <array>
#include <atomic>
#include <latch>
#include <set>
#include <string>

#include "catch2/catch.hpp"

namespace parley::rpc {
namespace {

using Job = std::function<void(int worker)>;

// A pool whose items are what is to be done.
class Jobs {
 public:
  Jobs(int workers, int queue_limit)
      : pool_(workers, queue_limit, [](int worker, const std::vector<Job>& jobs) {
          for (const Job& job : jobs) job(worker);
        }) {}
  bool Post(Job job) { return pool_.Post(job); }
  int waiting() const { return pool_.waiting(); }
  void Stop() { pool_.Stop(); }

 private:
  WorkerPool<Job> pool_;
};

TEST_CASE("every job that was taken is run once") {
  std::atomic<int> runs{0};
  int taken = 0;
  {
    Jobs pool(4, 10);
    for (int i = 0; i < 1000; ++i) taken += pool.Post([&](int) { ++runs; }) ? 1 : 0;
  }
  CHECK(runs == taken);
  CHECK(taken >= 10);
}

TEST_CASE("a full queue refuses, and takes again when there is room") {
  Jobs pool(1, 2);
  std::latch started(1);
  std::latch go(1);
  REQUIRE(pool.Post([&](int) {
    started.count_down();
    go.wait();
  }));
  started.wait();
  std::latch done(2);
  CHECK(pool.Post([&](int) { done.count_down(); }));
  CHECK(pool.Post([&](int) { done.count_down(); }));
  CHECK(pool.waiting() == 2);
  CHECK_FALSE(pool.Post([](int) {}));
  go.count_down();
  done.wait();
  CHECK(pool.Post([](int) {}));
}

TEST_CASE("each worker runs one job at a time") {
  constexpr int kWorkers = 3;
  std::array<std::atomic<int>, kWorkers> busy{};
  std::atomic<int> clashes{0};
  Jobs pool(kWorkers, 10000);
  for (int i = 0; i < 3000; ++i) {
    pool.Post([&](int worker) {
      if (++busy[static_cast<size_t>(worker)] != 1) ++clashes;
      --busy[static_cast<size_t>(worker)];
    });
  }
  pool.Stop();
  CHECK(clashes == 0);
}

TEST_CASE("a pool that stops runs what it has and takes no more") {
  Jobs pool(2, 100);
  std::atomic<int> runs{0};
  for (int i = 0; i < 50; ++i) REQUIRE(pool.Post([&](int) { ++runs; }));
  pool.Stop();
  CHECK(runs == 50);
  CHECK_FALSE(pool.Post([](int) {}));
  pool.Stop();
}

TEST_CASE("many threads may post at once") {
  std::atomic<int> runs{0};
  std::atomic<int> taken{0};
  {
    Jobs pool(4, 50);
    std::vector<std::jthread> posters;
    for (int i = 0; i < 4; ++i) {
      posters.emplace_back([&] {
        for (int round = 0; round < 500; ++round) taken += pool.Post([&](int) { ++runs; }) ? 1 : 0;
      });
    }
  }
  CHECK(runs == taken);
}

// What a pool of words served, a list for each time, while its first word held the workers up. Words are alike when their first letter is.
std::vector<std::vector<std::string>> ServedTogether(int workers, const std::vector<std::string>& words) {
  std::mutex mutex;
  std::vector<std::vector<std::string>> served;
  std::latch busy(workers);
  std::latch go(1);
  WorkerPool<std::string> pool(
      workers, 100,
      [&](int, const std::vector<std::string>& items) {
        if (items.front() == "wait") {
          busy.count_down();
          go.wait();
          return;
        }
        const std::lock_guard lock(mutex);
        served.push_back(items);
      },
      [](const std::string& first, const std::string& other) { return first != "wait" && first[0] == other[0]; });
  for (int i = 0; i < workers; ++i) {
    std::string wait = "wait";
    pool.Post(wait);
  }
  busy.wait();
  for (std::string word : words) pool.Post(word);
  go.count_down();
  pool.Stop();
  return served;
}

TEST_CASE("items of a kind that wait together are served together, the others in their turn") {
  using Lists = std::vector<std::vector<std::string>>;
  CHECK(ServedTogether(1, {"a1", "b1", "a2", "b2", "a3"}) == Lists{{"a1", "a2", "a3"}, {"b1", "b2"}});
}

TEST_CASE("a worker takes no more than its share of what waits, and never more than 32") {
  std::vector<std::string> words;
  for (int i = 0; i < 40; ++i) words.push_back("a" + std::to_string(i));
  std::set<std::string> all;
  for (const auto& list : ServedTogether(4, words)) {
    CHECK(list.size() <= 10);
    all.insert(list.begin(), list.end());
  }
  CHECK(all.size() == 40);
  const auto alone = ServedTogether(1, words);
  REQUIRE(alone.size() == 2);
  CHECK(alone[0].size() == 32);
  CHECK(alone[1].size() == 8);
}

TEST_CASE("of many items posted and taken at once each is served once") {
  std::atomic<int> served{0};
  std::atomic<int> taken{0};
  {
    WorkerPool<int> pool(
        3, 64, [&](int, const std::vector<int>& items) { served += static_cast<int>(items.size()); },
        [](int first, int other) { return first == other; });
    std::vector<std::jthread> posters;
    for (int kind = 0; kind < 4; ++kind) {
      posters.emplace_back([&, kind] {
        for (int round = 0; round < 1000; ++round) {
          int item = kind % 2;
          taken += pool.Post(item) ? 1 : 0;
        }
      });
    }
  }
  CHECK(served == taken);
}

}  // namespace
}  // namespace parley::rpc
