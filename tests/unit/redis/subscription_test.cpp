#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/redis/connection.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"

namespace parley::redis {
namespace {

// Remembers what it was told.
class Inbox {
 public:
  void Put(const std::string& message) {
    const std::lock_guard lock(mutex_);
    messages_.push_back(message);
  }
  std::vector<std::string> messages() {
    const std::lock_guard lock(mutex_);
    return messages_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> messages_;
};

struct Fixture {
  test::RedisServer server;
  Connection redis{server.url()};
  Inbox inbox;

  bool IsSubscribed() {
    return test::Eventually([this] { return redis.Command({"PUBSUB", "NUMSUB", "live"}).items[1].integer == 1; });
  }
  bool HasCome(const std::vector<std::string>& messages) {
    return test::Eventually([&] { return inbox.messages() == messages; });
  }
};

TEST_CASE_METHOD(Fixture, "messages of the channel come in order, and of no other") {
  const Subscription subscription(server.url(), "live", [this](const std::string& message) { inbox.Put(message); });
  REQUIRE(IsSubscribed());
  redis.Pipeline(
      {{"PUBLISH", "live", "one"}, {"PUBLISH", "dead", "x"}, {"PUBLISH", "live", std::string("two\0\n", 5)}, {"PUBLISH", "live", ""}});
  REQUIRE(HasCome({"one", std::string("two\0\n", 5), ""}));
}

TEST_CASE_METHOD(Fixture, "it subscribes again after the server was killed") {
  const Subscription subscription(server.url(), "live", [this](const std::string& message) { inbox.Put(message); });
  REQUIRE(IsSubscribed());
  server.Kill();
  server.Start();
  REQUIRE(IsSubscribed());
  redis.Command({"PUBLISH", "live", "again"});
  REQUIRE(HasCome({"again"}));
}

TEST_CASE_METHOD(Fixture, "a message that cannot be handled does not end it") {
  const Subscription subscription(server.url(), "live", [this](const std::string& message) {
    if (message == "bad") throw std::runtime_error("bad message");
    inbox.Put(message);
  });
  REQUIRE(IsSubscribed());
  redis.Pipeline({{"PUBLISH", "live", "bad"}, {"PUBLISH", "live", "good"}});
  REQUIRE(HasCome({"good"}));
}

TEST_CASE_METHOD(Fixture, "it ends at once, with a server or without") {
  std::optional<Subscription> subscription;
  subscription.emplace(server.url(), "live", [](const std::string&) {});
  REQUIRE(IsSubscribed());
  subscription.reset();
  server.Kill();
  subscription.emplace(server.url(), "live", [](const std::string&) {});
  subscription.reset();
}

}  // namespace
}  // namespace parley::redis
