#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/text/email.h"
#include "services/identity/domain/invitation.h"
#include "services/identity/store/send_state.h"

namespace parley::identity::store {

// Keeps others from inviting an address until the transaction ends, and ends its invitations whose time is over.
void LockInvited(postgres::Session& transaction, const Email& email, absl::Time now);

std::optional<domain::Invitation> GetOpenInvitation(postgres::Session& db, const Email& email, auth::Role role,
                                                    const PartnerId& partner_id);

struct MailedInvitations {
  int count = 0;
  absl::Time first_time = absl::InfiniteFuture();
};
MailedInvitations CountInvitationsSince(postgres::Session& db, const Email& email, absl::Time since);

// Its link is QUEUED for sending from then on. `inviter_id` is empty when the house itself invites.
void InsertInvitation(postgres::Session& db, const domain::Invitation& invitation, const Email& email, const UserId& inviter_id);

std::optional<domain::Invitation> GetInvitationForUpdate(postgres::Session& db, const domain::InvitationId& id);
// Newest first, beginning after `after` (empty: at the newest). An empty partner: those to roles without one.
std::vector<domain::Invitation> ListInvitations(postgres::Session& db, const PartnerId& partner_id, const domain::InvitationId& after,
                                                int limit);
// Saves that it was accepted or revoked.
void SaveEnd(postgres::Session& db, const domain::Invitation& invitation);

struct QueuedInvitation {
  domain::Invitation invitation;
  int attempts = 0;  // this one included
};
std::vector<QueuedInvitation> ClaimInvitationsToSend(postgres::Session& db, absl::Time now, absl::Time lease_end);
void SetSendState(postgres::Session& db, const domain::InvitationId& id, SendState state);
void PutOff(postgres::Session& db, const domain::InvitationId& id, absl::Time until);
// How many expired before they could be handed over.
int ExpireUnsentInvitations(postgres::Session& db, absl::Time now);

// Removes invitations that expired before `before`: they hold addresses of people who may never have come.
void DeleteOldInvitations(postgres::Session& db, absl::Time before);

}  // namespace parley::identity::store
