#include "libs/rpc/status.h"

#include <grpcpp/support/status.h>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"

namespace parley::rpc {
namespace {

constexpr char kDomain[] = "parley";
// Trailers are bounded (64 KiB here, 8 KiB by other people's gRPC); a caller mends the first faults first.
constexpr int kMostFields = 50;
constexpr size_t kLongestText = 500;

std::string Shorten(const std::string& text) {
  if (text.size() <= kLongestText) return text;
  size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;  // not inside a character
  return text.substr(0, end) + "…";
}

template <class Detail>
void Pack(const Detail& detail, google::rpc::Status& status) {
  status.add_details()->PackFrom(detail);
}

void AddErrorInfo(const errors::Details& details, absl::StatusCode code, google::rpc::Status& status) {
  google::rpc::ErrorInfo info;
  // Every error has a reason (AIP-193); one that nobody gave is its code's name.
  info.set_reason(details.reason.empty() ? absl::StatusCodeToString(code) : details.reason);
  info.set_domain(kDomain);
  for (const auto& [key, value] : details.metadata) (*info.mutable_metadata())[key] = Shorten(value);
  Pack(info, status);
}

void AddBadRequest(const errors::Details& details, google::rpc::Status& status) {
  if (details.fields.empty()) return;
  google::rpc::BadRequest bad;
  for (const auto& field : details.fields) {
    if (bad.field_violations_size() == kMostFields) break;
    auto* violation = bad.add_field_violations();
    violation->set_field(Shorten(field.field));
    violation->set_description(Shorten(field.description));
  }
  Pack(bad, status);
}

void AddRetryInfo(const errors::Details& details, google::rpc::Status& status) {
  if (!details.retry_after) return;
  google::rpc::RetryInfo retry;
  *retry.mutable_retry_delay() = ToProto(*details.retry_after);
  Pack(retry, status);
}

void ReadDetail(const google::protobuf::Any& any, errors::Details& details) {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  google::rpc::RetryInfo retry;
  if (any.UnpackTo(&info)) {
    details.reason = info.reason();
    details.metadata = {info.metadata().begin(), info.metadata().end()};
  } else if (any.UnpackTo(&bad)) {
    for (const auto& violation : bad.field_violations()) details.fields.push_back({violation.field(), violation.description()});
  } else if (any.UnpackTo(&retry)) {
    details.retry_after = FromProto(retry.retry_delay());
  }
}

}  // namespace

google::rpc::Status ToGoogleStatus(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(static_cast<int>(status.code()));
  if (status.ok()) return proto;
  const errors::Details details = errors::DetailsOf(status);
  proto.set_message(Shorten(std::string(status.message())));
  AddErrorInfo(details, status.code(), proto);
  AddBadRequest(details, proto);
  AddRetryInfo(details, proto);
  return proto;
}

absl::Status FromGoogleStatus(const google::rpc::Status& proto) {
  if (proto.code() == 0) return absl::OkStatus();
  errors::Details details;
  for (const auto& any : proto.details()) ReadDetail(any, details);
  absl::Status status(static_cast<absl::StatusCode>(proto.code()), proto.message());
  return proto.details().empty() ? status : errors::WithDetails(status, details);
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status proto = ToGoogleStatus(status);
  return grpc::Status(static_cast<grpc::StatusCode>(proto.code()), proto.message(), proto.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status proto;
  if (!proto.ParseFromString(status.error_details())) proto.Clear();
  // The code on the wire is the one that counts.
  proto.set_code(static_cast<int>(status.error_code()));
  if (proto.message().empty()) proto.set_message(status.error_message());
  return FromGoogleStatus(proto);
}

}  // namespace parley::rpc
