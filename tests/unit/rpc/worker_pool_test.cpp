#include "libs/rpc/worker_pool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <latch>
#include <mutex>
#include <string>

#include "catch2/catch.hpp"
#include "tests/support/eventually.h"

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

// A pool of words, alike when their first letter is, that serves when it is let, and remembers what it served together. Kinds stay out
// until `Release`, but "put" is put back.
class Words {
 public:
  explicit Words(int workers) : pool_(workers, 100, [this](int, std::vector<std::string> words) { Serve(std::move(words)); }) {}
  void Post(const std::vector<std::string>& words) {
    for (std::string word : words) REQUIRE(pool_.Post(word, KindOf(word)));
  }
  void Release(char kind) { pool_.Release(kKinds + kind); }
  int waiting() const { return pool_.waiting(); }
  void Stop() { pool_.Stop(); }
  std::vector<std::string> served() {
    const std::lock_guard lock(mutex_);
    return served_;
  }
  bool ServedInTheEnd(const std::vector<std::string>& all) {
    return test::Eventually([&] { return served() == all; });
  }

 private:
  static constexpr char kKinds[128] = {};
  static const void* KindOf(const std::string& word) { return word[0] == '.' ? nullptr : kKinds + word[0]; }

  void Serve(std::vector<std::string> words) {
    {
      const std::lock_guard lock(mutex_);
      std::string line;
      for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
      served_.push_back(line);
    }
    if (words.front() == "put") pool_.PutBack({".1", ".2"});
  }

  std::mutex mutex_;
  std::vector<std::string> served_;
  WorkerPool<std::string> pool_;  // last, its workers use the others
};

TEST_CASE("items of a kind wait while some of it are out, and are then served together, the others in their turn") {
  Words words(1);  // two note what they serve in any order
  words.Post({"a1"});
  REQUIRE(words.ServedInTheEnd({"a1"}));
  words.Post({"a2", "a3", "b1", "a4", ".x"});
  REQUIRE(words.ServedInTheEnd({"a1", "b1", ".x"}));
  CHECK(words.waiting() == 3);
  words.Release('a');
  REQUIRE(words.ServedInTheEnd({"a1", "b1", ".x", "a2 a3 a4"}));
  CHECK(words.waiting() == 0);
}

TEST_CASE("no more than 32 items are served together") {
  Words words(1);
  words.Post({"a"});
  REQUIRE(words.ServedInTheEnd({"a"}));
  std::string most = "a";
  for (int i = 1; i < 32; ++i) most += " a";
  words.Post(std::vector<std::string>(40, "a"));
  words.Release('a');
  REQUIRE(words.ServedInTheEnd({"a", most}));
  words.Release('a');
  REQUIRE(words.ServedInTheEnd({"a", most, "a a a a a a a a"}));
}

TEST_CASE("what is put back is served one by one, before what waits") {
  Words words(1);
  words.Post({"put"});
  REQUIRE(words.ServedInTheEnd({"put", ".1", ".2"}));
  words.Post({"put2"});
  words.Release('p');
  CHECK(words.ServedInTheEnd({"put", ".1", ".2", "put2"}));
}

TEST_CASE("a pool that stops serves what waited for its kind to be released") {
  Words words(3);
  words.Post({"a1"});
  REQUIRE(words.ServedInTheEnd({"a1"}));
  words.Post({"a2"});
  std::jthread stopping([&] { words.Stop(); });
  words.Release('a');
  stopping.join();
  CHECK(words.served() == std::vector<std::string>{"a1", "a2"});
}

TEST_CASE("of many items of a few kinds posted and taken at once each is served once") {
  std::atomic<int> served{0};
  std::atomic<int> taken{0};
  const std::array<char, 2> kinds{};
  {
    WorkerPool<int>* self = nullptr;
    WorkerPool<int> pool(3, 64, [&](int, std::vector<int> items) {
      const auto kind = static_cast<size_t>(items.front());
      served += static_cast<int>(std::count_if(items.begin(), items.end(), [](int item) { return item < 2; }));
      if (kind < 2) self->Release(&kinds[kind]);
    });
    self = &pool;
    std::vector<std::jthread> posters;
    for (size_t number = 0; number < 4; ++number) {
      posters.emplace_back([&, kind = number % 2] {
        for (int round = 0; round < 1000; ++round) {
          int item = static_cast<int>(kind);
          taken += pool.Post(item, &kinds[kind]) ? 1 : 0;
        }
      });
    }
  }
  CHECK(served == taken);
}

}  // namespace
}  // namespace parley::rpc
