#include "tests/service/exchange/house.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/exchange/migrations.h"
#include "services/exchange/service.h"
#include "services/exchange/store/media_jobs.h"
#include "services/exchange/store/videos.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

namespace parley::exchange {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr postgres::Statement kPosition{"TestPosition", "SELECT position FROM followed WHERE producer = $1"};

catalog::v1::Run MakeRun(absl::Time now) {
  catalog::v1::Run run;
  run.set_run_id(NewUuid(now));
  run.set_state(catalog::v1::Run::STATE_OPEN);
  run.set_plenary_group_id(NewUuid(now));
  run.set_partner_id(NewUuid(now));
  *run.mutable_video_limits()->mutable_min_duration() = rpc::ToProto(absl::Seconds(5));
  *run.mutable_video_limits()->mutable_max_duration() = rpc::ToProto(absl::Minutes(3));
  run.mutable_video_limits()->set_max_size_bytes(1'000'000);
  for (int i = 0; i < 2; ++i) {
    auto& prompt = *run.add_prompts();
    prompt.set_prompt_id(NewUuid(now));
    prompt.set_module_id(NewUuid(now));
    prompt.set_text("Question " + std::to_string(i + 1));
    *prompt.mutable_open_time() = rpc::ToProto(now - absl::Hours(1));
    if (i == 1) *prompt.mutable_close_time() = rpc::ToProto(now + absl::Hours(24));
  }
  return run;
}

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

House::House(bool with_scheduling) : blobs_(blob::OpenFolder(folder_.path())), run_(MakeRun(clock_.Now())), db_(database_.options()) {
  catalog_.SetRun(run_);
  scheduling_address_ = scheduling_.producer().address();
  if (!with_scheduling) scheduling_.producer().process().Stop();
  Start();
  // The run is known, as to somebody who has read its prompts.
  v1::ListPromptsRequest request;
  v1::ListPromptsResponse response;
  request.set_run_id(run_.run_id());
  REQUIRE_THAT(Call(Participant("First"), "ListPrompts", request, response), test::IsOk());
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  const rpc::TlsFiles tls = test::Tls("exchange");
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
      {"PARLEY_SCHEDULING_ADDRESS", scheduling_address_},
      {"PARLEY_BLOB_ROOT", folder_.path()},
  };
  config::Environment environment([&settings](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
  absl::Status status = Compose(environment, clock_, process_);
  if (status.ok()) status = process_->Start(Migrations());
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

UserId House::Participant(const std::string& name) {
  UserId id = UserId::New(clock_.Now());
  catalog_.SetMembership(RunId::Trusted(run_.run_id()), id, catalog::v1::Enrolment::STATE_ENROLLED);
  identity_.SetConsent(id, identity::v1::Consent::STATE_GIVEN);
  identity_.SetProfile(id, name);
  return id;
}

rpc::Client& House::ClientOf(const std::string& service) {
  auto& client = clients_[service];
  if (!client) {
    client = std::make_unique<rpc::Client>("exchange", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  }
  return *client;
}

absl::Status House::CallAs(const std::string& service, const UserId& user_id, const std::string& method,
                           const google::protobuf::Message& request, google::protobuf::Message& response) {
  const std::string bearer = user_id.empty() ? "" : identity_.tokens().Bearer(user_id, {}, clock_.Now());
  response.Clear();
  return ClientOf(service).Call("/parley.exchange.v1." + method, request, response, kPatience, bearer, true);
}

absl::Status House::Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                         google::protobuf::Message& response) {
  return CallAs("gateway", user_id, "ExchangeService/" + method, request, response);
}

absl::Status House::Internal(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                             google::protobuf::Message& response, const std::string& service) {
  return CallAs(service, user_id, "ExchangeInternalService/" + method, request, response);
}

v1::Video House::Create(const UserId& author_id, const std::string& prompt_id, const std::string& reply_to, int64_t size_bytes) {
  v1::CreateVideoRequest request;
  v1::Video video;
  if (reply_to.empty()) request.set_prompt_id(prompt_id);
  request.set_reply_to_video_id(reply_to);
  request.set_size_bytes(size_bytes);
  request.set_media_type("video/mp4");
  request.set_request_id(Fresh());
  REQUIRE_THAT(Call(author_id, "CreateVideo", request, video), test::IsOk());
  return video;
}

void House::Upload(const UserId& author_id, const v1::Video& video) {
  v1::AdvanceUploadRequest request;
  v1::UploadStatus status;
  request.set_video_id(video.video_id());
  request.set_to_offset(video.upload().size_bytes());
  request.set_request_id(Fresh());
  REQUIRE_THAT(Internal(author_id, "AdvanceUpload", request, status), test::IsOk());
}

void House::MakePlayable(const v1::Video& video) {
  postgres::Transaction transaction = db_.Begin();
  const auto before = store::GetVideoForUpdate(transaction, VideoId::Trusted(video.video_id()));
  REQUIRE(before.has_value());
  const auto job = store::TakeMediaJob(transaction, clock_.Now(), clock_.Now() + absl::Seconds(20));
  REQUIRE(job.has_value());
  REQUIRE(job->video_id == before->id);
  domain::Video after = *before;
  REQUIRE(domain::Publish(after, {absl::Seconds(8), 1280, 720}, clock_.Now()));
  v1::Rendition rendition;
  rendition.set_blob_key("renditions/" + video.video_id() + "/x/video.mp4");
  rendition.set_media_type("video/mp4");
  rendition.set_size_bytes(1234);
  rendition.set_etag("abc");
  store::InsertRendition(transaction, after.id, "video.mp4", rendition);
  REQUIRE(store::DeleteMediaJob(transaction, *job));
  store::SaveVideo(transaction, *before, after, clock_.Now());
  transaction.Commit();
}

v1::Video House::Published(const UserId& author_id, const std::string& reply_to, int prompt) {
  const v1::Video video = Create(author_id, prompt_id(prompt), reply_to);
  Upload(author_id, video);
  clock_.Advance(absl::Seconds(1));
  MakePlayable(video);
  return Get(author_id, video.video_id());
}

v1::Video House::Get(const UserId& viewer_id, const std::string& video_id) {
  v1::GetVideoRequest request;
  v1::Video video;
  request.set_video_id(video_id);
  REQUIRE_THAT(Call(viewer_id, "GetVideo", request, video), test::IsOk());
  return video;
}

std::vector<std::string> House::Feed(const UserId& viewer_id, const std::string& group_id) {
  v1::ListVideosRequest request;
  v1::ListVideosResponse response;
  request.set_group_id(group_id.empty() ? run_.plenary_group_id() : group_id);
  REQUIRE_THAT(Call(viewer_id, "ListVideos", request, response), test::IsOk());
  std::vector<std::string> ids;
  for (const auto& video : response.videos()) ids.push_back(video.video_id());
  return ids;
}

void House::AwaitApplied(const std::string& producer, int position) {
  REQUIRE(test::Eventually([&] {
    const postgres::Result result = db_.Execute(kPosition, producer);
    return !result.empty() && result.front().Get<int64_t>("position") >= position;
  }));
}

void House::TellAsCatalog(const std::string& aggregate_id, const google::protobuf::Message& event) {
  catalog_.producer().Publish(aggregate_id, event);
  AwaitApplied("catalog", ++told_by_catalog_);
}

void House::TellAsIdentity(const std::string& aggregate_id, const google::protobuf::Message& event) {
  identity_.producer().Publish(aggregate_id, event);
  AwaitApplied("identity", ++told_by_identity_);
}

void House::TellAsScheduling(const std::string& aggregate_id, const google::protobuf::Message& event) {
  scheduling_.producer().Publish(aggregate_id, event);
  AwaitApplied("scheduling", ++told_by_scheduling_);
}

std::string House::AddGroup() {
  scheduling::v1::GroupCreated event;
  event.set_group_id(Fresh());
  event.set_run_id(run_.run_id());
  scheduling_.SetGroup(event.group_id(), run_.run_id());
  TellAsScheduling(event.group_id(), event);
  return event.group_id();
}

void House::Seat(const UserId& user_id, const std::string& group_id, bool is_member) {
  scheduling_.SetSeat(run_.run_id(), user_id, is_member ? group_id : "");
  TellSeat(user_id, group_id, is_member, clock_.Now());
}

void House::TellSeat(const UserId& user_id, const std::string& group_id, bool is_member, absl::Time change_time) {
  scheduling::v1::GroupMemberChanged event;
  event.set_group_id(group_id);
  event.set_run_id(run_.run_id());
  event.set_user_id(user_id.text());
  event.set_is_member(is_member);
  *event.mutable_change_time() = rpc::ToProto(change_time);
  TellAsScheduling(group_id, event);
}

void House::FacilitatorOfRun(const UserId& user_id, bool is_facilitator) {
  scheduling::v1::RunFacilitatorChanged event;
  event.set_run_id(run_.run_id());
  event.set_user_id(user_id.text());
  event.set_is_facilitator(is_facilitator);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsScheduling(run_.run_id(), event);
}

void House::FacilitatorOfGroup(const UserId& user_id, const std::string& group_id, bool is_facilitator) {
  scheduling::v1::GroupFacilitatorChanged event;
  event.set_group_id(group_id);
  event.set_run_id(run_.run_id());
  event.set_user_id(user_id.text());
  event.set_is_facilitator(is_facilitator);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsScheduling(group_id, event);
}

void House::Enrolment(const UserId& user_id, catalog::v1::Enrolment::State state) {
  catalog_.SetMembership(RunId::Trusted(run_.run_id()), user_id, state);
  catalog::v1::EnrolmentChanged event;
  event.set_enrolment_id(Fresh());
  event.set_run_id(run_.run_id());
  event.set_user_id(user_id.text());
  event.set_state(state);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  TellAsCatalog(event.enrolment_id(), event);
}

void House::Consent(const UserId& user_id, bool given) {
  identity_.SetConsent(user_id, given ? identity::v1::Consent::STATE_GIVEN : identity::v1::Consent::STATE_WITHDRAWN);
  if (given) {
    identity::v1::ConsentGiven event;
    event.set_user_id(user_id.text());
    event.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
    *event.mutable_give_time() = rpc::ToProto(clock_.Now());
    return TellAsIdentity(user_id.text(), event);
  }
  identity::v1::ConsentWithdrawn event;
  event.set_user_id(user_id.text());
  event.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  *event.mutable_withdraw_time() = rpc::ToProto(clock_.Now());
  TellAsIdentity(user_id.text(), event);
}

std::vector<events::v1::Event> House::Events(const std::string& type) {
  return test::EventLog(database_, ClientOf("notifications"), "parley.exchange.v1." + type);
}

}  // namespace parley::exchange
