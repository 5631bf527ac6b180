#include "services/notifications/store/contacts.h"

#include "services/notifications/sql.h"

namespace parley::notifications::store {

HeldContacts GetContacts(postgres::Session& db, const std::vector<UserId>& user_ids) {
  HeldContacts held;
  for (const UserId& user_id : user_ids) held.missing[user_id] = 0;
  for (const postgres::Row row : db.Execute(sql::kGetContacts, user_ids)) {
    const auto user_id = row.Get<UserId>("user_id");
    if (row.IsNull("email")) {
      held.missing[user_id] = row.Get<int64_t>("version");
      continue;
    }
    held.known[user_id] = {row.Get<std::string>("email"), row.GetOr<std::string>("display_name", ""), row.GetOr<std::string>("locale", ""),
                           row.GetOr<std::string>("time_zone", "")};
    held.missing.erase(user_id);
  }
  return held;
}

void StoreContact(postgres::Session& db, const UserId& user_id, int64_t version, const Contact& contact) {
  db.Defer(sql::kStoreContact, user_id, version, contact.email, contact.display_name, contact.locale, contact.time_zone);
}

void ForgetContact(postgres::Session& db, const UserId& user_id, int64_t told_version) {
  db.Defer(sql::kForgetContact, user_id, told_version);
}

}  // namespace parley::notifications::store
