#include <sys/socket.h>

#include <optional>
#include <thread>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/service/gateway/listener.h"
#include "tests/support/eventually.h"

// How the gateway takes its leave. That nobody notices is shown in restart_test.
namespace parley::gateway {
namespace {

using std::chrono::milliseconds;

TEST_CASE("stopping lets a request end, and takes no new one") {
  House house([](Settings& settings) { settings.backends.deadline = milliseconds(500); });
  Client idle(house.port());
  CHECK(idle.Ask("GET", "/healthz").status == 200);
  Client busy(house.port());
  busy.Write("GET /v1/courses/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(test::Eventually([&] { return house.catalog.slow_calls == 1; }));
  std::jthread stopping([&] { house.gateway().Stop(); });
  const Answer last = busy.Read();
  CHECK(last.status == 504);
  CHECK(last.Header("connection") == "close");
  CHECK(idle.Ended());
  stopping.join();
  CHECK_THROWS(Client(house.port()));
}

TEST_CASE("before it stops the gateway serves everybody once more, and says that their connection ends") {
  House house([](Settings& settings) { settings.http.notice = milliseconds(1000); });
  Client busy(house.port());
  CHECK(busy.Ask("GET", "/healthz").Header("connection").empty());
  Client stream(house.port());
  stream.Write("GET /v1/users/me/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer author\r\n\r\n");
  stream.ReadUntil("retry: ");
  std::jthread stopping([&] { house.gateway().Stop(); });
  const bool told = test::Eventually([&] {
    const Answer answer = busy.Ask("GET", "/healthz");
    CHECK(answer.status == 200);
    return answer.Header("connection") == "close";
  });
  CHECK(told);
  CHECK(busy.Ended());
  const Answer newcomer = house.Ask("GET", "/v1/runs/a");
  CHECK(newcomer.status == 200);
  CHECK(newcomer.Header("connection") == "close");
  CHECK(house.Ask("GET", "/readyz").status == 503);
  CHECK(!stream.HasAnswer(milliseconds(0)));  // it would come back too early
  CHECK(stream.Ended());
  stopping.join();
}

TEST_CASE("who connects and sends nothing does not keep the gateway from stopping") {
  House house;
  Client silent(house.port());
  Client idle(house.port());
  CHECK(idle.Ask("GET", "/healthz").status == 200);
  const auto start = std::chrono::steady_clock::now();
  house.gateway().Stop();  // its patience is 10 s
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  CHECK(silent.Ended());
}

TEST_CASE("a listening socket that stays open elsewhere is handed from one gateway to the next without losing anybody") {
  const Listener listener;
  std::optional<Client> waiting;
  {
    House first([&](Settings& settings) { settings.http.listen = listener.Inherited(); });
    CHECK(first.port() == listener.port());
    CHECK(first.Ask("GET", "/healthz").status == 200);
    first.gateway().Stop();
    waiting.emplace(listener.port());
    waiting->Write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  const House second([&](Settings& settings) { settings.http.listen = listener.Inherited(); });
  CHECK(waiting->Read().status == 200);
  CHECK(second.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("what is no listening socket is refused at the start") {
  const std::string silent = "fd:" + std::to_string(::socket(AF_INET, SOCK_STREAM, 0));
  for (const std::string& listen : {std::string("fd:"), std::string("fd:x"), std::string("fd:-1"), std::string("fd:9999"), silent}) {
    CAPTURE(listen);
    CHECK_THROWS(House([&](Settings& settings) { settings.http.listen = listen; }));
  }
}

}  // namespace
}  // namespace parley::gateway
