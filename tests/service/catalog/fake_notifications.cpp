#include "tests/service/catalog/fake_notifications.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <iterator>

#include "tests/support/tls.h"

namespace parley::catalog {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

FakeNotifications::FakeNotifications() {
  const rpc::TlsFiles tls = test::Tls("notifications");
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = Read(tls.ca);
  options.pem_key_cert_pairs.push_back({Read(tls.key), Read(tls.certificate)});
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port_);
  builder.RegisterService(this);
  server_ = builder.BuildAndStart();
}

FakeNotifications::~FakeNotifications() { server_->Shutdown(); }

std::string FakeNotifications::address() const { return "127.0.0.1:" + std::to_string(port_); }

void FakeNotifications::AnswerWith(grpc::StatusCode code) {
  const std::lock_guard lock(mutex_);
  answer_ = code;
}

std::vector<FakeNotifications::Confirmation> FakeNotifications::confirmations() const {
  const std::lock_guard lock(mutex_);
  return confirmations_;
}

std::vector<FakeNotifications::Offer> FakeNotifications::offers() const {
  const std::lock_guard lock(mutex_);
  return offers_;
}

int FakeNotifications::call_count() const {
  const std::lock_guard lock(mutex_);
  return call_count_;
}

grpc::Status FakeNotifications::SendInterestConfirmation(grpc::ServerContext*, const Confirmation* request,
                                                         notifications::v1::SendInterestConfirmationResponse*) {
  const std::lock_guard lock(mutex_);
  ++call_count_;
  if (answer_ != grpc::StatusCode::OK) return {answer_, "as the test wants it"};
  confirmations_.push_back(*request);
  return grpc::Status::OK;
}

grpc::Status FakeNotifications::SendOffer(grpc::ServerContext*, const Offer* request, notifications::v1::SendOfferResponse*) {
  const std::lock_guard lock(mutex_);
  ++call_count_;
  if (answer_ != grpc::StatusCode::OK) return {answer_, "as the test wants it"};
  offers_.push_back(*request);
  return grpc::Status::OK;
}

}  // namespace parley::catalog
