#include "libs/rpc/tls.h"

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <utility>

#include "libs/rpc/live_tls.h"
#include "libs/rpc/pems.h"

namespace parley::rpc {
namespace {

// The credentials, with what follows the files as long as they are there.
template <class Credentials>
std::shared_ptr<Credentials> Following(std::shared_ptr<LiveTls> live, std::shared_ptr<Credentials> credentials) {
  struct Held {
    std::shared_ptr<LiveTls> live;
    std::shared_ptr<Credentials> credentials;
  };
  auto held = std::make_shared<Held>(Held{std::move(live), std::move(credentials)});
  return {held, held->credentials.get()};
}

}  // namespace

absl::Status CheckTls(const TlsFiles& files) {
  const auto pems = ReadPems(files);
  if (files.ca.empty()) return absl::InvalidArgumentError("there is no CA");
  return pems.ok() ? CheckPems(files, *pems) : pems.status();
}

absl::Status CheckTls(const std::string& certificate, const std::string& key) {
  const TlsFiles files{{}, certificate, key};
  const auto pems = ReadPems(files);
  return pems.ok() ? CheckPems(files, *pems) : pems.status();
}

std::shared_ptr<grpc::ServerCredentials> ServerTls(const TlsFiles& files) {
  auto live = LiveTls::Of(files);
  grpc::experimental::TlsServerCredentialsOptions options(live->provider());
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  return Following(std::move(live), grpc::experimental::TlsServerCredentials(options));
}

std::shared_ptr<grpc::ServerCredentials> ServerTlsForAnybody(const std::string& certificate, const std::string& key) {
  auto live = LiveTls::Of({{}, certificate, key});
  grpc::experimental::TlsServerCredentialsOptions options(live->provider());
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
  return Following(std::move(live), grpc::experimental::TlsServerCredentials(options));
}

std::shared_ptr<grpc::ChannelCredentials> ClientTls(const TlsFiles& files) {
  auto live = LiveTls::Of(files);
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(live->provider());
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  return Following(std::move(live), grpc::experimental::TlsCredentials(options));
}

}  // namespace parley::rpc
