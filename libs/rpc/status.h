#pragma once

#include "absl/status/status.h"

namespace grpc {
class Status;
}
namespace google::rpc {
class Status;
}

namespace parley::rpc {

// Between absl::Status with errors::Details and google.rpc.Status with ErrorInfo (domain "parley"), BadRequest and RetryInfo.
google::rpc::Status ToGoogleStatus(const absl::Status& status);
absl::Status FromGoogleStatus(const google::rpc::Status& status);
// The same in gRPC's trailers (grpc-status-details-bin).
grpc::Status ToGrpcStatus(const absl::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace parley::rpc
