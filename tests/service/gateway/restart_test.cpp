#include <chrono>
#include <memory>
#include <thread>

#include "catch2/catch.hpp"
#include "tests/service/gateway/app.h"
#include "tests/service/gateway/house.h"
#include "tests/service/gateway/listener.h"
#include "tests/service/gateway/program.h"
#include "tests/support/eventually.h"

// The gateway, or a service behind it, is restarted while people use it: nobody's request fails.
namespace parley::gateway {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

class Crowd {
 public:
  explicit Crowd(int port) {
    for (int i = 0; i < 8; ++i) apps_.push_back(std::make_unique<App>(port, i % 2 == 0 ? App::Habit::kKeeps : App::Habit::kConnectsAnew));
  }

  // Each is answered that often from now on.
  void Proceed(int answers = 40) const {
    for (const auto& app : apps_) {
      const int goal = app->answered() + answers;
      REQUIRE(test::Eventually([&] { return app->answered() >= goal || !app->failures().empty(); }, seconds(60)));
    }
  }

  void CheckNothingFailed() {
    for (const auto& app : apps_) {
      app->Stop();
      const auto failures = app->failures();
      for (size_t i = 0; i < failures.size() && i < 3; ++i) UNSCOPED_INFO(failures[i]);
      CHECK(failures.empty());
      CHECK(app->answered() > 0);
    }
  }

  int refused() const {
    int sum = 0;
    for (const auto& app : apps_) sum += app->refused();
    return sum;
  }

 private:
  std::vector<std::unique_ptr<App>> apps_;
};

void LetServicesBeAway(Settings& settings, milliseconds patience) {
  settings.backends.patience = patience;
  settings.limits.quotas.address = {};  // the crowd is at one
}

void RestartAmong(Crowd& crowd, Program& gateway) {
  crowd.Proceed();
  for (int restart = 0; restart < 4; ++restart) {
    CHECK(gateway.Stop() == 0);
    gateway.Start();
    crowd.Proceed();
  }
  crowd.CheckNothingFailed();
}

TEST_CASE("nobody's request fails while the gateway is restarted again and again") {
  Program gateway(Program::Environment{{"PARLEY_DRAIN_NOTICE", "300ms"}});
  Crowd crowd(gateway.port());
  // The port is nobody's from the last answer of one to the start of the next: who is refused then tries again.
  RestartAmong(crowd, gateway);
}

TEST_CASE("where the listening socket stays open nobody is even refused while the gateway is restarted") {
  const Listener listener;
  Program gateway;
  gateway.Stop();
  gateway.SetListener(listener.socket());
  gateway.Start();
  REQUIRE(gateway.port() == listener.port());
  Crowd crowd(listener.port());
  RestartAmong(crowd, gateway);
  CHECK(crowd.refused() == 0);
}

TEST_CASE("a request that takes its time is answered by the gateway that ends") {
  Program gateway(Program::Environment{{"PARLEY_DRAIN_NOTICE", "10ms"}});
  Client client(gateway.port());
  client.Write("GET /v1/courses/held HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(test::Eventually([&] { return gateway.catalog.held_calls == 1; }));
  gateway.Terminate();
  const bool closed = test::Eventually([&] {
    try {
      return Client(gateway.port()).Ask("GET", "/healthz").status == 0;
    } catch (const std::runtime_error&) {
      return true;
    }
  });
  CHECK(closed);
  gateway.catalog.release = true;
  const Answer answer = client.Read();
  CHECK(answer.status == 200);
  CHECK(answer.Header("connection") == "close");
  CHECK(gateway.Wait() == 0);
}

TEST_CASE("nobody's request fails while a service is restarted again and again") {
  House house([](Settings& settings) { LetServicesBeAway(settings, seconds(10)); });
  Crowd crowd(house.port());
  crowd.Proceed();
  for (int restart = 0; restart < 4; ++restart) {
    house.catalog_host.Stop();
    std::this_thread::sleep_for(milliseconds(100 * restart));  // as long as it takes to start
    house.catalog_host.Start();
    crowd.Proceed();
  }
  crowd.CheckNothingFailed();
  CHECK(crowd.refused() == 0);
}

TEST_CASE("a call that a service loses is made again when it is back") {
  House house([](Settings& settings) { LetServicesBeAway(settings, seconds(10)); });
  Client client(house.port());
  client.Write("GET /v1/courses/held HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(test::Eventually([&] { return house.catalog.held_calls == 1; }));
  house.catalog_host.Stop();  // which waits for a second, and cancels
  house.catalog_host.Start();
  REQUIRE(test::Eventually([&] { return house.catalog.held_calls == 2; }));
  house.catalog.release = true;
  CHECK(client.Read().status == 200);
}

TEST_CASE("a service that stays away is waited for once, and then no more until it is back") {
  House house([](Settings& settings) { LetServicesBeAway(settings, milliseconds(1500)); });
  house.catalog_host.Stop();
  Client client(house.port());
  const auto start = Clock::now();
  CHECK(client.Ask("GET", "/v1/runs/a").status == 503);
  CHECK(Clock::now() - start > milliseconds(1400));
  const auto again = Clock::now();
  const Answer answer = client.Ask("GET", "/v1/runs/a");
  CHECK(answer.status == 503);
  CHECK(answer.Has("SERVICE_UNAVAILABLE"));
  CHECK(answer.Header("retry-after") == "1");
  CHECK(Clock::now() - again < milliseconds(1400));
  house.catalog_host.Start();
  CHECK(test::Eventually([&] { return client.Ask("GET", "/v1/runs/a").status == 200; }));
}

TEST_CASE("a client that hangs up while a service is away is waited for no longer") {
  House house([](Settings& settings) { LetServicesBeAway(settings, seconds(120)); });
  house.catalog_host.Stop();
  Client client(house.port());
  client.Write("GET /v1/courses/held HTTP/1.1\r\nHost: x\r\n\r\n");
  client.AwaitTaken();
  client.Reset();
  const auto start = Clock::now();
  house.gateway().Stop();
  CHECK(Clock::now() - start < seconds(60));
  CHECK(house.catalog.held_calls == 0);
}

}  // namespace
}  // namespace parley::gateway
