#include <cmath>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "services/gateway/problem.h"
#include "services/gateway/transcoding/json_text.h"

namespace parley::gateway {
namespace {

using transcoding::AppendInteger;
using transcoding::AppendString;

void AppendMember(std::string_view name, std::string_view value, std::string& out) {
  out.append(",\"").append(name).append("\":");
  AppendString(value, out);
}

void AppendErrors(const std::vector<errors::FieldViolation>& fields, std::string& out) {
  out.append(",\"errors\":[");
  for (const errors::FieldViolation& violation : fields) {
    out.append(&violation == fields.data() ? "{\"field\":" : ",{\"field\":");
    AppendString(violation.field, out);
    AppendMember("description", violation.description, out);
    out.push_back('}');
  }
  out.push_back(']');
}

void AppendMetadata(const std::map<std::string, std::string>& metadata, std::string& out) {
  out.append(",\"metadata\":{");
  for (const auto& [name, value] : metadata) {
    if (out.back() != '{') out.push_back(',');
    AppendString(name, out);
    out.push_back(':');
    AppendString(value, out);
  }
  out.push_back('}');
}

// What went wrong inside is for operators; so is the text of a connection's failure, which has no reason of its own.
std::string DetailOf(const absl::Status& status, const errors::Details& details) {
  const bool from_handler = !details.reason.empty() && details.reason != absl::StatusCodeToString(status.code());
  switch (status.code()) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return "Something went wrong here; it has been noted.";
    case absl::StatusCode::kUnavailable:
      return from_handler ? std::string(status.message()) : "A part of the service can't be reached now. Try again in a moment.";
    case absl::StatusCode::kDeadlineExceeded:
      return "The service took too long. It is safe to repeat the request with the same Idempotency-Key.";
    default:
      return std::string(status.message());
  }
}

}  // namespace

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    default:
      return 500;
  }
}

http::Response Problem(const absl::Status& status) { return Problem(status, HttpStatusOf(status.code())); }

http::Response Problem(const absl::Status& status, int http_status) {
  const errors::Details details = errors::DetailsOf(status);
  // That a service can't be reached is logged where it was noticed.
  if (http_status >= 500 && status.code() != absl::StatusCode::kUnavailable)
    log::Warning("a request failed", {{"code", absl::StatusCodeToString(status.code())}, {"what", std::string(status.message())}});
  http::Response response{.status = http_status, .content_type = "application/problem+json"};
  std::string& out = response.body;
  out.append("{\"type\":");
  AppendString(details.reason.empty() ? "about:blank" : "urn:parley:reason:" + details.reason, out);
  AppendMember("title", http::ReasonPhrase(http_status), out);
  out.append(",\"status\":");
  AppendInteger(http_status, out);
  AppendMember("detail", DetailOf(status, details), out);
  AppendMember("code", absl::StatusCodeToString(status.code()), out);
  if (!details.reason.empty()) AppendMember("reason", details.reason, out);
  if (!details.metadata.empty()) AppendMetadata(details.metadata, out);
  if (!details.fields.empty()) AppendErrors(details.fields, out);
  out.push_back('}');
  response.Add("Cache-Control", "no-store");
  if (http_status == 401) response.Add("WWW-Authenticate", "Bearer");
  const bool worth_retrying = http_status == 429 || http_status == 503;
  if (details.retry_after || worth_retrying) {
    const double seconds = std::ceil(absl::ToDoubleSeconds(details.retry_after.value_or(absl::Seconds(1))));
    response.Add("Retry-After", std::to_string(std::max<int64_t>(1, static_cast<int64_t>(seconds))));
  }
  return response;
}

http::Response BodyProblem(const absl::Status& status) {
  const bool too_long = status.code() == absl::StatusCode::kResourceExhausted;
  absl::Status named = errors::WithDetails(status, {.reason = too_long ? "BODY_TOO_LARGE" : "MALFORMED_BODY"});
  return too_long ? Problem(named, 413) : Problem(named);
}

http::Response NotFoundProblem() {
  return Problem(errors::WithDetails(absl::NotFoundError("There is nothing at this address."), {.reason = "NO_SUCH_ADDRESS"}));
}

http::Response WrongMethodProblem(std::string_view allowed) {
  http::Response response = Problem(
      errors::WithDetails(absl::UnimplementedError("This address does not take this method."), {.reason = "METHOD_NOT_ALLOWED"}), 405);
  response.Add("Allow", allowed);
  return response;
}

}  // namespace parley::gateway
