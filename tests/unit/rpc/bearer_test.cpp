// How a token comes in: what RFC 8725 asks of the token itself is in tests/unit/auth/rfc8725_test.cpp.

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <string>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/rpc/client.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "tests/support/tls.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

// How a call with these values of `authorization` ends.
grpc::StatusCode CallWith(const Subject& subject, const std::vector<std::string>& values, const std::string& header = "authorization") {
  const auto client = subject.Connect("exchange", test::Tls("gateway"));
  identity::v1::IdentityService::Stub stub(client->channel());
  grpc::ClientContext context;
  for (const auto& value : values) context.AddMetadata(header, value);
  identity::v1::User user;
  return stub.GetMe(&context, identity::v1::GetMeRequest(), &user).error_code();
}

TEST_CASE("a token is taken when it comes once, in its header, as a bearer's, and of a size that ours have") {
  Subject subject({{"GetMe", [](Call&, const auto&, auto&) { return absl::OkStatus(); }}});
  const std::string token = subject.Bearer();
  CHECK(CallWith(subject, {"Bearer " + token}) == grpc::StatusCode::OK);
  CHECK(CallWith(subject, {"bearer " + token}) == grpc::StatusCode::OK);
  const std::vector<std::vector<std::string>> flawed = {
      {},
      {token},
      {"Bearer"},
      {"Bearer "},
      {"Bearer  " + token},
      {"Bearer " + token + " "},
      {"Bearer " + token + ", Bearer " + token},
      {"Bearer " + token, "Bearer " + token},
      {"Bearer x", "Bearer " + token},
      {"Basic " + token},
      {"DPoP " + token},
      {"Bearer " + token + std::string(20'000, 'A')},
  };
  for (const auto& values : flawed) {
    INFO((values.empty() ? "none" : values.front().substr(0, 80)) << " " << values.size());
    CHECK(CallWith(subject, values) == grpc::StatusCode::UNAUTHENTICATED);
  }
  CHECK(CallWith(subject, {"Bearer " + token}, "proxy-authorization") == grpc::StatusCode::UNAUTHENTICATED);
  CHECK(CallWith(subject, {"Bearer " + token}, "x-access-token") == grpc::StatusCode::UNAUTHENTICATED);
}

}  // namespace
}  // namespace parley::rpc
