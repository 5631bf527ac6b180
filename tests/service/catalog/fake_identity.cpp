#include "tests/service/catalog/fake_identity.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <iterator>

#include "absl/time/clock.h"
#include "libs/auth/stale.h"
#include "parley/identity/v1/events.pb.h"
#include "tests/support/tls.h"

namespace parley::catalog {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

FakeIdentity::FakeIdentity() : epoch_(NewUuid(absl::Now())) {
  const rpc::TlsFiles tls = test::Tls("identity");
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = Read(tls.ca);
  options.pem_key_cert_pairs.push_back({Read(tls.key), Read(tls.certificate)});
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::SslServerCredentials(options), &port_);
  builder.RegisterService(&public_);
  builder.RegisterService(&internal_);
  builder.RegisterService(&log_);
  server_ = builder.BuildAndStart();
}

FakeIdentity::~FakeIdentity() { server_->Shutdown(); }

std::string FakeIdentity::address() const { return "127.0.0.1:" + std::to_string(port_); }

void FakeIdentity::AddCoordinator(const UserId& user_id, const PartnerId& partner_id) {
  const std::lock_guard lock(mutex_);
  partners_.emplace(user_id.text(), partner_id.text());
}

void FakeIdentity::RemoveCoordinator(const UserId& user_id) {
  const std::lock_guard lock(mutex_);
  partners_.erase(user_id.text());
}

void FakeIdentity::SetProfile(const UserId& user_id, const std::string& display_name, const std::string& country) {
  const std::lock_guard lock(mutex_);
  identity::v1::Profile& profile = profiles_[user_id.text()];
  profile.set_user_id(user_id.text());
  profile.set_display_name(display_name);
  profile.set_country(country);
}

void FakeIdentity::PublishRole(const UserId& user_id, api::v1::Role role, const std::string& partner_id) {
  identity::v1::RoleGranted granted;
  granted.set_user_id(user_id.text());
  granted.set_role(role);
  granted.set_partner_id(partner_id);
  Publish(user_id.text(), granted);
}

void FakeIdentity::PublishRevoked(const UserId& user_id, api::v1::Role role, const std::string& partner_id) {
  identity::v1::RoleRevoked revoked;
  revoked.set_user_id(user_id.text());
  revoked.set_role(role);
  revoked.set_partner_id(partner_id);
  Publish(user_id.text(), revoked);
}

void FakeIdentity::Publish(const std::string& aggregate_id, const google::protobuf::Message& published) {
  const std::lock_guard lock(mutex_);
  events::v1::Event event;
  event.set_position(static_cast<int64_t>(events_.size()) + 1);
  event.set_type(published.GetTypeName());
  event.set_aggregate_id(aggregate_id);
  event.set_payload(published.SerializeAsString());
  events_.push_back(event);
}

void FakeIdentity::RevokeClient(const std::string& token) {
  const std::lock_guard lock(mutex_);
  identity::v1::Revocation& revocation = *revocations_.add_revocations();
  revocation.set_subject_id(auth::ReadVerified(token)->client->client_id.text());
  revocation.set_version(1);
}

void FakeIdentity::GoAway() {
  const std::lock_guard lock(mutex_);
  away_ = true;
}

int FakeIdentity::ask_count() const {
  const std::lock_guard lock(mutex_);
  return ask_count_;
}

grpc::Status FakeIdentity::Public::GetJwks(grpc::ServerContext*, const identity::v1::GetJwksRequest*, identity::v1::Jwks* response) {
  const auth::PublicKey key = fake_.tokens_.issuer().public_key();
  identity::v1::Jwk& out = *response->add_keys();
  out.set_kty("EC");
  out.set_crv("P-256");
  out.set_kid(key.kid);
  out.set_x(key.x);
  out.set_y(key.y);
  return grpc::Status::OK;
}

grpc::Status FakeIdentity::Internal::ListCoordinatorPartners(grpc::ServerContext*,
                                                             const identity::v1::ListCoordinatorPartnersRequest* request,
                                                             identity::v1::ListCoordinatorPartnersResponse* response) {
  const std::lock_guard lock(fake_.mutex_);
  ++fake_.ask_count_;
  if (fake_.away_) return {grpc::StatusCode::UNAVAILABLE, "away, as the test wants it"};
  const auto [first, last] = fake_.partners_.equal_range(request->user_id());
  for (auto each = first; each != last; ++each) response->add_partner_ids(each->second);
  return grpc::Status::OK;
}

grpc::Status FakeIdentity::Internal::ListRevocations(grpc::ServerContext*, const identity::v1::ListRevocationsRequest*,
                                                     identity::v1::ListRevocationsResponse* response) {
  const std::lock_guard lock(fake_.mutex_);
  *response = fake_.revocations_;
  return grpc::Status::OK;
}

grpc::Status FakeIdentity::Internal::BatchGetProfiles(grpc::ServerContext*, const identity::v1::BatchGetProfilesRequest* request,
                                                      identity::v1::BatchGetProfilesResponse* response) {
  const std::lock_guard lock(fake_.mutex_);
  if (fake_.away_) return {grpc::StatusCode::UNAVAILABLE, "away, as the test wants it"};
  if (request->user_ids().empty()) return {grpc::StatusCode::INVALID_ARGUMENT, "user_ids: as the contract says"};
  // In another order than asked: the contract promises none.
  for (auto id = request->user_ids().rbegin(); id != request->user_ids().rend(); ++id) {
    const auto found = fake_.profiles_.find(*id);
    if (found != fake_.profiles_.end()) *response->add_profiles() = found->second;
  }
  return grpc::Status::OK;
}

grpc::Status FakeIdentity::Log::ListEvents(grpc::ServerContext*, const events::v1::ListEventsRequest* request,
                                           events::v1::ListEventsResponse* response) {
  const std::lock_guard lock(fake_.mutex_);
  response->set_epoch(fake_.epoch_);
  response->set_head_position(static_cast<int64_t>(fake_.events_.size()));
  for (const auto& event : fake_.events_) {
    if (event.position() > request->after_position()) *response->add_events() = event;
  }
  return grpc::Status::OK;
}

grpc::Status FakeIdentity::Log::GetHead(grpc::ServerContext*, const events::v1::GetHeadRequest*, events::v1::Head* response) {
  const std::lock_guard lock(fake_.mutex_);
  response->set_epoch(fake_.epoch_);
  response->set_position(static_cast<int64_t>(fake_.events_.size()));
  return grpc::Status::OK;
}

}  // namespace parley::catalog
