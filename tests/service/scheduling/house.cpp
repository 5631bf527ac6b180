#include "tests/service/scheduling/house.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "services/scheduling/migrations.h"
#include "services/scheduling/service.h"
#include "tests/support/event_log.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

namespace parley::scheduling {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr postgres::Statement kPosition{"TestPosition", "SELECT position FROM followed WHERE producer = $1"};

absl::Time InUtc(absl::CivilSecond time) { return absl::FromCivil(time, absl::UTCTimeZone()); }

}  // namespace

std::string Fresh() { return NewUuid(absl::Now()); }

House::House()
    : clock_(InUtc(absl::CivilSecond(2027, 3, 8, 12))),
      partner_id_(PartnerId::New(clock_.Now())),
      coordinator_(UserId::New(clock_.Now())),
      db_(database_.options()) {
  identity_.SetCoordinator(coordinator_, partner_id_);
  Start();
  identity::v1::RoleGranted granted;
  granted.set_user_id(coordinator_.text());
  granted.set_role(api::v1::ROLE_COORDINATOR);
  granted.set_partner_id(partner_id_.text());
  TellAsIdentity(granted.user_id(), granted);
  run_ = AddRun(true);
}

House::~House() {
  if (process_) process_->Stop();
}

void House::Start() {
  const rpc::TlsFiles tls = test::Tls("scheduling");
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
  };
  config::Environment environment([&settings](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
  absl::Status status = Compose(environment, clock_, process_);
  if (status.ok()) status = process_->Start(Migrations());
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
  const std::string address = "127.0.0.1:" + std::to_string(process_->server().port());
  gateway_ = std::make_unique<rpc::Client>("scheduling", address, test::Tls("gateway"));
  notifications_ = std::make_unique<rpc::Client>("scheduling", address, test::Tls("notifications"));
}

catalog::v1::Run House::AddRun(bool with_meetings) {
  catalog::v1::Run run;
  run.set_run_id(Fresh());
  run.set_partner_id(partner_id_.text());
  run.set_state(catalog::v1::Run::STATE_RUNNING);
  run.set_time_zone("Europe/Paris");
  run.add_working_languages("en");
  run.mutable_group_size()->set_min_present(4);
  run.mutable_group_size()->set_max_present(5);
  absl::TimeZone paris;
  absl::LoadTimeZone("Europe/Paris", &paris);
  for (const int day : {22, 29}) {
    if (!with_meetings) break;
    auto& meeting = *run.add_meetings();
    meeting.set_planned_meeting_id(Fresh());
    meeting.set_module_id(Fresh());
    *meeting.mutable_duration() = rpc::ToProto(absl::Hours(2));
    *meeting.mutable_window_start_time() = rpc::ToProto(absl::FromCivil(absl::CivilDay(2027, 3, day), paris));
    *meeting.mutable_window_end_time() = rpc::ToProto(absl::FromCivil(absl::CivilDay(2027, 3, day) + 7, paris));
  }
  catalog_.SetRun(run);
  catalog::v1::RunCreated created;
  *created.mutable_run() = run;
  TellAsCatalog(run.run_id(), created);
  return run;
}

UserId House::ForeignCoordinator() {
  UserId id = UserId::New(clock_.Now());
  identity_.SetCoordinator(id, PartnerId::New(clock_.Now()));
  return id;
}

UserId House::Participant(const std::string& region, const std::string& zone, const std::string& class_id) {
  UserId id = UserId::New(clock_.Now());
  identity::v1::PlanningProfile profile;
  profile.set_user_id(id.text());
  profile.set_country("XX");
  profile.set_region(region);
  profile.set_class_id(class_id);
  identity_.SetProfile(profile);
  if (!zone.empty()) SetEvenings(id, zone);
  Enrol(id, catalog::v1::Enrolment::STATE_ENROLLED);
  return id;
}

UserId House::Facilitator(const std::string& zone, int most_groups) {
  UserId id = UserId::New(clock_.Now());
  SetEvenings(id, zone);
  v1::AddRunFacilitatorRequest request;
  v1::RunFacilitator facilitator;
  request.set_run_id(run_id());
  request.set_user_id(id.text());
  request.set_most_groups(most_groups);
  request.set_request_id(Fresh());
  REQUIRE_THAT(CallAsCoordinator("AddRunFacilitator", request, facilitator), test::IsOk());
  return id;
}

void House::SetEvenings(const UserId& user_id, const std::string& zone, int start_hour, int end_hour) {
  v1::SetMyAvailabilityRequest request;
  v1::Availability availability;
  request.mutable_availability()->set_time_zone(zone);
  for (int weekday = 1; weekday <= 7; ++weekday) {
    auto& window = *request.mutable_availability()->add_windows();
    window.set_weekday(weekday);
    window.set_start_minute(start_hour * 60);
    window.set_end_minute(end_hour * 60);
  }
  request.set_request_id(Fresh());
  REQUIRE_THAT(Call(user_id, "SetMyAvailability", request, availability), test::IsOk());
}

void House::Enrol(const UserId& user_id, catalog::v1::Enrolment::State state, const std::string& run_id) {
  catalog::v1::EnrolmentChanged event;
  event.set_enrolment_id(Fresh());
  event.set_run_id(run_id.empty() ? run_.run_id() : run_id);
  event.set_user_id(user_id.text());
  event.set_state(state);
  *event.mutable_change_time() = rpc::ToProto(clock_.Now());
  catalog_.SetMembership(RunId::Trusted(event.run_id()), user_id, state);
  TellAsCatalog(event.enrolment_id(), event);
}

absl::Status House::Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                         google::protobuf::Message& response, const std::vector<auth::Role>& roles) {
  const std::string bearer = user_id.empty() ? "" : identity_.tokens().Bearer(user_id, roles, clock_.Now());
  response.Clear();
  return gateway_->Call("/parley.scheduling.v1.SchedulingService/" + method, request, response, kPatience, bearer, true);
}

