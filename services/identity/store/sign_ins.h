#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/text/email.h"
#include "services/identity/domain/sign_in.h"
#include "services/identity/store/send_state.h"

namespace parley::identity::store {

struct OpenSignIns {
  int count = 0;
  absl::Time first_expire_time = absl::InfiniteFuture();
};
// Counts an address's open links and keeps others from adding one until the transaction ends.
OpenSignIns LockOpenSignIns(postgres::Session& db, const Email& email, absl::Time now);

// Its link is QUEUED for sending from then on.
void InsertSignIn(postgres::Session& db, const domain::SignIn& sign_in, const Email& email, absl::Time now);

std::optional<domain::SignIn> GetSignInForUpdate(postgres::Session& db, const domain::SignInId& id);
void UseSignIn(postgres::Session& db, const domain::SignInId& id, absl::Time now);

// A link that the sender has taken until `lease_end`.
struct QueuedLink {
  domain::SignIn sign_in;
  int attempts = 0;  // this one included
};
std::vector<QueuedLink> ClaimLinksToSend(postgres::Session& db, absl::Time now, absl::Time lease_end);

void SetSendState(postgres::Session& db, const domain::SignInId& id, SendState state);
void PutOff(postgres::Session& db, const domain::SignInId& id, absl::Time until);
// How many links expired before they could be handed over.
int ExpireUnsent(postgres::Session& db, absl::Time now);

// Removes sign-ins that ended before `before`: they hold addresses of people who may never have come.
void DeleteOldSignIns(postgres::Session& db, absl::Time before);

}  // namespace parley::identity::store
