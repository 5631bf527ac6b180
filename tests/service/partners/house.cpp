#include "tests/service/partners/house.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/log/log.h"
#include "services/partners/migrations.h"
#include "services/partners/service.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"

namespace parley::partners {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

House::House() {
  Start();
  // The seed is loaded as soon as the database answers.
  v1::GetPartnerRequest request;
  v1::Partner partner;
  request.set_partner_id(kSeedPartner);
  REQUIRE(test::Eventually([&] { return Call("GetPartner", request, partner, Operator()).ok(); }));
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  log::Start("partners", "error");
  const rpc::TlsFiles tls = test::Tls("partners");
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
      {"PARLEY_IDENTITY_ADDRESS", identity_.address()},
      {"PARLEY_SEED", "true"},
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
    client = std::make_unique<rpc::Client>("partners", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  }
  return *client;
}

absl::Status House::Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                         const std::string& bearer) {
  return ClientOf("gateway").Call("/parley.partners.v1.PartnersService/" + method, request, response, kPatience, bearer, true);
}

std::string House::Bearer(const std::vector<auth::Role>& roles) {
  return identity_.tokens().Bearer(UserId::New(clock_.Now()), roles, clock_.Now());
}

std::string House::Coordinator(const std::string& partner_id) {
  const auto user_id = UserId::New(clock_.Now());
  identity_.AddCoordinator(user_id, PartnerId::Trusted(partner_id));
  return identity_.tokens().Bearer(user_id, {auth::Role::kCoordinator}, clock_.Now());
}

v1::CreateInquiryRequest House::InquiryRequest(const std::string& email) {
  v1::CreateInquiryRequest request;
  v1::Inquiry& inquiry = *request.mutable_inquiry();
  inquiry.set_organisation("University of Tunis");
  inquiry.set_kind(v1::Partner::KIND_UNIVERSITY);
  inquiry.set_contact_name("Leïla B.");
  inquiry.set_contact_email(email);
  inquiry.set_course_url("https://mooc.example/refugees");
  inquiry.set_message("We would like an exchange.\nIn spring.");
  inquiry.set_locale("fr");
  request.set_request_id(Fresh());
  return request;
}

v1::Inquiry House::Inquire(const v1::CreateInquiryRequest& request) {
  v1::Inquiry inquiry;
  const absl::Status status = Call("CreateInquiry", request, inquiry);
  INFO(status);
  REQUIRE(status.ok());
  return inquiry;
}

v1::Inquiry House::Accept(const std::string& organisation) {
  auto request = InquiryRequest(Fresh() + "@uni.example");
  request.mutable_inquiry()->set_organisation(organisation);
  v1::Inquiry inquiry = Inquire(request);
  v1::ReviewInquiryRequest review;
  review.set_inquiry_id(inquiry.inquiry_id());
  review.set_request_id(Fresh());
  REQUIRE(Call("ReviewInquiry", review, inquiry, Operator()).ok());
  v1::AcceptInquiryRequest accept;
  accept.set_inquiry_id(inquiry.inquiry_id());
  accept.set_request_id(Fresh());
  REQUIRE(Call("AcceptInquiry", accept, inquiry, Operator()).ok());
  return inquiry;
}

std::vector<events::v1::Event> House::Events() { return test::EventLog(database_, ClientOf("catalog")); }

}  // namespace parley::partners
