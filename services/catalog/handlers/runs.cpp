#include "services/catalog/store/runs.h"
#include "libs/errors/error.h"
#include "libs/events/outbox.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/handlers/answers.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/permission.h"
#include "services/catalog/handlers/run_wish.h"
#include "services/catalog/store/courses.h"
#include "services/catalog/store/enrolments.h"
#include "services/catalog/store/offers.h"
#include "services/catalog/store/plans.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kDefaultPage = 20;
constexpr char kAllCourses[] = "-";

void PublishOpened(rpc::Call& call, const domain::Run& run) {
  v1::RunOpened event;
  event.set_run_id(run.id.text());
  events::Publish(call.db(), run.id.text(), event, call.now(), run.partner_id.text());
}

}  // namespace

absl::Status CreateRun(Deps& deps, rpc::Call& call, const v1::CreateRunRequest& request, v1::Run& response) {
  const auto wish = ReadRunWish(request.run(), call.now());
  if (!wish.ok()) return wish.status();

  const auto course = store::GetCourse(call.db(), wish->course_id);
  if (!course) return errors::NotFound("course");
  if (auto status = RequireCoordinator(deps, call, course->partner_id, "course"); !status.ok()) return status;

  auto run = domain::PlanRun(*course, *wish, call.now());
  if (!run.ok()) return run.status();
  if (request.open()) {
    if (auto opened = domain::Open(*run); !opened.ok()) return opened;
  }

  store::InsertRun(call.db(), *run);
  response = ToProto(*run);
  v1::RunCreated event;
  *event.mutable_run() = response;
  events::Publish(call.db(), run->id.text(), event, call.now(), run->partner_id.text());
  if (request.open()) PublishOpened(call, *run);
  call.AfterCommit(deps.wake_relay);
  return absl::OkStatus();
}

absl::Status OpenRun(Deps& deps, rpc::Call& call, const v1::OpenRunRequest& request, v1::Run& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();

  auto run = store::LockRun(call.db(), *run_id);
  if (!run) return errors::NotFound("run");
  if (auto status = RequireCoordinator(deps, call, run->partner_id, "run"); !status.ok()) return status;

  if (auto current = domain::CheckEtag(*run, request.etag()); !current.ok()) return current;
  if (auto opened = domain::Open(*run); !opened.ok()) return opened;

  store::SaveOpened(call.db(), *run);
  PublishOpened(call, *run);
  call.AfterCommit(deps.wake_relay);
  store::LoadPlan(call.db(), *run);
  response = ToProto(*run);
  return absl::OkStatus();
}

absl::Status CancelRun(Deps& deps, rpc::Call& call, const v1::CancelRunRequest& request, v1::Run& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();

  auto run = store::LockRun(call.db(), *run_id);
  if (!run) return errors::NotFound("run");
  if (auto status = RequireCoordinator(deps, call, run->partner_id, "run"); !status.ok()) return status;

  if (auto current = domain::CheckEtag(*run, request.etag()); !current.ok()) return current;
  if (auto cancelled = domain::Cancel(*run); !cancelled.ok()) return cancelled;

  store::SaveCancelled(call.db(), *run);
  v1::RunCancelled event;
  event.set_run_id(run->id.text());
  events::Publish(call.db(), run->id.text(), event, call.now(), run->partner_id.text());
  store::CloseOffers(call.db(), run->id, call.now());
  store::WithdrawEverybody(call.db(), run->id, call.now());
  call.AfterCommit(deps.wake_relay);
  store::LoadPlan(call.db(), *run);
  response = ToProto(*run);
  return absl::OkStatus();
}

absl::Status GetRun(Deps& deps, rpc::Call& call, const v1::GetRunRequest& request, v1::Run& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto run = store::GetRun(call.db(), *run_id);
  if (!run) return errors::NotFound("run");
  if (!run->opened) {
    if (auto status = RequireCoordinator(deps, call, run->partner_id, "run"); !status.ok()) return status;
  }
  response = ToProto(*run);
  return absl::OkStatus();
}

absl::Status ListRuns(Deps& deps, rpc::Call& call, const v1::ListRunsRequest& request, v1::ListRunsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  CourseId course_id;
  if (request.course_id() != kAllCourses) {
    auto parsed = ParseId<CourseId>(request.course_id(), "course_id");
    if (!parsed.ok()) return parsed.status();
    course_id = *std::move(parsed);
  }
  const std::string scope = "runs:" + course_id.text();
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  if (!course_id.empty() && !store::GetCourse(call.db(), course_id)) return errors::NotFound("course");
  std::vector<domain::Run> runs = store::ListRuns(call.db(), course_id, RunId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(runs.size()) > *page_size) {
    runs.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, runs.back().id.text()));
  }
  for (const domain::Run& run : runs) *response.add_runs() = ToProto(run);
  return absl::OkStatus();
}

absl::Status ListPartnerRuns(Deps& deps, rpc::Call& call, const v1::ListPartnerRunsRequest& request,
                             v1::ListPartnerRunsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  const auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  const std::string scope = "partner-runs:" + partner_id->text();
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  if (auto status = RequireCoordinator(deps, call, *partner_id, "partner"); !status.ok()) return status;

  std::vector<domain::Run> runs = store::ListRunsOfPartner(call.db(), *partner_id, RunId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(runs.size()) > *page_size) {
    runs.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, runs.back().id.text()));
  }
  for (const domain::Run& run : runs) *response.add_runs() = ToProto(run);
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
