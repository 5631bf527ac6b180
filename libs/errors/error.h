#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

// Expected failures, as absl::Status with what a caller needs to act: a reason (google.rpc.ErrorInfo), the fields at fault
// (google.rpc.BadRequest), when to come back (google.rpc.RetryInfo). Free of protobuf, so that the domain can use it;
// rpc turns it into google.rpc details on the wire.
namespace parley::errors {

struct FieldViolation {
  std::string field;
  std::string description;
};

// What a Status made here carries beside code and message.
struct Details {
  std::string reason;  // UPPER_SNAKE
  std::map<std::string, std::string> metadata;
  std::vector<FieldViolation> fields;
  std::optional<absl::Duration> retry_after;
};

// INVALID_ARGUMENT, reason INVALID_FIELD. `field` is a path of the request such as "run.prompts[2].text".
absl::Status InvalidField(std::string field, std::string description);
absl::Status InvalidFields(std::vector<FieldViolation> fields);
// FAILED_PRECONDITION: the object's state does not allow it. `message` says what to do.
absl::Status FailedPrecondition(std::string reason, const std::string& message);
// NOT_FOUND, reason NOT_FOUND. `what` is the kind of thing: "video". Foreign objects answer the same.
absl::Status NotFound(const std::string& what);
absl::Status PermissionDenied(std::string reason, const std::string& message);
absl::Status Unauthenticated(std::string reason, const std::string& message);
// ABORTED, reason ETAG_MISMATCH and the like: read again and retry.
absl::Status Aborted(std::string reason, const std::string& message);
absl::Status ResourceExhausted(std::string reason, const std::string& message, absl::Duration retry_after);
absl::Status Unavailable(std::string reason, const std::string& message);
absl::Status OutOfRange(std::string reason, const std::string& message);

// What `status` carries; empty details when it was not made here.
Details DetailsOf(const absl::Status& status);
// Puts details on any status.
absl::Status WithDetails(absl::Status status, const Details& details);

// Gathers field violations: `FieldErrors bad; bad.Check(ok, "email", "must …"); if (!bad.ok()) return bad.status();`
class FieldErrors {
 public:
  void Check(bool holds, std::string field, std::string description);
  bool ok() const { return fields_.empty(); }
  absl::Status status() const;

 private:
  std::vector<FieldViolation> fields_;
};

}  // namespace parley::errors
