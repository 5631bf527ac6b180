#include "libs/rpc/worker_pool.h"

#include <atomic>
#include <latch>
#include <set>

#include "catch2/catch.hpp"

namespace parley::rpc {
namespace {

TEST_CASE("every job that was taken is run once") {
  std::atomic<int> runs{0};
  int taken = 0;
  {
    WorkerPool pool(4, 10);
    for (int i = 0; i < 1000; ++i) taken += pool.Post([&](int) { ++runs; }) ? 1 : 0;
  }
  CHECK(runs == taken);
  CHECK(taken >= 10);
}

TEST_CASE("a full queue refuses, and takes again when there is room") {
  WorkerPool pool(1, 2);
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
  WorkerPool pool(kWorkers, 10000);
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
  WorkerPool pool(2, 100);
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
    WorkerPool pool(4, 50);
    std::vector<std::jthread> posters;
    for (int i = 0; i < 4; ++i) {
      posters.emplace_back([&] {
        for (int round = 0; round < 500; ++round) taken += pool.Post([&](int) { ++runs; }) ? 1 : 0;
      });
    }
  }
  CHECK(runs == taken);
}

}  // namespace
}  // namespace parley::rpc
