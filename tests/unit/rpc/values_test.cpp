#include <grpcpp/support/status.h>

#include "catch2/catch.hpp"
#include "google/rpc/status.pb.h"
#include "libs/errors/error.h"
#include "libs/rpc/page_token.h"
#include "libs/rpc/status.h"
#include "libs/rpc/time.h"
#include "tests/support/status_matchers.h"

namespace parley::rpc {
namespace {

using test::NamesField;

TEST_CASE("a page token opens the list it was made for and no other") {
  const PageTokens tokens("key");
  const std::string cursor = std::string("2026-01-02 a\0b", 14);
  const std::string token = tokens.Encode("videos of g1", cursor);
  CHECK(tokens.Decode("videos of g1", token).value() == cursor);
  CHECK(tokens.Decode("videos of g1", "").value().empty());
  CHECK_THAT(tokens.Decode("videos of g2", token).status(), NamesField("page_token"));
  CHECK_THAT(PageTokens("other").Decode("videos of g1", token).status(), NamesField("page_token"));
  // Scope and cursor are kept apart.
  CHECK_THAT(tokens.Decode("videos of g", tokens.Encode("videos of g1", "x")).status(), NamesField("page_token"));
}

TEST_CASE("a page token that was changed, cut or made up is refused") {
  const PageTokens tokens("key");
  const std::string token = tokens.Encode("list", "cursor");
  for (size_t place = 0; place < token.size(); ++place) {
    std::string changed = token;
    changed[place] = changed[place] == 'A' ? 'B' : 'A';
    CHECK_FALSE(tokens.Decode("list", changed).ok());
    if (place > 0) CHECK_FALSE(tokens.Decode("list", token.substr(0, place)).ok());
  }
  for (const std::string& text : {std::string("x"), std::string("%%%%"), std::string(5000, 'A')}) {
    CHECK_THAT(tokens.Decode("list", text).status(), NamesField("page_token"));
  }
}

TEST_CASE("a page size is from 0 to 100, and 0 means the usual one") {
  CHECK(PageSize(0, 20).value() == 20);
  CHECK(PageSize(1, 20).value() == 1);
  CHECK(PageSize(100, 20).value() == 100);
  CHECK_THAT(PageSize(101, 20).status(), NamesField("page_size"));
  CHECK_THAT(PageSize(-1, 20).status(), NamesField("page_size"));
}

TEST_CASE("times and durations survive the wire, before 1970 too") {
  for (const absl::Time time : {absl::UnixEpoch(), absl::FromUnixNanos(-1), absl::FromUnixNanos(1700000000123456789)}) {
    CHECK(FromProto(ToProto(time)) == time);
    CHECK(ToProto(time).nanos() >= 0);
  }
  for (const absl::Duration duration : {absl::ZeroDuration(), absl::Milliseconds(-1500), absl::Hours(1000), absl::Nanoseconds(1)}) {
    CHECK(FromProto(ToProto(duration)) == duration);
  }
}

TEST_CASE("times and durations out of range become the nearest there is") {
  CHECK(ToProto(absl::InfiniteFuture()).seconds() == 253402300799);
  CHECK(ToProto(absl::InfinitePast()).seconds() == -62135596800);
  CHECK(ToProto(absl::InfiniteDuration()).seconds() == 315576000000);
  google::protobuf::Timestamp time;
  time.set_seconds(INT64_MAX);
  time.set_nanos(-5);
  CHECK(FromProto(time) == absl::FromUnixSeconds(253402300799));
  google::protobuf::Duration duration;
  duration.set_seconds(INT64_MIN);
  CHECK(FromProto(duration) == absl::Seconds(-315576000000));
}

TEST_CASE("an error with all its details comes back as it was") {
  errors::Details details;
  details.reason = "PLAN_BREAKS_FORMAT";
  details.metadata = {{"module_id", "m1"}, {"name", "يوم"}};
  details.fields = {{"run.prompts[2].text", "is too long"}, {"", ""}};
  details.retry_after = absl::Milliseconds(1500);
  const auto status = errors::WithDetails(absl::FailedPreconditionError("module \"m1\" has no prompt\n"), details);
  for (const absl::Status& back : {FromGrpcStatus(ToGrpcStatus(status)), FromGoogleStatus(ToGoogleStatus(status))}) {
    CHECK(back.code() == status.code());
    CHECK(back.message() == status.message());
    const auto read = errors::DetailsOf(back);
    CHECK(read.reason == details.reason);
    CHECK(read.metadata == details.metadata);
    REQUIRE(read.fields.size() == 2);
    CHECK(read.fields[0].field == "run.prompts[2].text");
    CHECK(read.fields[0].description == "is too long");
    CHECK(read.retry_after == details.retry_after);
  }
}

TEST_CASE("an error without details has its code as the reason") {
  CHECK(errors::DetailsOf(FromGrpcStatus(ToGrpcStatus(absl::CancelledError("x")))).reason == "CANCELLED");
}

TEST_CASE("success is success") {
  CHECK(ToGrpcStatus(absl::OkStatus()).ok());
  CHECK(FromGrpcStatus(grpc::Status::OK).ok());
  CHECK(FromGoogleStatus(ToGoogleStatus(absl::OkStatus())).ok());
}

TEST_CASE("an error with endless details still fits the trailers") {
  errors::FieldErrors bad;
  for (int i = 0; i < 10000; ++i) bad.Check(false, "field" + std::to_string(i), std::string(5000, 'x'));
  const auto status = ToGrpcStatus(bad.status());
  CHECK(status.error_details().size() < 48 << 10);
  CHECK(errors::DetailsOf(FromGrpcStatus(status)).fields.front().field == "field0");
}

TEST_CASE("details that are no google.rpc.Status leave code and message") {
  const auto status = FromGrpcStatus(grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xff\xff garbage"));
  CHECK(status.code() == absl::StatusCode::kNotFound);
  CHECK(status.message() == "gone");
}

}  // namespace
}  // namespace parley::rpc
