#include "libs/errors/error.h"

#include "tests/support/status_matchers.h"

namespace parley::errors {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

TEST_CASE("an invalid field is named with what is wrong about it") {
  const auto status = InvalidField("run.prompts[2].text", "must not be empty");
  REQUIRE_THAT(status, HasCode(absl::StatusCode::kInvalidArgument) && HasReason("INVALID_FIELD") && NamesField("run.prompts[2].text"));
  REQUIRE(DetailsOf(status).fields.front().description == "must not be empty");
  REQUIRE(std::string(status.message()) == "run.prompts[2].text: must not be empty");
}

TEST_CASE("field errors gather every violation and are OK without any") {
  FieldErrors bad;
  bad.Check(true, "email", "must be an address");
  REQUIRE(bad.ok());
  REQUIRE_THAT(bad.status(), IsOk());
  bad.Check(false, "email", "must be an address");
  bad.Check(false, "locale", "must be a language tag");
  REQUIRE_FALSE(bad.ok());
  REQUIRE_THAT(bad.status(), NamesField("email") && NamesField("locale") && !NamesField("country"));
}

TEST_CASE("details come back as they were put on a status, whatever characters they hold") {
  Details details;
  details.reason = "SOME_REASON";
  details.metadata = {{"a:b", "3:x"}, {"", std::string("\0zero", 5)}, {"é", ""}};
  details.fields = {{"f", "12:34"}, {"g", ""}};
  details.retry_after = absl::Milliseconds(1500);
  const auto read = DetailsOf(WithDetails(absl::InternalError("x"), details));
  REQUIRE(read.reason == details.reason);
  REQUIRE(read.metadata == details.metadata);
  REQUIRE(read.fields.size() == 2);
  REQUIRE(read.fields[0].field == "f");
  REQUIRE(read.fields[0].description == "12:34");
  REQUIRE(read.fields[1].description.empty());
  REQUIRE(read.retry_after == absl::Milliseconds(1500));
}

TEST_CASE("a status of others has no details") {
  const auto details = DetailsOf(absl::InternalError("boom"));
  REQUIRE(details.reason.empty());
  REQUIRE(details.fields.empty());
  REQUIRE_FALSE(details.retry_after.has_value());
  REQUIRE(DetailsOf(absl::OkStatus()).reason.empty());
}

TEST_CASE("every kind of error has its code") {
  REQUIRE_THAT(FailedPrecondition("RUN_CLOSED", "x"), HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("RUN_CLOSED"));
  REQUIRE_THAT(NotFound("video"), HasCode(absl::StatusCode::kNotFound) && HasReason("NOT_FOUND"));
  REQUIRE(std::string(NotFound("video").message()) == "video not found");
  REQUIRE_THAT(PermissionDenied("NOT_YOURS", "x"), HasCode(absl::StatusCode::kPermissionDenied) && HasReason("NOT_YOURS"));
  REQUIRE_THAT(Unauthenticated("TOKEN_EXPIRED", "x"), HasCode(absl::StatusCode::kUnauthenticated) && HasReason("TOKEN_EXPIRED"));
  REQUIRE_THAT(Aborted("ETAG_MISMATCH", "x"), HasCode(absl::StatusCode::kAborted) && HasReason("ETAG_MISMATCH"));
  REQUIRE_THAT(Unavailable("DOWN", "x"), HasCode(absl::StatusCode::kUnavailable) && HasReason("DOWN"));
  REQUIRE_THAT(OutOfRange("PAST_THE_END", "x"), HasCode(absl::StatusCode::kOutOfRange) && HasReason("PAST_THE_END"));
  const auto full = ResourceExhausted("QUEUE_FULL", "x", absl::Seconds(2));
  REQUIRE_THAT(full, HasCode(absl::StatusCode::kResourceExhausted) && HasReason("QUEUE_FULL"));
  REQUIRE(DetailsOf(full).retry_after == absl::Seconds(2));
}

}  // namespace
}  // namespace parley::errors
