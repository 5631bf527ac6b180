#include "libs/errors/error.h"

#include <utility>

namespace parley::errors {
namespace {

absl::Status Make(absl::StatusCode code, std::string reason, const std::string& message) {
  return WithDetails(absl::Status(code, message), Details{.reason = std::move(reason)});
}

std::string Sentence(const std::vector<FieldViolation>& fields) {
  std::string message;
  for (const auto& field : fields) {
    if (!message.empty()) message += "; ";
    message += field.field + ": " + field.description;
  }
  return message;
}

}  // namespace

absl::Status InvalidField(std::string field, std::string description) {
  return InvalidFields({{std::move(field), std::move(description)}});
}

absl::Status InvalidFields(std::vector<FieldViolation> fields) {
  absl::Status status(absl::StatusCode::kInvalidArgument, Sentence(fields));
  return WithDetails(std::move(status), Details{.reason = "INVALID_FIELD", .fields = std::move(fields)});
}

absl::Status FailedPrecondition(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kFailedPrecondition, std::move(reason), message);
}

absl::Status NotFound(const std::string& what) { return Make(absl::StatusCode::kNotFound, "NOT_FOUND", what + " not found"); }

absl::Status PermissionDenied(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kPermissionDenied, std::move(reason), message);
}

absl::Status Unauthenticated(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kUnauthenticated, std::move(reason), message);
}

absl::Status Aborted(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kAborted, std::move(reason), message);
}

absl::Status ResourceExhausted(std::string reason, const std::string& message, absl::Duration retry_after) {
  return WithDetails(absl::ResourceExhaustedError(message), Details{.reason = std::move(reason), .retry_after = retry_after});
}

absl::Status Unavailable(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kUnavailable, std::move(reason), message);
}

absl::Status OutOfRange(std::string reason, const std::string& message) {
  return Make(absl::StatusCode::kOutOfRange, std::move(reason), message);
}

void FieldErrors::Check(bool holds, std::string field, std::string description) {
  if (!holds) fields_.push_back({std::move(field), std::move(description)});
}

absl::Status FieldErrors::status() const { return ok() ? absl::OkStatus() : InvalidFields(fields_); }

}  // namespace parley::errors
