#include "services/catalog/domain/enrolment.h"

#include <map>

#include "libs/errors/error.h"
#include "services/catalog/handlers/answers.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/permission.h"
#include "services/catalog/store/enrolments.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kDefaultPage = 20;
constexpr int kPageOfPeople = 50;

// The free seat of a run goes to the first of its waitlist; when nobody waits, upkeep offers it to who fits.
void PromoteFirst(rpc::Call& call, domain::Run& run) {
  if (!domain::MayPromote(run)) return;
  auto first = store::FirstWaiting(call.db(), run.id);
  if (!first) {
    run.offers_due = true;
    return;
  }
  first->state = domain::TakePlace(run);
  store::SaveState(call.db(), *first, call.now());
}

// What a coordinator decides about somebody's place.
absl::Status Change(Deps& deps, rpc::Call& call, const std::string& id, absl::Status (*change)(domain::Enrolment& enrolment),
                    v1::Enrolment& response) {
  const auto enrolment_id = ParseId<EnrolmentId>(id, "enrolment_id");
  if (!enrolment_id.ok()) return enrolment_id.status();
  const auto found = store::GetEnrolment(call.db(), *enrolment_id);
  if (!found) return errors::NotFound("enrolment");
  if (auto status = RequireCoordinator(deps, call, found->partner_id, "enrolment"); !status.ok()) return status;

  const auto run = store::LockRun(call.db(), found->run_id);
  auto enrolment = store::GetEnrolment(call.db(), *enrolment_id);
  if (!run || !enrolment) return errors::NotFound("enrolment");
  const domain::EnrolmentState before = enrolment->state;
  if (auto changed = change(*enrolment); !changed.ok()) return changed;
  if (enrolment->state != before) {
    store::SaveState(call.db(), *enrolment, call.now());
    call.AfterCommit(deps.wake_relay);
  }
  response = ToProto(*enrolment);
  return absl::OkStatus();
}

// Shows whom enrolments are of, as identity tells it now.
absl::Status AddPeople(const Deps& deps, v1::ListEnrolmentsResponse& response) {
  if (response.enrolments().empty()) return absl::OkStatus();
  std::vector<UserId> ids;
  for (const v1::Enrolment& enrolment : response.enrolments()) ids.push_back(UserId::Trusted(enrolment.user_id()));
  auto profiles = deps.ask_profiles(ids);
  if (!profiles.ok()) return profiles.status();
  std::map<std::string, identity::v1::Profile> known;
  for (identity::v1::Profile& profile : *profiles) known[profile.user_id()] = std::move(profile);
  for (v1::Enrolment& enrolment : *response.mutable_enrolments()) {
    *enrolment.mutable_profile() = known[enrolment.user_id()];
    enrolment.mutable_profile()->set_user_id(enrolment.user_id());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Enrol(Deps& deps, rpc::Call& call, const v1::EnrolRequest& request, v1::Enrolment& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();

  auto run = store::LockRun(call.db(), *run_id);
  if (!run || !run->opened) return errors::NotFound("run");
  auto enrolment = store::GetEnrolmentOfUser(call.db(), run->id, call.user_id());
  const bool applies_anew = enrolment && enrolment->state == domain::EnrolmentState::kWithdrawn;
  if (enrolment && !applies_anew) {
    response = ToProto(*enrolment);
    return absl::OkStatus();
  }

  if (auto allowed = domain::MayEnrol(*run); !allowed.ok()) return allowed;
  if (!applies_anew)
    enrolment = domain::Enrolment{EnrolmentId::New(call.now()), run->id, call.user_id(), {}, call.now(), run->title, run->partner_id};
  enrolment->state = domain::TakePlace(*run);

  store::SaveSeats(call.db(), *run);
  if (applies_anew) {
    store::SaveNewApplication(call.db(), *enrolment, call.now());
  } else {
    store::InsertEnrolment(call.db(), *enrolment, call.now());
  }
  call.AfterCommit(deps.wake_relay);
  response = ToProto(*enrolment);
  return absl::OkStatus();
}

absl::Status ListEnrolments(Deps& deps, rpc::Call& call, const v1::ListEnrolmentsRequest& request, v1::ListEnrolmentsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kPageOfPeople);
  if (!page_size.ok()) return page_size.status();
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  if (!v1::Enrolment::State_IsValid(request.state())) return errors::InvalidField("state", "must be a state of enrolments, or left out");
  const std::string scope = "run-enrolments:" + run_id->text() + ":" + std::to_string(request.state());
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  const auto run = store::GetRun(call.db(), *run_id);
  if (!run) return errors::NotFound("run");
  if (auto status = RequireCoordinator(deps, call, run->partner_id, "run"); !status.ok()) return status;

  std::optional<domain::EnrolmentState> state;
  if (request.state() != v1::Enrolment::STATE_UNSPECIFIED) state = static_cast<domain::EnrolmentState>(request.state());
  const int64_t after = cursor->empty() ? 0 : std::stoll(*cursor);
  auto enrolments = store::ListEnrolmentsOfRun(call.db(), run->id, state, after, *page_size + 1);
  if (static_cast<int>(enrolments.size()) > *page_size) {
    enrolments.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, std::to_string(enrolments.back().place)));
  }
  for (const auto& placed : enrolments) *response.add_enrolments() = ToProto(placed.enrolment);
  return AddPeople(deps, response);
}

