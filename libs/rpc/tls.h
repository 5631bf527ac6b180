#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"

namespace grpc {
class ChannelCredentials;
class ServerCredentials;
}  // namespace grpc

namespace parley::rpc {

// Mutual TLS of the house: a private CA, one certificate a service whose SAN is the service's name. Paths of PEM files; that of the CA may
// hold several, of which each is trusted.
struct TlsFiles {
  std::string ca;
  std::string certificate;
  std::string key;
};

// INVALID_ARGUMENT naming the file when one is unreadable, is no PEM, or the key is not the certificate's.
absl::Status CheckTls(const TlsFiles& files);
// The same of a certificate for callers who have none.
absl::Status CheckTls(const std::string& certificate, const std::string& key);

// What is made of these files follows them while it runs: what was replaced is used within three seconds for connections that are made from
// then on; those that stand go on. What CheckTls refuses, or the CA does not vouch for, is logged and not used: that of before is.
// Throw std::runtime_error for what CheckTls refuses. Keep the credentials: without them what was made with them follows no more.
std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files);
// Asks the caller for no certificate.
std::shared_ptr<grpc::ServerCredentials> ServerTlsForAnybody(const std::string& certificate, const std::string& key);
std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files);

}  // namespace parley::rpc
