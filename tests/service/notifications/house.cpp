#include "tests/service/notifications/house.h"

#include <map>
#include <stdexcept>

#include "absl/strings/str_replace.h"
#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "services/notifications/migrations.h"
#include "services/notifications/service.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

namespace parley::notifications {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr postgres::Statement kCount{"TestCountDeliveries", "SELECT count(*) AS n FROM deliveries WHERE state = $1::smallint"};
constexpr postgres::Statement kCountOpen{"TestCountOpenDeliveries", "SELECT count(*) AS n FROM deliveries WHERE state IN (1, 2)"};
constexpr postgres::Statement kCountPutOff{"TestCountDeliveriesPutOff",
                                           "SELECT count(*) AS n FROM deliveries WHERE state = 1 AND attempt > 0"};
constexpr postgres::Statement kDump{"TestDumpDeliveries", "SELECT coalesce(string_agg(d::text, E'\\n'), '') AS dump FROM deliveries AS d"};

}  // namespace

std::string Unfolded(const std::string& content) { return absl::StrReplaceAll(content, {{"=\r\n", ""}}); }

House::House()
    : clock(absl::FromUnixSeconds(1'900'000'000)),
      identity(redis.url(), clock),
      exchange("exchange", redis.url(), clock, identity.tokens().FetchKeys()),
      catalog("catalog", redis.url(), clock, identity.tokens().FetchKeys()),
      scheduling("scheduling", redis.url(), clock, identity.tokens().FetchKeys()),
      moderation(redis.url(), clock, identity.tokens().FetchKeys()) {
  exchange.Start();
  catalog.Start();
  scheduling.Start();
  StartNotifications();
}

House::~House() {
  second_.reset();
  process_.reset();
}

std::unique_ptr<service::Process> House::MakeProcess() {
  const rpc::TlsFiles tls = test::Tls("notifications");
  const std::map<std::string, std::string> settings = {
      {"PARLEY_ENV", "test"},
      {"PARLEY_LISTEN", "127.0.0.1:0"},
      {"PARLEY_DATABASE_URL", database_.url()},
      {"PARLEY_REDIS_URL", redis.url()},
      {"PARLEY_SECRET", std::string(32, 's')},
      {"PARLEY_TLS_CA", tls.ca},
      {"PARLEY_TLS_CERTIFICATE", tls.certificate},
      {"PARLEY_TLS_KEY", tls.key},
      {"PARLEY_IDENTITY_ADDRESS", identity.address()},
      {"PARLEY_EXCHANGE_ADDRESS", exchange.address()},
      {"PARLEY_CATALOG_ADDRESS", catalog.address()},
      {"PARLEY_SCHEDULING_ADDRESS", scheduling.address()},
      {"PARLEY_MODERATION_ADDRESS", moderation.address()},
      {"PARLEY_SMTP_URL", mail.url()},
      {"PARLEY_SMTP_TLS", "none"},
      {"PARLEY_MAIL_FROM", "Parley <no-reply@parley.example>"},
      {"PARLEY_WEB_URL", "https://parley.example/"},
  };
  config::Environment environment([&settings](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
  std::unique_ptr<service::Process> process;
  absl::Status status = Compose(environment, clock, process);
  if (status.ok()) status = process->Start(Migrations());
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
  return process;
}

void House::StartNotifications() { process_ = MakeProcess(); }
void House::StartSecond() { second_ = MakeProcess(); }

Person House::AddPerson(const std::string& name, const std::string& locale, const std::string& time_zone) {
  Person person;
  person.user_id = UserId::New(clock.Now());
  person.email = name + "@example.org";
  person.bearer = identity.tokens().Bearer(person.user_id, {}, clock.Now());
  identity.SetContact(person.user_id, person.email, name, locale, time_zone);
  return person;
}

exchange::v1::VideoPublished House::VideoOf(const Person& author, const Person* replied_to) {
  exchange::v1::VideoPublished event;
  event.set_video_id(NewUuid(clock.Now()));
  event.set_run_id(NewUuid(clock.Now()));
  event.set_author_id(author.user_id.text());
  if (replied_to != nullptr) {
    event.set_reply_to_video_id(NewUuid(clock.Now()));
    event.set_reply_to_author_id(replied_to->user_id.text());
  }
  return event;
}

std::string House::PublishVideo(const Person& author, const Person* replied_to) {
  const auto event = VideoOf(author, replied_to);
  exchange.Publish(event.video_id(), event);
  return event.video_id();
}

rpc::Client House::ClientOf(const std::string& service) {
  return rpc::Client("notifications", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
}

absl::Status House::List(const Person& person, const v1::ListNotificationsRequest& request, v1::ListNotificationsResponse& response) {
  return CallPublic("ListNotifications", request, response, person.bearer);
}

absl::Status House::MarkRead(const Person& person, const v1::MarkNotificationsReadRequest& request,
                             v1::MarkNotificationsReadResponse& response) {
  return CallPublic("MarkNotificationsRead", request, response, person.bearer);
}

absl::Status House::SendSignInLink(const v1::SendSignInLinkRequest& request, const std::string& as) {
  v1::SendSignInLinkResponse response;
  return CallInternal("SendSignInLink", request, response, as);
}

absl::Status House::CallInternal(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                                 const std::string& as) {
  return ClientOf(as).Call("/parley.notifications.v1.NotificationsInternalService/" + method, request, response, kPatience, {}, true);
}

absl::Status House::CallPublic(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                               const std::string& bearer) {
  return ClientOf("gateway").Call("/parley.notifications.v1.NotificationsService/" + method, request, response, kPatience, bearer, true);
}

absl::Status House::SendInvitation(const v1::SendInvitationRequest& request, const std::string& as) {
  v1::SendInvitationResponse response;
  return CallInternal("SendInvitation", request, response, as);
}

v1::SendInvitationRequest House::Invitation(absl::Time expire_time) {
  v1::SendInvitationRequest request;
  request.set_email("invited@example.org");
  request.set_locale("en");
  request.set_role(api::v1::ROLE_FACILITATOR);
  request.set_url("https://parley.example/invitations/accept#secret-token");
  *request.mutable_expire_time() = rpc::ToProto(expire_time);
  request.set_request_id(NewUuid(expire_time));
  return request;
}

v1::SendSignInLinkRequest House::SignInLink(absl::Time expire_time) {
  v1::SendSignInLinkRequest request;
  request.set_email("visitor@example.org");
  request.set_locale("fr");
  request.set_url("https://parley.example/sign-in/confirm?to=%2F#secret-token");
  *request.mutable_expire_time() = rpc::ToProto(expire_time);
  request.set_request_id(NewUuid(expire_time));
  return request;
}

std::vector<v1::Notification> House::WaitForNotifications(const Person& person, int count) {
  v1::ListNotificationsResponse response;
  const bool there = test::Eventually([&] {
    response.Clear();
    REQUIRE_THAT(List(person, {}, response), test::IsOk());
    return response.notifications_size() >= count;
  });
  REQUIRE(there);
  REQUIRE(response.notifications_size() == count);
  return {response.notifications().begin(), response.notifications().end()};
}

std::vector<test::ReceivedMail> House::WaitForMails(size_t count) {
  REQUIRE(test::Eventually([&] { return mail.accepted().size() >= count; }));
  REQUIRE(test::Eventually([&] { return Count(kCountOpen) == 0; }));
  auto mails = mail.accepted();
  REQUIRE(mails.size() == count);
  return mails;
}

void House::WaitUntilPutOff() {
  REQUIRE(test::Eventually([&] { return Count(kCountPutOff) == 1; }));
}

int House::CountDeliveries(int state) { return Count(kCount, state); }

template <typename... Args>
int House::Count(const postgres::Statement& statement, Args... args) {
  postgres::Connection db(database_.options());
  return static_cast<int>(db.Execute(statement, args...).front().template Get<int64_t>("n"));
}

std::string House::DumpDeliveries() {
  postgres::Connection db(database_.options());
  return db.Execute(kDump).front().Get<std::string>("dump");
}

}  // namespace parley::notifications
