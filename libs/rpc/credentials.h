#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace grpc {
class ServerContextBase;
}

namespace parley::rpc {

// The name in the peer's certificate. UNAUTHENTICATED (PEER_UNKNOWN) unless it has exactly one.
absl::StatusOr<std::string> PeerName(const grpc::ServerContextBase& context);

// The call's traceparent as it came (libs/trace), or nothing.
std::string Traceparent(const grpc::ServerContextBase& context);

// The token of the call's `authorization`; nullopt when there is none. UNAUTHENTICATED (TOKEN_INVALID) for what is no bearer token.
absl::StatusOr<std::optional<std::string>> BearerToken(const grpc::ServerContextBase& context);

}  // namespace parley::rpc
