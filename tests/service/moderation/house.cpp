#include "tests/service/moderation/house.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/moderation/migrations.h"
#include "services/moderation/service.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

namespace parley::moderation {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr postgres::Statement kPosition{"TestPosition", "SELECT position FROM followed WHERE producer = $1"};

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

House::House() : db_(database_.options()) {
  run_.set_run_id(Fresh());
  run_.set_partner_id(Fresh());
  run_.set_plenary_group_id(Fresh());
  catalog_.SetRun(run_);
  scheduling_.Start();
  Start();
  catalog::v1::RunCreated created;
  *created.mutable_run() = run_;
  TellAsCatalog(run_.run_id(), created);
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  const rpc::TlsFiles tls = test::Tls("moderation");
  const std::map<std::string, std::string> settings = {
      {"PARLEY_ENV", "test"},
      {"PARLEY_LISTEN", "127.0.0.1:0"},
      {"PARLEY_DATABASE_URL", database_.url()},
      {"PARLEY_REDIS_URL", redis_.url()},
      {"PARLEY_SECRET", std::string(32, 's')},
      {"PARLEY_TLS_CA", tls.ca},
      {"PARLEY_TLS_CERTIFICATE", tls.certificate},
      {"PARLEY_TLS_KEY", tls.key},
      {"PARLEY_LOG_LEVEL", "error"},
      {"PARLEY_IDENTITY_ADDRESS", identity_.producer().address()},
      {"PARLEY_CATALOG_ADDRESS", catalog_.producer().address()},
      {"PARLEY_EXCHANGE_ADDRESS", exchange_.producer().address()},
      {"PARLEY_SCHEDULING_ADDRESS", scheduling_.address()},
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
  process_.reset();
  clients_.clear();
  Start();
}

UserId House::Participant() {
  UserId id = Stranger();
  Enrolment(id, catalog::v1::Enrolment::STATE_ENROLLED);
  return id;
}

UserId House::FacilitatorOfRun() {
  UserId id = Stranger();
  roles_[id] = {auth::Role::kFacilitator};
  FacilitatesRun(id, true);
  return id;
}

UserId House::FacilitatorOfGroup(const std::string& group_id) {
  UserId id = Stranger();
  roles_[id] = {auth::Role::kFacilitator};
  scheduling::v1::GroupFacilitatorChanged event;
  event.set_group_id(group_id);
  event.set_run_id(run_id());
  event.set_user_id(id.text());
  event.set_is_facilitator(true);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsScheduling(group_id, event);
  return id;
}

UserId House::Coordinator(const std::vector<std::string>& partner_ids) {
  UserId id = Stranger();
  roles_[id] = {auth::Role::kCoordinator};
  identity_.SetPartners(id, partner_ids);
  return id;
}

UserId House::Operator() {
  UserId id = Stranger();
  roles_[id] = {auth::Role::kOperator};
  return id;
}

std::string House::Group(const std::vector<UserId>& members) {
  std::string group_id = Fresh();
  scheduling::v1::GroupCreated created;
  created.set_group_id(group_id);
  created.set_run_id(run_id());
  TellAsScheduling(group_id, created);
  for (const UserId& member : members) {
    scheduling::v1::GroupMemberChanged joined;
    joined.set_group_id(group_id);
    joined.set_run_id(run_id());
    joined.set_user_id(member.text());
    joined.set_is_member(true);
    *joined.mutable_change_time() = rpc::ToProto(clock_.Now());
    TellAsScheduling(group_id, joined);
  }
  return group_id;
}

void House::Enrolment(const UserId& user_id, catalog::v1::Enrolment::State state) {
  catalog_.SetMembership(run_id(), user_id, state);
  catalog::v1::EnrolmentChanged event;
  event.set_enrolment_id(Fresh());
  event.set_run_id(run_id());
  event.set_user_id(user_id.text());
  event.set_state(state);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsCatalog(event.enrolment_id(), event);
}

void House::FacilitatesRun(const UserId& user_id, bool is_facilitator) {
  scheduling::v1::RunFacilitatorChanged event;
  event.set_run_id(run_id());
  event.set_user_id(user_id.text());
  event.set_is_facilitator(is_facilitator);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsScheduling(run_id(), event);
}

rpc::Client& House::ClientOf(const std::string& service) {
  auto& client = clients_[service];
  if (!client) {
    client = std::make_unique<rpc::Client>("moderation", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  }
  return *client;
}

absl::Status House::Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                         google::protobuf::Message& response) {
  const std::string bearer = user_id.empty() ? "" : identity_.tokens().Bearer(user_id, roles_[user_id], clock_.Now());
  response.Clear();
  return ClientOf("gateway").Call("/parley.moderation.v1.ModerationService/" + method, request, response, kPatience, bearer, true);
}

absl::Status House::Internal(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                             google::protobuf::Message& response) {
  response.Clear();
  return ClientOf(service).Call("/parley.moderation.v1.ModerationInternalService/" + method, request, response, kPatience, {}, true);
}

exchange::v1::VideoForModeration House::Video(const UserId& author_id, const std::string& group_id) {
  exchange::v1::VideoForModeration video;
  video.set_video_id(Fresh());
  video.set_run_id(run_id());
  video.set_group_id(group_id.empty() ? plenary_id() : group_id);
  video.set_author_id(author_id.text());
  video.set_state(exchange::v1::Video::STATE_PUBLISHED);
  video.set_visible(true);
  *video.mutable_publish_time() = rpc::ToProto(clock_.Now());
  exchange_.SetVideo(video);
  return video;
}

void House::TellPublished(const exchange::v1::VideoForModeration& video) {
  exchange::v1::VideoPublished event;
  event.set_video_id(video.video_id());
  event.set_run_id(video.run_id());
  event.set_group_id(video.group_id());
  event.set_author_id(video.author_id());
  *event.mutable_publish_time() = video.publish_time();
  TellAsExchange(video.video_id(), event);
}

std::string House::Published(const UserId& author_id, const std::string& group_id) {
  const auto video = Video(author_id, group_id);
  TellPublished(video);
  return video.video_id();
}

void House::Withdrawn(const std::string& video_id) {
  exchange::v1::VideoForModeration video = exchange_.Video(video_id);
  video.set_state(exchange::v1::Video::STATE_WITHDRAWN);
  video.set_visible(false);
  exchange_.SetVideo(video);
  exchange::v1::VideoWithdrawn event;
  event.set_video_id(video_id);
  event.set_run_id(video.run_id());
  event.set_author_id(video.author_id());
  TellAsExchange(video_id, event);
}

std::vector<v1::QueueItem> House::Queue(const UserId& user_id, bool decided) {
  v1::ListQueueItemsRequest request;
  v1::ListQueueItemsResponse response;
  request.set_decided(decided);
  REQUIRE_THAT(Call(user_id, "ListQueueItems", request, response), test::IsOk());
  return {response.queue_items().begin(), response.queue_items().end()};
}

v1::QueueItem House::Claim(const UserId& user_id, const std::string& item_id) {
  v1::ClaimQueueItemRequest request;
  v1::QueueItem item;
  request.set_queue_item_id(item_id);
  request.set_request_id(Fresh());
  REQUIRE_THAT(Call(user_id, "ClaimQueueItem", request, item), test::IsOk());
  return item;
}

v1::QueueItem House::Decide(const UserId& user_id, const std::string& item_id, v1::Decision::Verdict verdict) {
  v1::DecideQueueItemRequest request;
  v1::QueueItem item;
  request.set_queue_item_id(item_id);
  request.set_verdict(verdict);
  if (verdict == v1::Decision::VERDICT_HIDE) {
    request.set_reason(v1::REASON_HARASSMENT);
    request.set_statement("You mock somebody by name.");
  }
  request.set_request_id(Fresh());
  REQUIRE_THAT(Call(user_id, "DecideQueueItem", request, item), test::IsOk());
  return item;
}

v1::Report House::Report(const UserId& user_id, const std::string& video_id, v1::Reason reason) {
  v1::ReportVideoRequest request;
  v1::Report report;
  request.set_video_id(video_id);
  request.set_reason(reason);
  request.set_text("Look at it.");
  request.set_request_id(Fresh());
  REQUIRE_THAT(Call(user_id, "ReportVideo", request, report), test::IsOk());
  return report;
}

std::string House::Hidden(const UserId& author_id, const UserId& facilitator_id) {
  std::string video_id = Published(author_id);
  for (const v1::QueueItem& item : Queue(facilitator_id)) {
    if (item.video_id() != video_id) continue;
    Claim(facilitator_id, item.queue_item_id());
    Decide(facilitator_id, item.queue_item_id(), v1::Decision::VERDICT_HIDE);
  }
  REQUIRE(test::Eventually([&] { return exchange_.Video(video_id).held(); }));
  return video_id;
}

void House::AwaitApplied(const std::string& producer, int position) {
  REQUIRE(test::Eventually([&] {
    const postgres::Result result = db_.Execute(kPosition, producer);
    return !result.empty() && result.front().Get<int64_t>("position") >= position;
  }));
}

void House::TellAsCatalog(const std::string& aggregate_id, const google::protobuf::Message& event) {
  catalog_.producer().Publish(aggregate_id, event);
  AwaitApplied("catalog", ++told_["catalog"]);
}

void House::TellAsExchange(const std::string& aggregate_id, const google::protobuf::Message& event) {
  exchange_.producer().Publish(aggregate_id, event);
  AwaitApplied("exchange", ++told_["exchange"]);
}

void House::TellAsScheduling(const std::string& aggregate_id, const google::protobuf::Message& event) {
  scheduling_.Publish(aggregate_id, event);
  AwaitApplied("scheduling", ++told_["scheduling"]);
}

std::vector<events::v1::Event> House::Events(const std::string& type) {
  return test::EventLog(database_, ClientOf("notifications"), "parley.moderation.v1." + type);
}

}  // namespace parley::moderation
