#pragma once

#include <chrono>
#include <thread>

namespace parley::test {

// Asks `holds` until it is true or the deadline has passed; answers its last answer. For what other threads and processes bring about:
//   REQUIRE(Eventually([&] { return follower.position() == 3; }));
template <class Condition>
bool Eventually(Condition holds, std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= end) return holds();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

}  // namespace parley::test
