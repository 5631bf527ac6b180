#include "libs/rpc/lobby.h"

#include <atomic>
#include <thread>

#include "catch2/catch.hpp"

namespace parley::rpc {
namespace {

TEST_CASE("a lobby gives each call to one taker, first come first served") {
  Lobby lobby;
  std::vector<std::shared_ptr<Arrival>> calls;
  for (int i = 0; i < 3; ++i) lobby.Enter(calls.emplace_back(std::make_shared<Arrival>()));
  CHECK(lobby.Leave(calls[1]));
  CHECK_FALSE(lobby.Leave(calls[1]));
  CHECK(lobby.Take(1) == std::vector{calls[0]});
  CHECK(lobby.Take(5) == std::vector{calls[2]});
  CHECK(lobby.Take(5).empty());
}

TEST_CASE("of calls that enter, leave and are taken at once, each is taken or has left") {
  constexpr int kThreads = 4;
  constexpr int kCalls = 2000;
  Lobby lobby;
  std::atomic<int> taken{0};
  std::atomic<int> left{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < kCalls; ++n) {
          auto call = std::make_shared<Arrival>();
          lobby.Enter(call);
          if (n % 3 == 0 && lobby.Leave(call)) ++left;
          if (n % 2 == 0) taken += static_cast<int>(lobby.Take(5).size());
        }
      });
    }
  }
  taken += static_cast<int>(lobby.Take(kThreads * kCalls).size());
  CHECK(taken + left == kThreads * kCalls);
}

}  // namespace
}  // namespace parley::rpc
