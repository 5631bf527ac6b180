// Events as parts of the traces in which they are published.
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"
#include "tests/support/eventually.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

TEST_CASE("what an event brings about belongs to the trace of its publisher, where that is recorded") {
  std::mutex mutex;
  std::vector<trace::Work> works;
  trace::SetRecorder(std::make_shared<const std::function<void(trace::Work)>>([&](trace::Work work) {
    const std::lock_guard lock(mutex);
    works.push_back(std::move(work));
  }));
  const std::string call = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  House house;
  auto relay = house.StartRelay();
  auto follower = house.StartFollower();
  const auto publish = [&](const std::string& traceparent, const std::string& label) {
    const trace::Scope scope(traceparent);
    house.Publish("amal", label);
    REQUIRE(Eventually([&] { return house.applied() == house.published(); }));
  };
  publish("", "of nobody's trace");
  house.log_reachable = false;
  publish(call, "by the stream");
  house.redis.Kill();
  house.log_reachable = true;
  publish(call, "by the log");
  trace::SetRecorder(nullptr);
  CHECK(house.dead_letters() == 0);
  int consumed = 0;
  for (const trace::Work& work : works) {
    if (work.kind != trace::Kind::kConsumer) continue;
    ++consumed;
    CHECK(work.name == "parley.exchange.v1.VideoFailed");
    CHECK(work.parent == call);
  }
  CHECK(consumed == 2);
}

}  // namespace
}  // namespace parley::test
