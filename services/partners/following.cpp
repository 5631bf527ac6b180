#include "services/partners/following.h"

#include "parley/identity/v1/events.pb.h"
#include "services/partners/store/coordinators.h"

namespace parley::partners {
namespace {

// RoleGranted and RoleRevoked alike.
template <class Event>
absl::Status OnRole(postgres::Session& db, const Event& event, bool is_coordinator) {
  if (event.role() != api::v1::ROLE_COORDINATOR) return absl::OkStatus();
  const auto user_id = ParseId<UserId>(event.user_id(), "user_id");
  if (!user_id.ok()) return user_id.status();
  const auto partner_id = ParseId<PartnerId>(event.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  store::PutCoordinator(db, *user_id, *partner_id, is_coordinator);
  return absl::OkStatus();
}

}  // namespace

events::Following FollowIdentity() {
  return {
      "identity",
      {events::On<identity::v1::RoleGranted>([](postgres::Session& db, const auto& event, absl::Time) { return OnRole(db, event, true); }),
       events::On<identity::v1::RoleRevoked>(
           [](postgres::Session& db, const auto& event, absl::Time) { return OnRole(db, event, false); })}};
}

}  // namespace parley::partners
