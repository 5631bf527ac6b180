#include "services/gateway/problem.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"

namespace parley::gateway {
namespace {

using absl::StatusCode;

TEST_CASE("each code has the status google.rpc.Code documents") {
  const std::pair<StatusCode, int> table[] = {
      {StatusCode::kCancelled, 499},          {StatusCode::kUnknown, 500},         {StatusCode::kInvalidArgument, 400},
      {StatusCode::kDeadlineExceeded, 504},   {StatusCode::kNotFound, 404},        {StatusCode::kAlreadyExists, 409},
      {StatusCode::kPermissionDenied, 403},   {StatusCode::kUnauthenticated, 401}, {StatusCode::kResourceExhausted, 429},
      {StatusCode::kFailedPrecondition, 400}, {StatusCode::kAborted, 409},         {StatusCode::kOutOfRange, 400},
      {StatusCode::kUnimplemented, 501},      {StatusCode::kInternal, 500},        {StatusCode::kUnavailable, 503},
      {StatusCode::kDataLoss, 500},
  };
  for (const auto& [code, status] : table) CHECK(Problem(absl::Status(code, "x")).status == status);
}

TEST_CASE("a problem says what is wrong, where, and why") {
  const auto response = Problem(errors::InvalidField("run.title", "Must have 1 to 200 characters."));
  CHECK(response.content_type == "application/problem+json");
  CHECK(
      response.body ==
      R"({"type":"urn:parley:reason:INVALID_FIELD","title":"Bad Request","status":400,"detail":"run.title: Must have 1 to 200 characters.",)"
      R"("code":"INVALID_ARGUMENT","reason":"INVALID_FIELD","errors":[{"field":"run.title","description":"Must have 1 to 200 characters."}]})");
}

TEST_CASE("a problem says when to come back") {
  const auto full = Problem(errors::ResourceExhausted("QUEUE_FULL", "Busy.", absl::Milliseconds(1200)));
  CHECK(full.status == 429);
  CHECK(full.headers.find("Retry-After: 2\r\n") != std::string::npos);
  CHECK(Problem(absl::UnavailableError("x")).headers.find("Retry-After: 1\r\n") != std::string::npos);
  CHECK(Problem(absl::UnauthenticatedError("x")).headers.find("WWW-Authenticate: Bearer\r\n") != std::string::npos);
}

TEST_CASE("what was not made for callers is not shown to them") {
  for (const auto& status :
       {absl::InternalError("SELECT secret"), absl::UnavailableError("ipv4:10.0.0.1 secret"), absl::UnknownError("secret")}) {
    CHECK(Problem(status).body.find("secret") == std::string::npos);
  }
}

TEST_CASE("nothing in a header's value can start another header") {
  http::Response response;
  response.Add("Location", "/a\r\nSet-Cookie: x=y");
  CHECK(response.headers == "Location: /aSet-Cookie: x=y\r\n");
}

}  // namespace
}  // namespace parley::gateway
