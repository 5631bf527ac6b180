#include "services/identity/store/invitations.h"

#include "services/identity/sql.h"

namespace parley::identity::store {
namespace {

domain::Invitation ReadInvitation(const postgres::Row& row) {
  domain::Invitation invitation;
  invitation.id = row.Get<domain::InvitationId>("invitation_id");
  invitation.email = row.Get<std::string>("email");
  invitation.role = row.Get<auth::Role>("role");
  invitation.partner_id = row.GetOr<PartnerId>("partner_id", {});
  invitation.locale = row.Get<std::string>("locale");
  invitation.state = row.Get<domain::InvitationState>("state");
  invitation.create_time = row.Get<absl::Time>("create_time");
  invitation.expire_time = row.Get<absl::Time>("expire_time");
  return invitation;
}

std::optional<domain::Invitation> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadInvitation(result.front());
}

}  // namespace

void LockInvited(postgres::Session& transaction, const Email& email, absl::Time now) {
  transaction.Defer(sql::kLockAddress, email.key);
  transaction.Defer(sql::kEndExpiredInvitations, email.key, now);
}

std::optional<domain::Invitation> GetOpenInvitation(postgres::Session& db, const Email& email, auth::Role role,
                                                    const PartnerId& partner_id) {
  return ReadOne(db.Execute(sql::kGetOpenInvitation, email.key, role, partner_id));
}

MailedInvitations CountInvitationsSince(postgres::Session& db, const Email& email, absl::Time since) {
  const postgres::Result result = db.Execute(sql::kCountInvitationsSince, email.key, since);
  const postgres::Row row = result.front();
  return {row.Get<int>("count"), row.GetOr<absl::Time>("first_time", absl::InfiniteFuture())};
}

void InsertInvitation(postgres::Session& db, const domain::Invitation& invitation, const Email& email, const UserId& inviter_id) {
  db.Defer(sql::kInsertInvitation, invitation.id, invitation.email, email.key, invitation.role, invitation.partner_id, invitation.locale,
           inviter_id, invitation.create_time, invitation.expire_time);
}

std::optional<domain::Invitation> GetInvitationForUpdate(postgres::Session& db, const domain::InvitationId& id) {
  return ReadOne(db.Execute(sql::kGetInvitationForUpdate, id));
}

std::vector<domain::Invitation> ListInvitations(postgres::Session& db, const PartnerId& partner_id, const domain::InvitationId& after,
                                                int limit) {
  const postgres::Result result = db.Execute(sql::kListInvitations, partner_id, after, limit);
  std::vector<domain::Invitation> invitations;
  for (const postgres::Row& row : result) invitations.push_back(ReadInvitation(row));
  return invitations;
}

void SaveEnd(postgres::Session& db, const domain::Invitation& invitation) {
  db.Defer(sql::kEndInvitation, invitation.id, invitation.state);
}

std::vector<QueuedInvitation> ClaimInvitationsToSend(postgres::Session& db, absl::Time now, absl::Time lease_end) {
  const postgres::Result result = db.Execute(sql::kClaimInvitationsToSend, now, lease_end);
  std::vector<QueuedInvitation> queued;
  for (const postgres::Row& row : result) queued.push_back({ReadInvitation(row), row.Get<int>("send_attempts")});
  return queued;
}

void SetSendState(postgres::Session& db, const domain::InvitationId& id, SendState state) {
  db.Defer(sql::kSetInvitationSendState, id, state);
}

void PutOff(postgres::Session& db, const domain::InvitationId& id, absl::Time until) { db.Defer(sql::kPutInvitationOff, id, until); }

int ExpireUnsentInvitations(postgres::Session& db, absl::Time now) { return db.Execute(sql::kExpireUnsentInvitations, now).affected(); }

void DeleteOldInvitations(postgres::Session& db, absl::Time before) { db.Defer(sql::kDeleteOldInvitations, before); }

}  // namespace parley::identity::store
