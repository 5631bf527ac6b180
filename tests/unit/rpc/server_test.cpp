#include "libs/rpc/server.h"

#include <atomic>
#include <latch>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "parley/exchange/v1/internal.pb.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "parley/notifications/v1/internal.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GetMeRequest;
using identity::v1::GrantRoleRequest;
using identity::v1::GrantRoleResponse;
using identity::v1::User;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const Server::Handler kOk = [](Call&, const auto&, auto&) { return absl::OkStatus(); };

// Tells who called in the user's display_name.
const Server::Handler kWhoAmI = [](Call& call, const auto&, google::protobuf::Message& response) {
  auto& user = static_cast<User&>(response);
  user.set_user_id(call.caller().user ? call.user_id().text() : "");
  user.set_display_name(call.caller().service);
  return absl::OkStatus();
};

GrantRoleRequest Grant(const std::string& email = "a@example.org") {
  GrantRoleRequest request;
  request.set_email(email);
  request.set_request_id("0190aaaa-0000-7000-8000-00000000000a");
  return request;
}

// A handler that stays until it is let go.
struct Gate {
  std::atomic<int> entered{0};
  std::latch open{1};
  Server::Handler handler() {
    return [this](Call&, const auto&, auto&) {
      ++entered;
      open.wait();
      return absl::OkStatus();
    };
  }
};

TEST_CASE("a handler learns who calls: the service by its certificate, the user by the token") {
  Subject subject({{"GetMe", kWhoAmI}});
  User user;
  REQUIRE_THAT(subject.Call("catalog", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK(user.user_id() == subject.user_id().text());
  CHECK(user.display_name() == "catalog");
}

TEST_CASE("access is checked before the handler runs") {
  std::atomic<int> runs{0};
  const Server::Handler count = [&](Call&, const auto&, auto&) {
    ++runs;
    return absl::OkStatus();
  };
  Subject subject({{"GetMe", count}, {"GrantRole", count}, {"GetUpload", count}, {"SendSignInLink", count}});
  User user;
  GrantRoleResponse granted;
  exchange::v1::UploadStatus upload;
  notifications::v1::SendSignInLinkResponse sent;
  notifications::v1::SendSignInLinkRequest send;
  send.set_request_id("0190aaaa-0000-7000-8000-00000000000b");
  const exchange::v1::GetUploadRequest get_upload;

  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, "nonsense"), HasReason("TOKEN_INVALID"));
  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant(), granted, subject.Bearer()), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant(), granted, subject.Bearer({auth::Role::kCoordinator})),
             HasReason("ROLE_REQUIRED"));
  CHECK_THAT(subject.Call("catalog", "GetUpload", get_upload, upload, subject.Bearer()), HasReason("SERVICE_NOT_ALLOWED"));
  CHECK_THAT(subject.Call("gateway", "GetUpload", get_upload, upload), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(subject.Call("gateway", "SendSignInLink", send, sent, subject.Bearer({auth::Role::kOperator})),
             HasReason("SERVICE_NOT_ALLOWED"));
  CHECK(runs == 0);

  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant(), granted, subject.Bearer({auth::Role::kOperator})), IsOk());
  CHECK_THAT(subject.Call("gateway", "GetUpload", get_upload, upload, subject.Bearer()), IsOk());
  CHECK_THAT(subject.Call("identity", "SendSignInLink", send, sent), IsOk());
  CHECK(runs == 3);
}

TEST_CASE("an expired token says so, and does not hinder a public method") {
  std::atomic<bool> anonymous{false};
  Subject subject({{"GetMe", kOk}, {"GetJwks", [&](Call& call, const auto&, auto&) {
                                      anonymous = !call.caller().user.has_value();
                                      return absl::OkStatus();
                                    }}});
  const std::string old = subject.tokens().Bearer(subject.user_id(), {}, absl::Now() - absl::Hours(1));
  User user;
  identity::v1::Jwks jwks;
  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, old), HasReason("TOKEN_EXPIRED"));
  CHECK_THAT(subject.Call("gateway", "GetJwks", identity::v1::GetJwksRequest(), jwks, old), IsOk());
  CHECK(anonymous);
}

