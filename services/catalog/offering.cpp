#include "services/catalog/offering.h"

#include <algorithm>

#include "services/catalog/domain/enrolment.h"
#include "services/catalog/domain/interest.h"
#include "services/catalog/domain/seats.h"
#include "services/catalog/store/courses.h"
#include "services/catalog/store/enrolments.h"
#include "services/catalog/store/interests.h"
#include "services/catalog/store/letters.h"
#include "services/catalog/store/offers.h"
#include "services/catalog/store/runs.h"

namespace parley::catalog {
namespace {

// Seats passed on while a run's row is locked.
constexpr int kBatch = 100;

// Answers whether somebody fitted: then there may be more.
bool MakeOffers(postgres::Session& db, domain::Run& run, absl::Duration offer_time, absl::Time now) {
  const auto course = store::GetCourse(db, run.course_id);
  const int limit = std::min(domain::FreeSeats(run), kBatch);
  const auto fitting = store::ClaimFitting(db, run, course ? course->subject_tags : std::vector<std::string>(), limit);
  for (const store::Fitting& who : fitting) {
    const domain::Offer offer{domain::OfferId::New(now), run.id, who.id, domain::OfferState::kHeld, now + offer_time, {}, {}, {}};
    // Of two interests of one address the first has the offer.
    if (!store::InsertOffer(db, offer, who.address_digest, now)) continue;
    domain::HoldSeat(run);
    store::SaveOffered(db, who.id, now);
    store::InsertLetter(db, store::LetterKind::kOffer, offer.id.text(), who.id, offer.expire_time, now);
  }
  return !fitting.empty();
}

// Answers whether the waitlist may go on.
bool MoveWaitlistUp(postgres::Session& db, domain::Run& run, absl::Time now) {
  for (int moved = 0; moved < kBatch; ++moved) {
    if (!domain::MayPromote(run)) return false;
    auto first = store::FirstWaiting(db, run.id);
    if (!first) return false;
    first->state = domain::TakePlace(run);
    store::SaveState(db, *first, now);
  }
  return true;
}

}  // namespace

void PassSeatsOn(postgres::Session& transaction, domain::Run& run, absl::Duration offer_time, absl::Time now) {
  bool more = domain::MayOffer(run) && MakeOffers(transaction, run, offer_time, now);
  if (!more) more = MoveWaitlistUp(transaction, run, now);
  run.offers_due = more && domain::FreeSeats(run) > 0;
  store::SaveSeats(transaction, run);
}

bool ExpireOffers(postgres::Connection& db, absl::Duration offer_time, absl::Time now) {
  const std::vector<RunId> run_ids = store::ListRunsWithDueOffers(db, now);
  for (const RunId& run_id : run_ids) {
    postgres::Transaction transaction = db.Begin();
    auto run = store::LockRun(transaction, run_id);
    if (!run) continue;
    for (int expired = store::ExpireOffers(transaction, run_id, now); expired > 0; --expired) domain::ReleaseSeat(*run);
    PassSeatsOn(transaction, *run, offer_time, now);
    transaction.Commit();
  }
  return !run_ids.empty();
}

bool MatchInterests(postgres::Connection& db) {
  postgres::Transaction transaction = db.Begin();
  const int count = store::MatchInterests(transaction);
  transaction.Commit();
  return count > 0;
}

bool OfferSeats(postgres::Connection& db, absl::Duration offer_time, absl::Time now) {
  const std::vector<RunId> run_ids = store::ListRunsToOffer(db);
  for (const RunId& run_id : run_ids) {
    postgres::Transaction transaction = db.Begin();
    auto run = store::LockRun(transaction, run_id);
    if (!run || !run->offers_due) continue;
    PassSeatsOn(transaction, *run, offer_time, now);
    transaction.Commit();
  }
  return !run_ids.empty();
}

}  // namespace parley::catalog
