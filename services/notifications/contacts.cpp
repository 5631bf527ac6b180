#include "services/notifications/contacts.h"

namespace parley::notifications {

LookedUp LookUpContacts(postgres::Session& db, const FetchContacts& fetch, const std::vector<UserId>& user_ids) {
  if (user_ids.empty()) return {};
  store::HeldContacts held = store::GetContacts(db, user_ids);
  if (held.missing.empty()) return {std::move(held.known), absl::OkStatus()};
  std::vector<UserId> missing;
  missing.reserve(held.missing.size());
  for (const auto& [user_id, version] : held.missing) missing.push_back(user_id);
  const auto fetched = fetch(missing);
  if (!fetched.ok()) return {std::move(held.known), fetched.status()};
  for (const auto& [user_id, contact] : *fetched) {
    store::StoreContact(db, user_id, held.missing[user_id], contact);
    held.known[user_id] = contact;
  }
  return {std::move(held.known), absl::OkStatus()};
}

}  // namespace parley::notifications
