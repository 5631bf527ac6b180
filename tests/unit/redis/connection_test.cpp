#include "libs/redis/connection.h"

#include <stdexcept>

#include "catch2/catch.hpp"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"

namespace parley::redis {
namespace {

struct Fixture {
  test::RedisServer server;
  Connection redis{server.url()};
};

TEST_CASE_METHOD(Fixture, "answers of every kind are read") {
  REQUIRE(redis.Command({"SET", "k", "v"}).kind == Reply::Kind::kStatus);
  REQUIRE(redis.Command({"GET", "k"}).text == "v");
  REQUIRE(redis.Command({"GET", "none"}).nil());
  REQUIRE(redis.Command({"INCRBY", "n", "42"}).integer == 42);
  redis.Command({"RPUSH", "list", "a", "", std::string("\0\r\n", 3)});
  const auto list = redis.Command({"LRANGE", "list", "0", "-1"});
  REQUIRE(list.kind == Reply::Kind::kArray);
  REQUIRE(list.items.size() == 3);
  REQUIRE(list.items[2].text == std::string("\0\r\n", 3));
}

TEST_CASE_METHOD(Fixture, "an error answer is a CommandError, and the connection goes on") {
  REQUIRE_THROWS_AS(redis.Command({"NONSENSE"}), CommandError);
  REQUIRE_THROWS_AS(redis.BlockingCommand({"NONSENSE"}, absl::Milliseconds(1)), CommandError);
  REQUIRE(redis.Command({"PING"}).text == "PONG");
}

TEST_CASE_METHOD(Fixture, "a pipeline answers each command, errors included") {
  const auto replies = redis.Pipeline({{"SET", "k", "1"}, {"NONSENSE"}, {"INCR", "k"}});
  REQUIRE(replies.size() == 3);
  REQUIRE(replies[1].kind == Reply::Kind::kError);
  REQUIRE(replies[2].integer == 2);
  REQUIRE(redis.Pipeline({}).empty());
}

TEST_CASE_METHOD(Fixture, "a blocking command may take longer than the timeout") {
  Connection hasty(server.url(), absl::Milliseconds(500));
  REQUIRE(hasty.BlockingCommand({"BLPOP", "nothing", "0.8"}, absl::Milliseconds(800)).nil());
  REQUIRE(hasty.Command({"PING"}).text == "PONG");
}

TEST_CASE_METHOD(Fixture, "an answer that does not come in time is Unavailable, and does not answer the next command") {
  Connection hasty(server.url(), absl::Milliseconds(50));
  REQUIRE_THROWS_AS(hasty.Command({"BLPOP", "nothing", "0.3"}), Unavailable);
  REQUIRE(hasty.Command({"ECHO", "mine"}).text == "mine");
}

TEST_CASE_METHOD(Fixture, "a killed server is Unavailable, and its successor is found") {
  redis.Command({"SET", "k", "v"});
  server.Kill();
  REQUIRE_THROWS_AS(redis.Command({"GET", "k"}), Unavailable);
  REQUIRE_THROWS_AS(redis.Pipeline({{"PING"}, {"PING"}}), Unavailable);
  server.Start();
  REQUIRE(redis.Command({"GET", "k"}).nil());
}

TEST_CASE_METHOD(Fixture, "a connection that broke while idle is replaced before anything is sent") {
  redis.Command({"PING"});
  server.Kill();
  server.Start();
  REQUIRE(redis.Command({"PING"}).text == "PONG");
  server.Kill();
  server.Start();
  REQUIRE(redis.Pipeline({{"PING"}}).size() == 1);
  server.Kill();
  server.Start();
  REQUIRE(redis.BlockingCommand({"PING"}, absl::Milliseconds(1)).text == "PONG");
}

TEST_CASE_METHOD(Fixture, "a wiped server has forgotten") {
  redis.Command({"SET", "k", "v"});
  server.Wipe();
  REQUIRE(redis.Command({"GET", "k"}).nil());
}

TEST_CASE("the shared server answers") { REQUIRE(Connection(test::SharedRedisUrl()).Command({"PING"}).text == "PONG"); }

TEST_CASE("an address of another form is refused") {
  for (const char* url : {"", "unix:", "redis://host:1", "tcp://", "tcp://host", "tcp://:1", "tcp://host:0", "tcp://host:x",
                          "tcp://host:65536", "host:6379"}) {
    CAPTURE(url);
    REQUIRE_THROWS_AS(Connection(url), std::invalid_argument);
  }
  REQUIRE_NOTHROW(Connection("tcp://[::1]:6379"));
}

TEST_CASE("a server that is not there is Unavailable") {
  REQUIRE_THROWS_AS(Connection("unix:/nowhere/redis.sock").Command({"PING"}), Unavailable);
  REQUIRE_THROWS_AS(Connection("tcp://127.0.0.1:1").Command({"PING"}), Unavailable);
}

}  // namespace
}  // namespace parley::redis
