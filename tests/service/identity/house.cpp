#include "tests/service/identity/house.h"

#include <filesystem>
#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/ids/id.h"
#include "libs/log/log.h"
#include "services/identity/migrations.h"
#include "services/identity/service.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"
#include "tests/support/tokens.h"

namespace parley::identity {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

House::House() {
  ReplaceSigningKeys(test::NewSigningKey());
  Start();
}

void House::ReplaceSigningKeys(const std::string& pem) {
  std::filesystem::rename(folder_.Write("new", pem), folder_.path() + "/signing.pem");
  signing_keys_ = pem;
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  log::Start("identity", "error");
  const rpc::TlsFiles tls = test::Tls("identity");
  const std::map<std::string, std::string> settings = {
      {"PARLEY_ENV", "test"},
      {"PARLEY_LISTEN", "127.0.0.1:0"},
      {"PARLEY_DATABASE_URL", database_.url()},
      {"PARLEY_REDIS_URL", test::SharedRedisUrl()},
      {"PARLEY_SECRET", std::string(32, 's')},
      {"PARLEY_TLS_CA", tls.ca},
      {"PARLEY_TLS_CERTIFICATE", tls.certificate},
      {"PARLEY_TLS_KEY", tls.key},
      {"PARLEY_LOG_LEVEL", "error"},
      {"PARLEY_NOTIFICATIONS_ADDRESS", notifications_.address()},
      {"PARLEY_SIGNING_KEY_FILE", folder_.path() + "/signing.pem"},
      {"PARLEY_WEB_URL", "https://parley.example/"},
      {"PARLEY_OPERATOR_EMAIL", kOperatorEmail},
  };
  config::Environment environment([&settings](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
  absl::Status status = Compose(environment, clock_, process_);
  if (status.ok()) status = process_->Start(Migrations());
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

void House::Restart() {
  process_->Stop();
  {
    const std::lock_guard lock(clients_mutex_);
    clients_.clear();
  }
  process_.reset();
  Start();
}

rpc::Client& House::ClientOf(const std::string& service) {
  const std::lock_guard lock(clients_mutex_);
  auto& client = clients_[service];
  if (!client) {
    client = std::make_unique<rpc::Client>("identity", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  }
  return *client;
}

absl::Status House::Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                         const std::string& bearer) {
  return ClientOf("gateway").Call("/parley.identity.v1.IdentityService/" + method, request, response, kPatience, bearer, true);
}

absl::Status House::CallAs(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                           google::protobuf::Message& response) {
  return ClientOf(service).Call("/parley.identity.v1.IdentityInternalService/" + method, request, response, kPatience, {}, true);
}

std::string House::MailedToken(const std::string& email, const std::string& locale, const std::string& time_zone) {
  v1::RequestSignInRequest request;
  v1::SignIn sign_in;
  request.set_email(email);
  request.set_locale(locale);
  request.set_time_zone(time_zone);
  request.set_request_id(Fresh());
  const absl::Status status = Call("RequestSignIn", request, sign_in);
  INFO(status);
  REQUIRE(status.ok());
  REQUIRE(test::Eventually([&] { return notifications_.Find(sign_in.sign_in_id()).has_value(); }));
  const std::string url = notifications_.Find(sign_in.sign_in_id())->url();
  return url.substr(url.find('#') + 1);
}

v1::Session House::SignIn(const std::string& email) {
  v1::CompleteSignInRequest request;
  v1::Session session;
  request.set_token(MailedToken(email));
  request.set_request_id(Fresh());
  const absl::Status status = Call("CompleteSignIn", request, session);
  INFO(status);
  REQUIRE(status.ok());
  return session;
}

std::string House::Coordinator(const std::string& email, const std::string& partner_id) {
  v1::GrantRoleRequest request;
  v1::GrantRoleResponse response;
  request.set_email(email);
  request.set_role(api::v1::ROLE_COORDINATOR);
  request.set_partner_id(partner_id);
  request.set_request_id(Fresh());
  const absl::Status status = Call("GrantRole", request, response, Operator());
  INFO(status);
  REQUIRE(status.ok());
  return SignIn(email).access_token();
}

std::string House::InvitationToken(const std::string& invitation_id) {
  REQUIRE(test::Eventually([&] { return notifications_.FindInvitation(invitation_id).has_value(); }));
  const std::string url = notifications_.FindInvitation(invitation_id)->url();
  return url.substr(url.find('#') + 1);
}

auth::Revocations House::Revocations(const std::string& service) {
  const auto revocations = service::FetchKeysFrom(ClientOf(service)).fetch_revocations();
  INFO(revocations.status());
  REQUIRE(revocations.ok());
  return *revocations;
}

absl::StatusOr<auth::Bearer> House::Verify(const std::string& token) const {
  const auto verifier = auth::TokenVerifier::Make([this]() -> absl::StatusOr<std::vector<auth::PublicKey>> {
    const auto issuers = auth::TokenIssuer::AllFromPem(signing_keys_);
    std::vector<auth::PublicKey> keys;
    for (const auto& issuer : *issuers) keys.push_back(issuer->public_key());
    return keys;
  });
  return verifier->Verify(token, clock_.Now());
}

std::vector<events::v1::Event> House::Events() { return test::EventLog(database_, ClientOf("exchange")); }

int House::CountEvents(const std::string& type) {
  return static_cast<int>(test::EventLog(database_, ClientOf("exchange"), "parley.identity.v1." + type).size());
}

}  // namespace parley::identity