absl::Status ListMyEnrolments(Deps& deps, rpc::Call& call, const v1::ListMyEnrolmentsRequest& request,
                              v1::ListMyEnrolmentsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "enrolments:" + call.user_id().text();
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  std::vector<domain::Enrolment> enrolments =
      store::ListEnrolments(call.db(), call.user_id(), EnrolmentId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(enrolments.size()) > *page_size) {
    enrolments.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, enrolments.back().id.text()));
  }
  for (const domain::Enrolment& enrolment : enrolments) *response.add_enrolments() = ToProto(enrolment);
  return absl::OkStatus();
}

absl::Status WithdrawEnrolment(Deps& deps, rpc::Call& call, const v1::WithdrawEnrolmentRequest& request, v1::Enrolment& response) {
  const auto enrolment_id = ParseId<EnrolmentId>(request.enrolment_id(), "enrolment_id");
  if (!enrolment_id.ok()) return enrolment_id.status();

  const auto found = store::GetEnrolment(call.db(), *enrolment_id);
  if (!found || found->user_id != call.user_id()) return errors::NotFound("enrolment");
  // The run is locked before anything is decided, so what was found before is read again.
  auto run = store::LockRun(call.db(), found->run_id);
  auto enrolment = store::GetEnrolment(call.db(), *enrolment_id);
  if (!run || !enrolment) return errors::NotFound("enrolment");

  if (auto withdrawn = domain::Withdraw(*enrolment, *run); !withdrawn.ok()) return withdrawn;

  store::SaveState(call.db(), *enrolment, call.now());
  PromoteFirst(call, *run);
  store::SaveSeats(call.db(), *run);
  call.AfterCommit(deps.wake_relay);
  response = ToProto(*enrolment);
  return absl::OkStatus();
}

absl::Status SuspendEnrolment(Deps& deps, rpc::Call& call, const v1::SuspendEnrolmentRequest& request, v1::Enrolment& response) {
  return Change(deps, call, request.enrolment_id(), domain::Suspend, response);
}

absl::Status ReinstateEnrolment(Deps& deps, rpc::Call& call, const v1::ReinstateEnrolmentRequest& request, v1::Enrolment& response) {
  return Change(deps, call, request.enrolment_id(), domain::Reinstate, response);
}

absl::Status GetMembership(Deps&, rpc::Call& call, const v1::GetMembershipRequest& request, v1::Membership& response) {
  const auto run_id = ParseId<RunId>(request.run_id(), "run_id");
  if (!run_id.ok()) return run_id.status();
  const auto user_id = ParseId<UserId>(request.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  auto membership = store::GetMembership(call.db(), *run_id, *user_id);
  if (!membership) return errors::NotFound("enrolment");
  response = *std::move(membership);
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
