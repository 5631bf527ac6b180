#include "libs/rpc/credentials.h"

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>
#include <grpcpp/server_context.h>

#include "absl/strings/match.h"
#include "libs/errors/error.h"

namespace parley::rpc {

absl::StatusOr<std::string> PeerName(const grpc::ServerContextBase& context) {
  const auto auth = context.auth_context();
  const auto names = auth->FindPropertyValues(GRPC_PEER_DNS_PROPERTY_NAME);
  if (!auth->IsPeerAuthenticated() || names.size() != 1) {
    return errors::Unauthenticated("PEER_UNKNOWN", "the certificate must carry the name of one service");
  }
  return std::string(names[0].data(), names[0].size());
}

std::string Traceparent(const grpc::ServerContextBase& context) {
  const auto found = context.client_metadata().find("traceparent");
  return found == context.client_metadata().end() ? "" : std::string(found->second.data(), found->second.size());
}

absl::StatusOr<std::optional<std::string>> BearerToken(const grpc::ServerContextBase& context) {
  static const std::string kScheme = "Bearer ";
  const auto [begin, end] = context.client_metadata().equal_range("authorization");
  if (begin == end) return std::nullopt;
  const std::string value(begin->second.data(), begin->second.size());
  const bool is_bearer = value.size() > kScheme.size() && absl::StartsWithIgnoreCase(value, kScheme);
  if (!is_bearer || std::next(begin) != end) {
    return errors::Unauthenticated("TOKEN_INVALID", "`authorization` must be given once, as: Bearer <token>");
  }
  return value.substr(kScheme.size());
}

}  // namespace parley::rpc
