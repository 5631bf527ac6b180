#include "services/identity/store/users.h"

#include <algorithm>
#include <stdexcept>

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "services/identity/sql.h"
#include "services/identity/store/revocations.h"

namespace parley::identity::store {
namespace {

domain::User ReadUser(const postgres::Row& row) {
  domain::User user;
  user.id = row.Get<UserId>("user_id");
  user.email = row.Get<std::string>("email");
  user.display_name = row.Get<std::string>("display_name");
  user.locale = row.Get<std::string>("locale");
  user.time_zone = row.Get<std::string>("time_zone");
  user.country = row.Get<std::string>("country");
  user.languages = row.Get<std::vector<std::string>>("languages");
  user.class_id = row.GetOr<ClassId>("class_id", {});
  return user;
}

std::optional<domain::User> ReadWhole(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  domain::User user = ReadUser(row);
  user.version = row.Get<int64_t>("version");
  user.token_version = row.Get<int64_t>("token_version");
  user.create_time = row.Get<absl::Time>("create_time");
  for (const std::string& role : row.Get<std::vector<std::string>>("roles")) user.roles.push_back(static_cast<auth::Role>(std::stoi(role)));
  return user;
}

}  // namespace

std::optional<domain::User> GetUser(postgres::Session& db, const UserId& id) { return ReadWhole(db.Execute(sql::kGetUser, id)); }

bool LockUser(postgres::Session& db, const UserId& id) { return !db.Execute(sql::kLockUser, id).empty(); }

std::optional<domain::User> GetUserForUpdate(postgres::Session& db, const UserId& id) {
  if (!LockUser(db, id)) return std::nullopt;
  return GetUser(db, id);
}

std::vector<domain::User> ListUsers(postgres::Session& db, const std::vector<UserId>& ids) {
  const postgres::Result result = db.Execute(sql::kListUsersByIds, ids);
  std::vector<domain::User> users;
  for (const postgres::Row& row : result) users.push_back(ReadUser(row));
  return users;
}

domain::User GetOrCreateUser(postgres::Session& db, const Email& email, const Beginning& beginning, absl::Time now) {
  const auto id = UserId::New(now);
  const bool created =
      db.Execute(sql::kInsertUserIfNew, id, email.text, email.key, beginning.locale, beginning.time_zone, now).affected() == 1;
  if (created) {
    v1::UserCreated event;
    event.set_user_id(id.text());
    events::Publish(db, id.text(), event, now);
  }
  auto user = GetUserOfAddressForUpdate(db, email);
  if (!user) throw std::logic_error("a user of an address is neither there nor insertable");
  return *std::move(user);
}

void UpdateUser(postgres::Session& db, domain::User& user, absl::Time now) {
  db.Defer(sql::kUpdateUser, user.id, user.display_name, user.locale, user.time_zone, user.country, user.languages);
  ++user.version;
  v1::UserChanged event;
  event.set_user_id(user.id.text());
  event.set_version(user.version);
  events::Publish(db, user.id.text(), event, now);
}

void GrantRole(postgres::Session& db, domain::User& user, auth::Role role, const PartnerId& partner_id, absl::Time now) {
  if (db.Execute(sql::kInsertRoleIfNew, user.id, role, partner_id, now).affected() == 0) return;
  v1::RoleGranted event;
  event.set_user_id(user.id.text());
  event.set_role(static_cast<api::v1::Role>(role));
  event.set_partner_id(partner_id.text());
  events::Publish(db, user.id.text(), event, now);
  if (std::find(user.roles.begin(), user.roles.end(), role) == user.roles.end()) {
    user.roles.push_back(role);
    std::sort(user.roles.begin(), user.roles.end());
  }
}

std::optional<domain::User> GetUserOfAddressForUpdate(postgres::Session& db, const Email& email) {
  const postgres::Result locked = db.Execute(sql::kLockUserOfAddress, email.key);
  if (locked.empty()) return std::nullopt;
  return GetUser(db, locked.front().Get<UserId>("user_id"));
}

void RevokeRole(postgres::Session& db, domain::User& user, auth::Role role, const PartnerId& partner_id, absl::Time now) {
  if (db.Execute(sql::kDeleteRole, user.id, role, partner_id).affected() == 0) return;
  db.Defer(sql::kAgeTokens, user.id);
  ++user.token_version;
  PutRevocation(db, user.id.text(), user.token_version, now);
  v1::RoleRevoked event;
  event.set_user_id(user.id.text());
  event.set_role(static_cast<api::v1::Role>(role));
  event.set_partner_id(partner_id.text());
  *event.mutable_revoke_time() = rpc::ToProto(now);
  event.set_version(user.token_version);
  events::Publish(db, user.id.text(), event, now);
}

bool HoldsRole(postgres::Session& db, const UserId& id, auth::Role role, const PartnerId& partner_id) {
  return db.Execute(sql::kHoldsRole, id, role, partner_id).front().Get<bool>("holds");
}

bool AddressHoldsRole(postgres::Session& db, const Email& email, auth::Role role, const PartnerId& partner_id) {
  return db.Execute(sql::kAddressHoldsRole, email.key, role, partner_id).front().Get<bool>("holds");
}

std::vector<RoleHolder> ListRoleHolders(postgres::Session& db, const PartnerId& partner_id, std::optional<auth::Role> role,
                                        const RoleHolderKey& after, int limit) {
  const postgres::Result result = db.Execute(sql::kListRoleHolders, partner_id, role, after.user_id, after.role, limit);
  std::vector<RoleHolder> holders;
  for (const postgres::Row& row : result) {
    holders.push_back({ReadUser(row), row.Get<auth::Role>("role"), row.Get<absl::Time>("grant_time")});
  }
  return holders;
}

std::vector<PartnerId> ListCoordinatorPartners(postgres::Session& db, const UserId& id) {
  const postgres::Result result = db.Execute(sql::kListPartnersOfRole, id, auth::Role::kCoordinator);
  std::vector<PartnerId> partners;
  for (const postgres::Row& row : result) partners.push_back(row.Get<PartnerId>("partner_id"));
  return partners;
}

}  // namespace parley::identity::store
