#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"

namespace grpc {
class ChannelCredentials;
class ServerCredentials;
}  // namespace grpc

namespace parley::rpc {

// Mutual TLS of the house: a private CA, one certificate a service whose SAN is the service's name. Paths of PEM files.
struct TlsFiles {
  std::string ca;
  std::string certificate;
  std::string key;
};

// INVALID_ARGUMENT naming the file when one is unreadable, is no PEM, or the key is not the certificate's.
absl::Status CheckTls(const TlsFiles& files);

// Throw std::runtime_error for what CheckTls refuses.
std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files);
std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files);

}  // namespace parley::rpc
