#include "services/catalog/store/rosters.h"

#include "services/catalog/sql.h"
#include "services/catalog/store/letters.h"
#include "services/catalog/store/offers.h"

namespace parley::catalog::store {

std::optional<domain::Offer> FindOfferOfAddress(postgres::Session& db, const RunId& run_id, const std::string& address_digest) {
  const postgres::Result result = db.Execute(sql::kFindOfferOfAddress, run_id, postgres::Bytes{address_digest});
  if (result.empty()) return std::nullopt;
  domain::Offer offer;
  offer.run_id = run_id;
  offer.state = result.front().Get<domain::OfferState>("state");
  offer.expire_time = result.front().Get<absl::Time>("expire_time");
  return offer;
}

void InsertInvited(postgres::Session& db, const domain::Run& run, const domain::Invited& invited, const std::string& email,
                   const std::string& address_digest, absl::Time expire_time, absl::Time now) {
  db.Defer(sql::kInsertInvited, invited.id, email, postgres::Bytes{address_digest}, invited.locale, run.course_id, now,
           invited.display_name, invited.country);
  domain::Offer offer;
  offer.id = domain::OfferId::New(now);
  offer.run_id = run.id;
  offer.interest_id = invited.id;
  offer.expire_time = expire_time;
  InsertOffer(db, offer, address_digest, now);
  InsertLetter(db, LetterKind::kOffer, offer.id.text(), invited.id, expire_time, now);
}

}  // namespace parley::catalog::store
