#include "services/catalog/store/offers.h"

#include "services/catalog/sql.h"
#include "services/catalog/store/letters.h"

namespace parley::catalog::store {
namespace {

std::vector<RunId> ReadRunIds(const postgres::Result& result) {
  std::vector<RunId> ids;
  for (const postgres::Row& row : result) ids.push_back(row.Get<RunId>("run_id"));
  return ids;
}

}  // namespace

bool InsertOffer(postgres::Session& db, const domain::Offer& offer, const std::string& address_digest, absl::Time now) {
  return db.Execute(sql::kInsertOffer, offer.id, offer.run_id, offer.interest_id, postgres::Bytes{address_digest}, offer.expire_time, now)
             .affected() == 1;
}

std::optional<domain::Offer> GetOffer(postgres::Session& db, const domain::OfferId& id) {
  const postgres::Result result = db.Execute(sql::kGetOffer, id);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return domain::Offer{row.Get<domain::OfferId>("offer_id"),       row.Get<RunId>("run_id"),
                       row.Get<domain::InterestId>("interest_id"), row.Get<domain::OfferState>("state"),
                       row.Get<absl::Time>("expire_time"),         row.GetOr<EnrolmentId>("enrolment_id", {}),
                       row.GetOr<std::string>("display_name", ""), row.GetOr<std::string>("country", "")};
}

void SaveAccepted(postgres::Session& db, const domain::Offer& offer, absl::Time now) {
  db.Defer(sql::kAcceptOffer, offer.id, offer.enrolment_id, now);
}

void CutOfferShort(postgres::Session& db, const domain::InterestId& interest_id, absl::Time now) {
  db.Defer(sql::kCutOfferShort, interest_id, now);
}

std::vector<RunId> ListRunsWithDueOffers(postgres::Session& db, absl::Time now) {
  return ReadRunIds(db.Execute(sql::kListRunsWithDueOffers, now));
}

int ExpireOffers(postgres::Session& db, const RunId& run_id, absl::Time now) {
  const postgres::Result result = db.Execute(sql::kLockDueInterests, run_id, now);
  std::vector<domain::InterestId> interest_ids;
  for (const postgres::Row& row : result) interest_ids.push_back(row.Get<domain::InterestId>("interest_id"));
  if (interest_ids.empty()) return 0;
  const int count = db.Execute(sql::kExpireOffers, run_id, now, interest_ids).affected();
  db.Defer(sql::kExpireInterests, interest_ids, now);
  DropLettersOf(db, interest_ids);
  return count;
}

void CloseOffers(postgres::Session& db, const RunId& run_id, absl::Time now) {
  db.Defer(sql::kReopenInterestsOfRun, run_id, now);
  db.Defer(sql::kDropOfferLettersOfRun, run_id);
  db.Defer(sql::kCloseOffersOfRun, run_id, now);
}

std::vector<RunId> ListRunsToOffer(postgres::Session& db) { return ReadRunIds(db.Execute(sql::kListRunsToOffer)); }

}  // namespace parley::catalog::store
