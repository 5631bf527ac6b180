#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <latch>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/client.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/scrape.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/unit/rpc/stranger.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GetMeRequest;
using identity::v1::User;
using test::HasReason;
using test::IsOk;

const Server::Handler kOk = [](Call&, const auto&, auto&) { return absl::OkStatus(); };

absl::Status CallWith(Subject& subject, const std::string& peer, const TlsFiles& tls) {
  User user;
  return subject.Connect(peer, tls)->Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject.Bearer());
}

TEST_CASE("a stranger is refused, whatever name its certificate carries") {
  const test::TemporaryFolder folder;
  Subject subject({{"GetMe", kOk}});
  CHECK_THAT(CallWith(subject, "exchange", StrangerTls(folder, "gateway")), HasReason("SERVICE_UNAVAILABLE"));
  CHECK_THAT(CallWith(subject, "exchange", test::Tls("gateway")), IsOk());
}

TEST_CASE("who has no certificate is refused") {
  Subject subject({{"GetMe", kOk}});
  for (const auto& credentials : {grpc::InsecureChannelCredentials(), grpc::SslCredentials({})}) {
    const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(subject.server().port()), credentials);
    CHECK_FALSE(channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::milliseconds(300)));
  }
}

TEST_CASE("a client refuses a peer that is not who it should be") {
  Subject subject({{"GetMe", kOk}});
  CHECK_THAT(CallWith(subject, "identity", test::Tls("gateway")), HasReason("SERVICE_UNAVAILABLE"));
  const test::TemporaryFolder folder;
  ServerOptions options;
  options.tls = StrangerTls(folder, "exchange");
  Subject stranger({{"GetMe", kOk}}, options);
  CHECK_THAT(CallWith(stranger, "exchange", test::Tls("gateway")), HasReason("SERVICE_UNAVAILABLE"));
}

TEST_CASE("a call that a peer drops at its end is unavailable") {
  Subject subject({{"GetMe", [](Call&, const auto&, auto&) { return absl::CancelledError("the server ends"); }}});
  CHECK_THAT(CallWith(subject, "exchange", test::Tls("gateway")), HasReason("SERVICE_UNAVAILABLE"));
}

TEST_CASE("a peer out of reach is unavailable, and its address is not told") {
  Subject subject({{"GetMe", kOk}});
  const int port = subject.server().port();
  subject.server().Stop(absl::ZeroDuration());
  Client client("exchange", "127.0.0.1:" + std::to_string(port), test::Tls("gateway"));
  User user;
  const auto status = client.Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5));
  CHECK_THAT(status, HasReason("SERVICE_UNAVAILABLE"));
  CHECK(status.message().find("127.0.0.1") == absl::string_view::npos);
}

TEST_CASE("a client finds a service that was restarted") {
  Subject subject({{"GetMe", kOk}});
  Client client("exchange", "127.0.0.1:" + std::to_string(subject.server().port()), test::Tls("gateway"));
  User user;
  CHECK_THAT(client.Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject.Bearer()), IsOk());
  subject.Restart();
  CHECK(test::Eventually(
      [&] { return client.Call(FullName("GetMe"), GetMeRequest(), user, absl::Seconds(5), subject.Bearer(), true).ok(); }));
}

TEST_CASE("a port that is taken and certificates that can't be read are told apart") {
  Subject subject({{"GetMe", kOk}});
  const test::Tokens tokens;
  const auto verifier = auth::TokenVerifier::Make(tokens.FetchKeys());
  ServerOptions options = Subject::Options(subject.database());
  options.listen = "127.0.0.1:" + std::to_string(subject.server().port());
  CHECK_THAT(Server(options, SystemClock(), *verifier).Start(), HasReason("PORT_UNAVAILABLE"));
  options.listen = "127.0.0.1:0";
  CHECK_THAT(Server(options, SystemClock(), *verifier).Start(), IsOk());
  options.tls.key = test::Tls("gateway").key;
  const auto status = Server(options, SystemClock(), *verifier).Start();
  CHECK_THAT(status, test::HasCode(absl::StatusCode::kInvalidArgument));
  CHECK(status.message().find("is not the key of") != absl::string_view::npos);
  options.tls.key = "/nonexistent";
  CHECK_THAT(Server(options, SystemClock(), *verifier).Start(), test::HasCode(absl::StatusCode::kInvalidArgument));
}

TEST_CASE("a method that is not served is unimplemented") {
  Subject subject({});
  User user;
  const auto client = subject.Connect("exchange", test::Tls("gateway"));
  CHECK_THAT(client->Call("/parley.identity.v1.IdentityService/Unheard", GetMeRequest(), user, absl::Seconds(5)),
             test::HasCode(absl::StatusCode::kUnimplemented));
}

TEST_CASE("metrics tell calls by method and code, their seconds, and the queue") {
  ServerOptions options;
  options.metrics_listen = "127.0.0.1:0";
  Subject subject({{"GetMe", kOk}}, options);
  User user;
  CHECK_THAT(subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()), IsOk());
  CHECK_FALSE(subject.Call("gateway", "GetMe", GetMeRequest(), user).ok());
  const std::string text = test::Scrape(subject.server().metrics_port());
  const std::string method = R"(method="/parley.identity.v1.IdentityService/GetMe")";
  for (const std::string& line :
       {R"(parley_rpc_calls_total{code="OK",)" + method + "} 1", R"(parley_rpc_calls_total{code="UNAUTHENTICATED",)" + method + "} 1",
        "parley_rpc_seconds_count{" + method + "} 2", std::string("parley_rpc_queue_waiting 0"), std::string("parley_rpc_workers 4"),
        std::string("parley_rpc_queue_limit 256")}) {
    INFO(line << "\n" << text);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("metrics tell how many workers are busy") {
  ServerOptions options;
  options.metrics_listen = "127.0.0.1:0";
  std::latch go(1);
  Subject subject({{"GetMe",
                    [&go](Call&, const auto&, auto&) {
                      go.wait();
                      return absl::OkStatus();
                    }}},
                  options);
  const auto busy = [&] { return test::Scrape(subject.server().metrics_port(), "parley_rpc_busy_workers"); };
  CHECK(busy() == 0);
  std::jthread caller([&] {
    User user;
    subject.Call("gateway", "GetMe", GetMeRequest(), user, subject.Bearer()).IgnoreError();
  });
  CHECK(test::Eventually([&] { return busy() == 1; }));
  go.count_down();
  caller.join();
  CHECK(test::Eventually([&] { return busy() == 0; }));
}

}  // namespace
}  // namespace parley::rpc
