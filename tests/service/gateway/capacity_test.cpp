#include <sys/resource.h>

#include <memory>
#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/redis/connection.h"
#include "parley/notifications/v1/live.pb.h"
#include "services/gateway/descriptors.h"
#include "tests/service/gateway/client.h"
#include "tests/service/gateway/program.h"
#include "tests/support/redis_server.h"

#ifdef PARLEY_SANITIZED
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

// How many can be there at once, and what they cost.
namespace parley::gateway {
namespace {

constexpr int kConnections = 10000;
constexpr int64_t kMostBytes = int64_t{512} << 20;

// What a shell gives a program by default, or less: the gateway must help itself.
void LowerDescriptors() {
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = 256;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

class Clients {
 public:
  explicit Clients(int port) {
    REQUIRE(RaiseDescriptors() >= kConnections);  // of this process too
    for (int i = 0; i < kConnections; ++i) clients_.push_back(std::make_unique<Client>(port));
  }
  // Abruptly, or ports would be kept for a minute.
  ~Clients() {
    for (const auto& client : clients_) client->Reset();
  }
  Clients(const Clients&) = delete;

  // Has each do the first thing and then each the second, some hundreds at a time.
  template <class First, class Second>
  void Each(First first, Second second) {
    constexpr size_t kAtOnce = 500;
    for (size_t from = 0; from < clients_.size(); from += kAtOnce) {
      for (size_t i = from; i < from + kAtOnce; ++i) first(*clients_[i], static_cast<int>(i));
      for (size_t i = from; i < from + kAtOnce; ++i) second(*clients_[i], static_cast<int>(i));
    }
  }

 private:
  std::vector<std::unique_ptr<Client>> clients_;
};

// `before`: what it had in use without them.
void CheckMemory(const Program& gateway, int64_t before) {
  const int64_t peak = gateway.PeakBytes();
  CAPTURE(peak);
  REQUIRE(peak > 0);
  // A sanitizer's own memory is not ours.
  if (!kIsSanitized) CHECK(peak <= kMostBytes);
  WARN("in use at most " << (peak >> 20) << " MiB, " << (peak - before) / kConnections << " bytes for each of " << kConnections);
}

TEST_CASE("ten thousand connections may be idle, and each is still served") {
  LowerDescriptors();
  const Program gateway(Program::Environment{{"PARLEY_HTTP_IDLE_TIMEOUT", "10m"}});
  const int64_t before = gateway.PeakBytes();
  Clients clients(gateway.port());
  for (int round = 0; round < 2; ++round) {
    int served = 0;
    clients.Each(
        [](Client& client, int number) { client.Write("GET /v1/runs/run-" + std::to_string(number) + " HTTP/1.1\r\nHost: x\r\n\r\n"); },
        [&served](Client& client, int number) { served += client.Read().Has("\"run-" + std::to_string(number) + "\"") ? 1 : 0; });
    REQUIRE(served == kConnections);
  }
  CheckMemory(gateway, before);
}

void Announce(redis::Connection& redis, int user) {
  notifications::v1::LiveEvent event;
  event.set_user_id("user-" + std::to_string(user));
  event.mutable_notification()->set_notification_id("for-user-" + std::to_string(user));
  redis.Command({"PUBLISH", "parley:{notifications}:live", event.SerializeAsString()});
}

TEST_CASE("ten thousand event streams may be open, and each gets its events") {
  constexpr int kStreamsOfUser = 20;  // as many as a user may have
  LowerDescriptors();
  const Program gateway;
  const int64_t before = gateway.PeakBytes();
  Clients clients(gateway.port());
  clients.Each(
      [](Client& client, int number) {
        client.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer user-" +
                     std::to_string(number / kStreamsOfUser) + "\r\n\r\n");
      },
      [](Client& client, int) { client.ReadUntil("retry: 2000\n\n"); });
  redis::Connection redis(test::SharedRedisUrl());
  for (int user = 0; user < kConnections / kStreamsOfUser; ++user) Announce(redis, user);
  clients.Each([](Client&, int) {},
               [](Client& client, int number) { client.ReadUntil("id: for-user-" + std::to_string(number / kStreamsOfUser) + "\n"); });
  CheckMemory(gateway, before);
}

}  // namespace
}  // namespace parley::gateway
