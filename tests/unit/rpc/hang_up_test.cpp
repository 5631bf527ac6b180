#include <arpa/inet.h>
#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/client.h"
#include "libs/rpc/server.h"
#include "parley/exchange/v1/internal.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GetMeRequest;
using identity::v1::GrantRoleRequest;
using identity::v1::GrantRoleResponse;
using identity::v1::User;
using test::Eventually;
using test::HasCode;
using test::IsOk;

constexpr postgres::Statement kSleep{"Sleep", "SELECT pg_sleep(60)"};
constexpr postgres::Statement kNap{"Nap", "SELECT pg_sleep(0.2)"};
constexpr postgres::Statement kOne{"One", "SELECT 1 AS one"};
constexpr postgres::Statement kAsleep{"Asleep",
                                      "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()"
                                      " AND query ~ 'sleep.60' AND state = 'active' AND pid <> pg_backend_pid()"};
// Well before what is waited for would end by itself, or by statement_timeout.
constexpr absl::Duration kSoon = absl::Seconds(10);
constexpr std::chrono::seconds kSoonToo(10);

const Server::Handler kOk = [](Call&, const auto&, auto&) { return absl::OkStatus(); };

absl::Status Sleep(Call& call, const google::protobuf::Message&, google::protobuf::Message&) {
  call.db().Execute(kSleep);
  return absl::OkStatus();
}

GrantRoleRequest Grant() {
  GrantRoleRequest request;
  request.set_email("a@example.org");
  request.set_request_id("0190aaaa-0000-7000-8000-00000000000a");
  return request;
}

// Somebody who asks for something of the server and may hang up.
class Phone {
 public:
  Phone(const Subject& subject, const std::string& method) : client_(subject.Connect("exchange", test::Tls("gateway"))) {
    context_.AddMetadata("authorization", "Bearer " + subject.Bearer({auth::Role::kOperator}));
    context_.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(50)));
    thread_ = std::jthread([this, method] {
      identity::v1::IdentityService::Stub stub(client_->channel());
      User user;
      GrantRoleResponse granted;
      if (method == "GetMe") stub.GetMe(&context_, GetMeRequest(), &user);
      if (method == "GrantRole") stub.GrantRole(&context_, Grant(), &granted);
    });
  }
  void HangUp() {
    context_.TryCancel();
    thread_.join();
  }

 private:
  std::unique_ptr<Client> client_;
  grpc::ClientContext context_;
  std::jthread thread_;
};

// A subject of one worker, which the method keeps.
struct Fixture {
  bool IsAsleep() { return db_.Execute(kAsleep).front().Get<int>("n") > 0; }
  // Answered by the worker, which must be free for it.
  void CheckIsFree(Subject& subject) {
    exchange::v1::UploadStatus upload;
    const absl::Time start = absl::Now();
    CHECK_THAT(subject.Call("gateway", "GetUpload", exchange::v1::GetUploadRequest(), upload, subject.Bearer(), absl::Seconds(50)), IsOk());
    CHECK(absl::Now() - start < kSoon);
  }
  Subject subject{{{"GetMe", Sleep}, {"GrantRole", Sleep}, {"GetUpload", kOk}}, 1};
  postgres::Connection db_{subject.database().options()};
};

TEST_CASE_METHOD(Fixture, "who hangs up frees the worker at once, and ends the query") {
  Phone phone(subject, "GetMe");
  REQUIRE(Eventually([&] { return IsAsleep(); }));
  phone.HangUp();
  CheckIsFree(subject);
  CHECK(Eventually([&] { return !IsAsleep(); }, kSoonToo));
}

TEST_CASE_METHOD(Fixture, "who hangs up in the middle of a change has changed nothing") {
  Phone phone(subject, "GrantRole");
  REQUIRE(Eventually([&] { return IsAsleep(); }));
  phone.HangUp();
  CheckIsFree(subject);
  CHECK(Eventually([&] { return !IsAsleep(); }, kSoonToo));
  CHECK(subject.effects() == 0);
}

TEST_CASE_METHOD(Fixture, "a call whose deadline passes frees the worker, and ends the query") {
  User user;
  const absl::Status status = subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer(), absl::Milliseconds(500));
  CHECK_THAT(status, HasCode(absl::StatusCode::kDeadlineExceeded));
  CheckIsFree(subject);
  CHECK(Eventually([&] { return !IsAsleep(); }, kSoonToo));
}

TEST_CASE("a call that is given up never costs the next one anything") {
  Subject subject({{"GetMe",
                    [](Call& call, const auto&, auto&) {
                      call.db().Execute(kNap);
                      return absl::OkStatus();
                    }},
                   {"GetUpload",
                    [](Call& call, const auto&, auto&) {
                      call.db().Execute(kOne);
                      return absl::OkStatus();
                    }}},
                  2);
  std::jthread impatient([&](const std::stop_token& stop) {
    std::minstd_rand random(7);
    User user;
    while (!stop.stop_requested()) {
      const auto patience = absl::Milliseconds(1 + static_cast<int>(random() % 400));
      subject.Connect("exchange", test::Tls("catalog"))
          ->Call(FullName("GetMe"), GetMeRequest(), user, patience, subject.Bearer(), true)
          .IgnoreError();
    }
  });
  exchange::v1::UploadStatus upload;
  const absl::Time end = absl::Now() + absl::Seconds(3);
  for (int i = 0; absl::Now() < end || i < 100; ++i) {
    const absl::Status status = subject.Call("gateway", "GetUpload", exchange::v1::GetUploadRequest(), upload, subject.Bearer());
    INFO(i);
    REQUIRE_THAT(status, IsOk());
  }
}

// Takes connections and never says a word, as a process that was stopped.
class FrozenPeer {
 public:
  FrozenPeer() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* any = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(bind(socket_, any, length) == 0);
    REQUIRE(listen(socket_, 16) == 0);
    REQUIRE(getsockname(socket_, any, &length) == 0);
    port_ = ntohs(address.sin_port);
  }
  ~FrozenPeer() { close(socket_); }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_;
  int port_;
};

TEST_CASE("a frozen peer costs a worker no longer than its call is waited for") {
  const FrozenPeer frozen;
  Client peer("identity", frozen.address(), test::Tls("exchange"));
  std::atomic<int> asked{0};
  const Server::Handler ask = [&](Call&, const auto&, google::protobuf::Message& response) {
    ++asked;
    return peer.Call(FullName("GetMe"), GetMeRequest(), response, absl::Seconds(50), {}, true);
  };
  Subject subject({{"GetMe", ask}, {"GetUpload", kOk}}, 1);
  const auto is_free = [&] {
    exchange::v1::UploadStatus upload;
    const absl::Time start = absl::Now();
    CHECK_THAT(subject.Call("gateway", "GetUpload", exchange::v1::GetUploadRequest(), upload, subject.Bearer(), absl::Seconds(40)), IsOk());
    CHECK(absl::Now() - start < kSoon);
  };
  User user;
  CHECK_FALSE(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer(), absl::Seconds(3)).ok());
  REQUIRE(asked == 1);
  is_free();
  Phone phone(subject, "GetMe");
  REQUIRE(Eventually([&] { return asked == 2; }));
  phone.HangUp();
  is_free();
}

}  // namespace
}  // namespace parley::rpc