TEST_CASE("errors reach the caller with all their details") {
  errors::Details details{.reason = "RUN_NOT_OPEN", .metadata = {{"run_id", "r1"}}, .fields = {{"run_id", "is closed"}}};
  details.retry_after = absl::Seconds(7);
  Subject subject({{"GetMe", [&](Call&, const auto&, auto&) {
                      return errors::WithDetails(absl::FailedPreconditionError("the run is closed — “fermé”"), details);
                    }}});
  User user;
  const auto status = subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer());
  CHECK_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("RUN_NOT_OPEN"));
  CHECK(status.message() == "the run is closed — “fermé”");
  const auto read = errors::DetailsOf(status);
  CHECK(read.metadata == details.metadata);
  REQUIRE(read.fields.size() == 1);
  CHECK(read.fields[0].description == "is closed");
  CHECK(read.retry_after == details.retry_after);
}

TEST_CASE("what went wrong inside is not told to the caller") {
  Subject subject({{"GetMe", [](Call&, const auto&, auto&) -> absl::Status { throw std::runtime_error("password=hunter2"); }},
                   {"GetUpload", [](Call&, const auto&, auto&) { return absl::InternalError("password=hunter2"); }}});
  User user;
  exchange::v1::UploadStatus upload;
  for (const auto& status : {subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()),
                             subject.Call("gateway", "GetUpload", exchange::v1::GetUploadRequest(), upload, subject.Bearer())}) {
    CHECK_THAT(status, HasCode(absl::StatusCode::kInternal));
    CHECK(status.message().find("hunter2") == absl::string_view::npos);
  }
}

TEST_CASE("a full queue refuses at once and says when to come back") {
  Gate gate;
  Subject subject({{"GetMe", gate.handler()}}, 1, 1);
  std::atomic<int> ok{0};
  std::atomic<int> busy{0};
  const auto call = [&] {
    User user;
    auto client = subject.Connect("exchange", Subject::Options(subject.database()).tls);
    const auto status = client->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer(), true);
    if (status.ok()) ++ok;
    if (HasReason("SERVER_BUSY").match(status) && errors::DetailsOf(status).retry_after == absl::Seconds(1)) ++busy;
  };
  std::vector<std::jthread> calls;
  calls.emplace_back(call);
  REQUIRE(test::Eventually([&] { return gate.entered == 1; }));
  for (int i = 0; i < 4; ++i) calls.emplace_back(call);
  CHECK(test::Eventually([&] { return busy == 3; }));  // one of the four has the place in the queue
  gate.open.count_down();
  calls.clear();
  CHECK(ok == 2);
  CHECK(busy == 3);
}

TEST_CASE("a call whose deadline passed while it waited is never run") {
  Gate gate;
  std::atomic<int> runs{0};
  Subject subject({{"GetMe", gate.handler()},
                   {"GetUpload",
                    [&](Call&, const auto&, auto&) {
                      ++runs;
                      return absl::OkStatus();
                    }}},
                  1);
  std::jthread first([&] {
    User user;
    subject.Connect("exchange", Subject::Options(subject.database()).tls)
        ->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer(), true)
        .IgnoreError();
  });
  REQUIRE(test::Eventually([&] { return gate.entered == 1; }));
  constexpr absl::Duration kShort = absl::Milliseconds(100);
  exchange::v1::UploadStatus upload;
  const exchange::v1::GetUploadRequest request;
  CHECK_THAT(subject.Call("gateway", "GetUpload", request, upload, subject.Bearer(), kShort), HasCode(absl::StatusCode::kDeadlineExceeded));
  // The deadline is the server's to see, which counts it from the call's arrival.
  REQUIRE(test::Eventually([end = absl::Now() + 2 * kShort] { return absl::Now() >= end; }));
  gate.open.count_down();
  first.join();
  CHECK_THAT(subject.Call("gateway", "GetUpload", request, upload, subject.Bearer()), IsOk());
  CHECK(runs == 1);
}

