#include "services/catalog/store/offers.h"

#include "libs/errors/error.h"
#include "services/catalog/domain/enrolment.h"
#include "services/catalog/domain/seats.h"
#include "services/catalog/handlers/answers.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/store/enrolments.h"
#include "services/catalog/store/interests.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog::handlers {
namespace {

absl::StatusOr<domain::OfferId> ReadToken(const Deps& deps, const std::string& token) {
  auto id = deps.offer_tokens.Read(token);
  if (!id) return errors::InvalidField("token", "is not the token of an offer: open the link of the mail, whole");
  return *std::move(id);
}

// Gives the caller the seat that is held. Whoever has one already keeps that, and this one is free.
domain::Enrolment TakeSeat(rpc::Call& call, domain::Run& run, const std::optional<domain::Enrolment>& before) {
  if (before && (domain::HoldsSeat(before->state) || before->state == domain::EnrolmentState::kCompleted)) {
    domain::ReleaseSeat(run);
    run.offers_due = true;
    return *before;
  }
  domain::TakeHeldSeat(run);
  if (!before) {
    domain::Enrolment enrolment{
        EnrolmentId::New(call.now()), run.id, call.user_id(), domain::EnrolmentState::kEnrolled, call.now(), run.title, run.partner_id};
    store::InsertEnrolment(call.db(), enrolment, call.now());
    return enrolment;
  }
  domain::Enrolment enrolment = *before;
  enrolment.state = domain::EnrolmentState::kEnrolled;
  store::SaveState(call.db(), enrolment, call.now());
  return enrolment;
}

}  // namespace

absl::Status GetOffer(Deps& deps, rpc::Call& call, const v1::GetOfferRequest& request, v1::Offer& response) {
  const auto id = ReadToken(deps, request.token());
  if (!id.ok()) return id.status();
  const auto offer = store::GetOffer(call.db(), *id);
  if (!offer) return errors::NotFound("offer");
  const auto run = store::GetRun(call.db(), offer->run_id);
  if (!run) return errors::NotFound("offer");
  response = ToProto(*offer, *run, call.now());
  return absl::OkStatus();
}

absl::Status AcceptOffer(Deps& deps, rpc::Call& call, const v1::AcceptOfferRequest& request, v1::Enrolment& response) {
  const auto id = ReadToken(deps, request.token());
  if (!id.ok()) return id.status();

  const auto found = store::GetOffer(call.db(), *id);
  if (!found) return errors::NotFound("offer");
  // The run is locked before anything is decided, then the interest, so what was found before is read again.
  auto run = store::LockRun(call.db(), found->run_id);
  const auto interest = store::LockInterest(call.db(), found->interest_id);
  auto offer = store::GetOffer(call.db(), *id);
  if (!run || !interest || !offer) return errors::NotFound("offer");
  const auto before = store::GetEnrolmentOfUser(call.db(), run->id, call.user_id());
  if (offer->state == domain::OfferState::kAccepted && before && before->id == offer->enrolment_id) {
    response = ToProto(*before);
    return absl::OkStatus();
  }

  if (auto allowed = domain::MayAccept(*offer, call.now()); !allowed.ok()) return allowed;
  const domain::Enrolment enrolment = TakeSeat(call, *run, before);

  offer->enrolment_id = enrolment.id;
  store::SaveAccepted(call.db(), *offer, call.now());
  store::SaveEnded(call.db(), interest->id, domain::InterestState::kAccepted, call.now());
  store::SaveSeats(call.db(), *run);
  call.AfterCommit(deps.wake_relay);
  response = ToProto(enrolment);
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
