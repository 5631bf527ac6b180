#include "tests/service/catalog/house.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/log/log.h"
#include "libs/rpc/status.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "services/catalog/migrations.h"
#include "services/catalog/seed/courses.h"
#include "services/catalog/service.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"

namespace parley::catalog {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);

// What stands behind the '#'.
std::string TokenOf(const std::string& url) { return url.substr(url.find('#') + 1); }

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

const domain::Course& ThreeModules() { return seed::Courses()[2]; }

PartnerId SeedPartner() { return ThreeModules().partner_id; }

House::House() {
  Start();
  // The seed is loaded as soon as the database answers.
  v1::GetCourseRequest request;
  v1::Course course;
  request.set_course_id(ThreeModules().id.text());
  REQUIRE(test::Eventually([&] { return Call("GetCourse", request, course).ok(); }));
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  log::Start("catalog", "error");
  const rpc::TlsFiles tls = test::Tls("catalog");
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
      {"PARLEY_NOTIFICATIONS_ADDRESS", notifications_.address()},
      {"PARLEY_WEB_URL", "https://parley.example/"},
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
  if (!client)
    client = std::make_unique<rpc::Client>("catalog", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  return *client;
}

absl::Status House::Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                         const std::string& bearer) {
  return ClientOf("gateway").Call("/parley.catalog.v1.CatalogService/" + method, request, response, kPatience, bearer, true);
}

absl::Status House::ImportRoster(const std::vector<v1::ImportRosterRequest>& messages, v1::ImportRosterResponse& response,
                                 const std::string& bearer, const std::function<void()>& midway) {
  const auto stub = v1::CatalogService::NewStub(ClientOf("gateway").channel());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  context.set_wait_for_ready(true);
  if (!bearer.empty()) context.AddMetadata("authorization", "Bearer " + bearer);
  const auto writer = stub->ImportRoster(&context, &response);
  for (const auto& message : messages) {
    if (&message == &messages.back()) midway();
    if (!writer->Write(message)) break;  // the answer is there already
  }
  writer->WritesDone();
  return rpc::FromGrpcStatus(writer->Finish());
}

absl::Status House::CallAs(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                           google::protobuf::Message& response) {
  return ClientOf(service).Call("/parley.catalog.v1.CatalogInternalService/" + method, request, response, kPatience, {}, true);
}

std::string House::Participant(const UserId& user_id) { return identity_.tokens().Bearer(user_id, {}, clock_.Now()); }

std::string House::Participant() { return Participant(UserId::New(clock_.Now())); }

std::string House::Coordinator() {
  const auto user_id = UserId::New(clock_.Now());
  identity_.AddCoordinator(user_id, SeedPartner());
  return identity_.tokens().Bearer(user_id, {auth::Role::kCoordinator}, clock_.Now());
}

std::string House::ForeignCoordinator() {
  const auto user_id = UserId::New(clock_.Now());
  identity_.AddCoordinator(user_id, PartnerId::New(clock_.Now()));
  return identity_.tokens().Bearer(user_id, {auth::Role::kCoordinator}, clock_.Now());
}

std::string House::Client(const std::string& scope) { return identity_.tokens().ClientBearer(SeedPartner(), {scope}, clock_.Now()); }

std::string House::ForeignClient(const std::string& scope) {
  return identity_.tokens().ClientBearer(PartnerId::New(clock_.Now()), {scope}, clock_.Now());
}

v1::CreateRunRequest House::RunRequest(int capacity) {
  v1::CreateRunRequest request;
  request.mutable_run()->set_course_id(ThreeModules().id.text());
  request.mutable_run()->set_format(v1::Run::FORMAT_ASYNCHRONOUS);
  *request.mutable_run()->mutable_start_time() = rpc::ToProto(clock_.Now() + absl::Hours(24));
  request.mutable_run()->set_capacity(capacity);
  request.set_request_id(Fresh());
  return request;
}

v1::Run House::OpenRun(int capacity) {
  v1::CreateRunRequest request = RunRequest(capacity);
  request.set_open(true);
  v1::Run run;
  const absl::Status status = Call("CreateRun", request, run, Coordinator());
  INFO(status);
  REQUIRE(status.ok());
  return run;
}

v1::Enrolment House::Enrol(const std::string& run_id, const std::string& bearer) {
  v1::EnrolRequest request;
  v1::Enrolment enrolment;
  request.set_run_id(run_id);
  request.set_request_id(Fresh());
  const absl::Status status = Call("Enrol", request, enrolment, bearer);
  INFO(status);
  REQUIRE(status.ok());
  return enrolment;
}

std::string House::ExpressInterest(const std::string& email, v1::ExpressionOfInterest interest) {
  v1::CreateInterestRequest request;
  v1::ExpressionOfInterest created;
  interest.set_email(email);
  *request.mutable_interest() = std::move(interest);
  request.set_request_id(Fresh());
  const absl::Status status = Call("CreateInterest", request, created);
  INFO(status);
  REQUIRE(status.ok());
  std::string token;
  REQUIRE(test::Eventually([&] {
    for (const auto& letter : notifications_.confirmations()) {
      if (letter.request_id() == created.interest_id()) token = TokenOf(letter.url());
    }
    return !token.empty();
  }));
  return token;
}

v1::ExpressionOfInterest House::ConfirmInterest(const std::string& token) {
  v1::ConfirmInterestRequest request;
  v1::ExpressionOfInterest confirmed;
  request.set_token(token);
  request.set_request_id(Fresh());
  const absl::Status status = Call("ConfirmInterest", request, confirmed);
  INFO(status);
  REQUIRE(status.ok());
  return confirmed;
}

std::string House::OfferTo(const std::string& email, int count) {
  std::string token;
  REQUIRE(test::Eventually([&] {
    int seen = 0;
    for (const auto& letter : notifications_.offers()) {
      if (letter.email() != email) continue;
      ++seen;
      token = TokenOf(letter.url());
    }
    return seen == count;
  }));
  return token;
}

std::vector<events::v1::Event> House::Events(const std::string& type) {
  if (type.empty()) return test::EventLog(database_, ClientOf("exchange"));
  return test::EventLog(database_, ClientOf("exchange"), "parley.catalog.v1." + type);
}

}  // namespace parley::catalog
