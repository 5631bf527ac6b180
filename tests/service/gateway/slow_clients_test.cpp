#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <filesystem>
#include <string>
#include <thread>

#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"

// Clients that take their time, or are gone and did not say so, hold a connection for a while and no longer.
namespace parley::gateway {
namespace {

using std::chrono::milliseconds;

const std::string kPost = "POST /v1/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

// Writes the text again and again, a little every few milliseconds, until the gateway answers or ends the connection.
Answer Drip(Client& client, const std::string& text) {
  for (int i = 0; i < 5000 && !client.HasAnswer(milliseconds(5)); ++i) client.Write(text);
  return client.Read();
}

TEST_CASE("a client that sends nothing is left") {
  const House house([](Settings& settings) { settings.http.idle_timeout = milliseconds(50); });
  Client silent(house.port());
  CHECK(silent.Read().status == 0);
  Client idle(house.port());
  CHECK(idle.Ask("GET", "/healthz").status == 200);
  CHECK(idle.Read().status == 0);
  Client empty_line(house.port());
  empty_line.Write("\r\n");
  CHECK(empty_line.Read().status == 0);
}

TEST_CASE("a client that drips its head is told so and left, however steadily it does") {
  const House house([](Settings& settings) { settings.http.head_timeout = milliseconds(200); });
  Client stuck(house.port());
  stuck.Write("GET /healthz HT");
  const Answer answer = stuck.Read();
  CHECK(answer.status == 408);
  CHECK(IsProblem(answer));
  CHECK(answer.Header("connection") == "close");
  CHECK(stuck.Ended());
  Client dripping(house.port());
  dripping.Write("GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
  CHECK(Drip(dripping, "a").status == 408);
  Client in_lines(house.port());
  in_lines.Write("GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
  CHECK(Drip(in_lines, "a\r\nX: ").status == 408);
  Client second(house.port());
  CHECK(second.Ask("GET", "/healthz").status == 200);
  CHECK(Drip(second, "G").status == 408);
}

TEST_CASE("a client that drips its body is told so and left, however steadily it does") {
  const House house([](Settings& settings) { settings.http.body_timeout = milliseconds(200); });
  Client stuck(house.port());
  stuck.Write(kPost + "Content-Length: 100\r\n\r\n{");
  CHECK(stuck.Read().status == 408);
  CHECK(stuck.Ended());
  Client dripping(house.port());
  dripping.Write(kPost + "Content-Length: 1000000\r\n\r\n{");
  CHECK(Drip(dripping, " ").status == 408);
  Client in_chunks(house.port());
  in_chunks.Write(kPost + "Transfer-Encoding: chunked\r\n\r\n");
  CHECK(Drip(in_chunks, "1\r\n \r\n").status == 408);
  Client in_extensions(house.port());
  in_extensions.Write(kPost + "Transfer-Encoding: chunked\r\n\r\n1;a=");
  CHECK(Drip(in_extensions, "a").status == 408);
  Client in_trailers(house.port());
  in_trailers.Write(kPost + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: ");
  CHECK(Drip(in_trailers, "a").status == 408);
  Client continued(house.port());
  continued.Write(kPost + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n");
  CHECK(continued.Read().status == 100);
  CHECK(continued.Read().status == 408);
}

TEST_CASE("a client that does not take its answer is cut off, and the kernel keeps nothing for it") {
  const House house([](Settings& settings) { settings.http.write_timeout = milliseconds(200); });
  Client one(house.port(), 4096);
  one.Write("GET /v1/courses/big HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(one.WasReset());
  Client many(house.port(), 4096);
  for (int i = 0; i < 50; ++i) many.Write("GET /v1/courses/big HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(many.WasReset());
  CHECK(house.Ask("GET", "/healthz").status == 200);
}

TEST_CASE("a client that ends its sending gets its answer all the same") {
  const House house([](Settings& settings) { settings.http.half_closed_timeout = std::chrono::minutes(1); });
  Client client(house.port());
  client.Write("GET /v1/runs/a HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/courses/big HTTP/1.1\r\nHost: x\r\n\r\n");
  client.FinishWriting();
  CHECK(client.Read().Has("\"runId\":\"a\""));
  CHECK(client.Read().body.size() > 3 << 20);
  CHECK(client.Ended());
  Client cut(house.port());
  cut.Write(kPost + "Content-Length: 100\r\n\r\n{");
  cut.FinishWriting();
  CHECK(cut.Read().status == 0);
}

// Asks for 3 MiB and takes them a KiB a millisecond; how much comes.
size_t TakeInDrops(const House& house) {
  Client client(house.port(), 4096);
  client.Write("GET /v1/courses/big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  size_t taken = 0;
  for (size_t drop = 1; drop > 0; taken += drop) {
    drop = client.Take(1024);
    std::this_thread::sleep_for(milliseconds(1));
  }
  return taken;
}

TEST_CASE("a client that takes its answer slowly gets it all") {
  const House house([](Settings& settings) { settings.http.write_timeout = milliseconds(300); });
  CHECK(TakeInDrops(house) > 3 << 20);
}

TEST_CASE("a client that takes its answer too slowly is cut off, however steadily it does") {
  const House house([](Settings& settings) {
    settings.http.write_timeout = milliseconds(300);
    settings.http.least_bytes_a_second = size_t{1} << 30;
  });
  CHECK(TakeInDrops(house) < 3 << 20);
}

TEST_CASE("a client that is reset cancels its call") {
  House house([](Settings& settings) { settings.backends.deadline = std::chrono::minutes(2); });
  Client client(house.port());
  client.Write("GET /v1/courses/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(test::Eventually([&] { return house.catalog.slow_calls == 1; }));
  client.Reset();
  CHECK(test::Eventually([&] { return house.catalog.cancelled_calls == 1; }));
}

// The gateway's ends of connections: it is in this process.
std::vector<int> TimeoutsOfSocketsTo(int port) {
  std::vector<int> timeouts;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int socket = std::stoi(entry.path().filename());
    sockaddr_in peer{};
    socklen_t length = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &length) != 0 || ntohs(peer.sin_port) != port) continue;
    int timeout = 0;
    socklen_t size = sizeof timeout;
    if (::getsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout, &size) == 0) timeouts.push_back(timeout);
  }
  return timeouts;
}

// That it works cannot be seen without cutting a cable: that the kernel was asked to can.
TEST_CASE("the kernel gives up clients that vanished without a word") {
  const House house([](Settings& settings) { settings.http.write_timeout = milliseconds(7000); });
  Client client(house.port());
  CHECK(client.Ask("GET", "/healthz").status == 200);
  CHECK(TimeoutsOfSocketsTo(client.port()) == std::vector<int>{21000});
}

}  // namespace
}  // namespace parley::gateway
