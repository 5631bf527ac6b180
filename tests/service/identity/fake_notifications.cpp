#include "tests/service/identity/fake_notifications.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <iterator>

#include "tests/support/tls.h"

namespace parley::identity {
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

int FakeNotifications::call_count() const {
  const std::lock_guard lock(mutex_);
  return call_count_;
}

int FakeNotifications::taken_count() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(taken_.size());
}

std::optional<FakeNotifications::Link> FakeNotifications::Find(const std::string& sign_in_id) const {
  const std::lock_guard lock(mutex_);
  for (const Link& link : taken_) {
    if (link.request_id() == sign_in_id) return link;
  }
  return std::nullopt;
}

int FakeNotifications::invitation_count() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(invitations_.size());
}

std::optional<FakeNotifications::Invitation> FakeNotifications::FindInvitation(const std::string& invitation_id) const {
  const std::lock_guard lock(mutex_);
  for (const Invitation& invitation : invitations_) {
    if (invitation.request_id() == invitation_id) return invitation;
  }
  return std::nullopt;
}

grpc::Status FakeNotifications::SendInvitation(grpc::ServerContext*, const Invitation* request,
                                               notifications::v1::SendInvitationResponse*) {
  const std::lock_guard lock(mutex_);
  ++call_count_;
  if (answer_ != grpc::StatusCode::OK) return {answer_, "as the test wants it"};
  invitations_.push_back(*request);
  return grpc::Status::OK;
}

grpc::Status FakeNotifications::SendSignInLink(grpc::ServerContext*, const Link* request, notifications::v1::SendSignInLinkResponse*) {
  const std::lock_guard lock(mutex_);
  ++call_count_;
  if (answer_ != grpc::StatusCode::OK) return {answer_, "as the test wants it"};
  taken_.push_back(*request);
  return grpc::Status::OK;
}

}  // namespace parley::identity
