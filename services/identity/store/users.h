#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/text/email.h"
#include "services/identity/domain/user.h"

namespace parley::identity::store {

std::optional<domain::User> GetUser(postgres::Session& db, const UserId& id);
// The user's row, which changes to what is theirs are put in order by. False when there is none.
bool LockUser(postgres::Session& db, const UserId& id);
std::optional<domain::User> GetUserForUpdate(postgres::Session& db, const UserId& id);

// Users of these ids, unknown ones left out. Without their roles.
std::vector<domain::User> ListUsers(postgres::Session& db, const std::vector<UserId>& ids);

// What a new user starts with.
struct Beginning {
  std::string locale;
  std::string time_zone;
};
// The user of an address, locked; created when there is none, which publishes UserCreated.
domain::User GetOrCreateUser(postgres::Session& db, const Email& email, const Beginning& beginning, absl::Time now);

// Saves what a person may change and publishes UserChanged; `user.version` grows by one.
void UpdateUser(postgres::Session& db, domain::User& user, absl::Time now);

// Gives a role, to `user` too, and publishes RoleGranted; changes nothing when the user has it. `partner_id` is a coordinator's or
// facilitator's.
void GrantRole(postgres::Session& db, domain::User& user, auth::Role role, const PartnerId& partner_id, absl::Time now);

// The user of an address, locked.
std::optional<domain::User> GetUserOfAddressForUpdate(postgres::Session& db, const Email& email);
// Takes a role at a partner (or without one) from a locked user, makes the tokens they have stale, and publishes RoleRevoked; changes
// nothing when the user has no such role.
void RevokeRole(postgres::Session& db, domain::User& user, auth::Role role, const PartnerId& partner_id, absl::Time now);

// Whether somebody has a role now, at a partner or (empty) without one.
bool HoldsRole(postgres::Session& db, const UserId& id, auth::Role role, const PartnerId& partner_id);
bool AddressHoldsRole(postgres::Session& db, const Email& email, auth::Role role, const PartnerId& partner_id);

// Somebody's role at a partner; the user without their other roles.
struct RoleHolder {
  domain::User user;
  auth::Role role = auth::Role::kFacilitator;
  absl::Time grant_time;
};
// Where a page of role holders ended; without a user: nowhere yet.
struct RoleHolderKey {
  UserId user_id;
  auth::Role role = auth::Role::kFacilitator;
};
// Who has this role at a partner (nullopt: any), by user and role, behind `after`.
std::vector<RoleHolder> ListRoleHolders(postgres::Session& db, const PartnerId& partner_id, std::optional<auth::Role> role,
                                        const RoleHolderKey& after, int limit);

std::vector<PartnerId> ListCoordinatorPartners(postgres::Session& db, const UserId& id);

}  // namespace parley::identity::store