TEST_CASE("a handler knows how much time is left") {
  std::atomic<int64_t> left{0};
  Subject subject({{"GetMe", [&](Call& call, const auto&, auto&) {
                      left = absl::ToInt64Milliseconds(call.deadline() - call.now());
                      return absl::OkStatus();
                    }}});
  User user;
  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer(), absl::Seconds(30)), IsOk());
  CHECK(left > 0);
  CHECK(left <= 30000);
}

TEST_CASE("an answer that got lost with the service is given again by the next one") {
  std::atomic<int> runs{0};
  std::latch lost(1);
  Subject subject({{"GrantRole", [&](Call& call, const auto&, google::protobuf::Message& response) {
                      Effect(call.db(), "granted");
                      static_cast<GrantRoleResponse&>(response).set_user_id("user " + std::to_string(++runs));
                      call.AfterCommit([&] { lost.wait(); });  // durable, but not answered
                      return absl::OkStatus();
                    }}});
  const std::string bearer = subject.Bearer({auth::Role::kOperator});
  GrantRoleResponse response;
  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant(), response, bearer, absl::Seconds(5)),
             HasCode(absl::StatusCode::kDeadlineExceeded));
  CHECK(test::Eventually([&] { return subject.effects() == 1; }));
  lost.count_down();
  subject.Restart();
  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant(), response, bearer), IsOk());
  CHECK(response.user_id() == "user 1");
  CHECK(subject.effects() == 1);
  CHECK_THAT(subject.Call("gateway", "GrantRole", Grant("b@example.org"), response, bearer),
             HasReason("REQUEST_ID_REUSED") && NamesField("request_id"));
}

TEST_CASE("a repeat of a public call is one, though the token that came along has expired since") {
  std::atomic<int> runs{0};
  Subject subject({{"RequestSignIn", [&](Call& call, const auto&, auto&) {
                      Effect(call.db(), "requested");
                      ++runs;
                      return absl::OkStatus();
                    }}});
  identity::v1::RequestSignInRequest request;
  request.set_email("a@example.org");
  request.set_request_id("0190aaaa-0000-7000-8000-00000000000c");
  identity::v1::SignIn sign_in;
  CHECK_THAT(subject.Call("gateway", "RequestSignIn", request, sign_in, subject.Bearer()), IsOk());
  CHECK_THAT(subject.Call("gateway", "RequestSignIn", request, sign_in), IsOk());
  CHECK(runs == 1);
  CHECK(subject.effects() == 1);
}

TEST_CASE("a server that stops lets running calls end") {
  Gate gate;
  Subject subject({{"GetMe", gate.handler()}});
  absl::Status status = absl::UnknownError("none yet");
  auto client = subject.Connect("exchange", Subject::Options(subject.database()).tls);
  std::jthread call([&] {
    User user;
    status = client->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(20), subject.Bearer(), true);
  });
  REQUIRE(test::Eventually([&] { return gate.entered == 1; }));
  std::jthread stop([&] { subject.server().Stop(absl::Seconds(20)); });
  User user;
  // No new ones: either the connection is refused, or the call is.
  CHECK(test::Eventually([&] {
    auto late = subject.Connect("exchange", Subject::Options(subject.database()).tls);
    return !late->Call(FullName("GetMe"), GetMeRequest(), user, absl::Milliseconds(200), subject.Bearer()).ok();
  }));
  gate.open.count_down();
  stop.join();
  call.join();
  CHECK_THAT(status, IsOk());
}

}  // namespace
}  // namespace parley::rpc