absl::Status House::Internal(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                             google::protobuf::Message& response) {
  rpc::Client client("scheduling", "127.0.0.1:" + std::to_string(process_->server().port()), test::Tls(service));
  response.Clear();
  return client.Call("/parley.scheduling.v1.SchedulingInternalService/" + method, request, response, kPatience, {}, true);
}

v1::Plan House::CreatePlan(const std::string& run_id) {
  v1::CreatePlanRequest request;
  v1::Plan plan;
  request.set_run_id(run_id.empty() ? run_.run_id() : run_id);
  request.set_request_id(Fresh());
  REQUIRE_THAT(CallAsCoordinator("CreatePlan", request, plan), test::IsOk());
  return plan;
}

planner::Worker House::NewWorker() {
  planner::WorkerOptions options;
  options.database = database_.options();
  options.renew = absl::ZeroDuration();
  return planner::Worker(options, clock_);
}

v1::Plan House::Solve(const v1::Plan& plan) {
  planner::Worker worker = NewWorker();
  REQUIRE(test::Eventually([&] { return worker.WorkOnce({}); }));
  return GetPlan(plan.plan_id());
}

v1::Plan House::GetPlan(const std::string& plan_id) {
  v1::GetPlanRequest request;
  v1::Plan plan;
  request.set_plan_id(plan_id);
  REQUIRE_THAT(CallAsCoordinator("GetPlan", request, plan), test::IsOk());
  return plan;
}

v1::Plan House::Adopt(const v1::Plan& plan) {
  v1::AdoptPlanRequest request;
  v1::Plan adopted;
  request.set_plan_id(plan.plan_id());
  request.set_etag(plan.etag());
  request.set_request_id(Fresh());
  REQUIRE_THAT(CallAsCoordinator("AdoptPlan", request, adopted), test::IsOk());
  return adopted;
}

v1::Placement House::PlacementOf(const UserId& user_id) {
  v1::GetMyPlacementRequest request;
  v1::Placement placement;
  request.set_run_id(run_.run_id());
  REQUIRE_THAT(Call(user_id, "GetMyPlacement", request, placement), test::IsOk());
  return placement;
}

bool House::AwaitSeat(const UserId& user_id) {
  return test::Eventually([&] { return !PlacementOf(user_id).group_id().empty(); });
}

bool House::AwaitReason(const UserId& user_id, v1::Unplaced::Reason reason) {
  return test::Eventually([&] { return PlacementOf(user_id).reason() == reason; });
}

std::vector<v1::Meeting> House::MeetingsOf(const UserId& user_id) {
  v1::ListMyMeetingsResponse response;
  REQUIRE_THAT(Call(user_id, "ListMyMeetings", v1::ListMyMeetingsRequest(), response), test::IsOk());
  return {response.meetings().begin(), response.meetings().end()};
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

std::vector<events::v1::Event> House::Events(const std::string& type) {
  if (type.empty()) return test::EventLog(database_, *notifications_);
  return test::EventLog(database_, *notifications_, "parley.scheduling.v1." + type);
}

Crowd Eight(House& house) {
  Crowd crowd;
  crowd.facilitator = house.Facilitator("Europe/Paris");
  for (const char* zone : {"Europe/Paris", "Africa/Tunis", "Europe/Berlin", "Asia/Beirut"}) {
    for (int i = 0; i < 2; ++i) {
      crowd.people.push_back(house.Participant(std::string(zone).starts_with("Europe") ? "europe" : "southern-mediterranean", zone));
    }
  }
  return crowd;
}

absl::Status TryAdopt(House& house, const std::string& plan_id) {
  v1::AdoptPlanRequest request;
  v1::Plan plan;
  request.set_plan_id(plan_id);
  request.set_request_id(Fresh());
  return house.CallAsCoordinator("AdoptPlan", request, plan);
}

}  // namespace parley::scheduling
