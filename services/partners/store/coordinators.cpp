#include "services/partners/store/coordinators.h"

#include "services/partners/sql.h"

namespace parley::partners::store {

void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id, bool is_coordinator) {
  db.Defer(sql::kPutCoordinator, user_id, partner_id, is_coordinator);
}

void LearnCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kLearnCoordinator, user_id, partner_id);
}

bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  return db.Execute(sql::kIsCoordinator, user_id, partner_id).front().Get<bool>("is_coordinator");
}

bool IsAnyCoordinator(postgres::Session& db, const UserId& user_id) {
  return db.Execute(sql::kIsAnyCoordinator, user_id).front().Get<bool>("is_coordinator");
}

}  // namespace parley::partners::store
