#include "services/catalog/following.h"

#include "parley/identity/v1/events.pb.h"
#include "services/catalog/store/courses.h"

namespace parley::catalog {
namespace {

// RoleGranted and RoleRevoked alike.
template <class Event>
absl::Status OnRole(postgres::Session& db, const Event& event, void (*apply)(postgres::Session&, const UserId&, const PartnerId&)) {
  if (event.role() != api::v1::ROLE_COORDINATOR) return absl::OkStatus();
  const auto user_id = ParseId<UserId>(event.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto partner_id = ParseId<PartnerId>(event.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  apply(db, *user_id, *partner_id);
  return absl::OkStatus();
}

}  // namespace

events::Following FollowIdentity() {
  return {"identity",
          {events::On<identity::v1::RoleGranted>(
               [](postgres::Session& db, const auto& event, absl::Time) { return OnRole(db, event, store::PutCoordinator); }),
           events::On<identity::v1::RoleRevoked>(
               [](postgres::Session& db, const auto& event, absl::Time) { return OnRole(db, event, store::RemoveCoordinator); })}};
}

}  // namespace parley::catalog
