#include "services/identity/store/sign_ins.h"

#include "services/identity/sql.h"

namespace parley::identity::store {
namespace {

domain::SignIn ReadSignIn(const postgres::Row& row) {
  domain::SignIn sign_in;
  sign_in.id = row.Get<domain::SignInId>("sign_in_id");
  sign_in.email = row.Get<std::string>("email");
  sign_in.locale = row.Get<std::string>("locale");
  sign_in.time_zone = row.Get<std::string>("time_zone");
  sign_in.continue_path = row.Get<std::string>("continue_path");
  sign_in.expire_time = row.Get<absl::Time>("expire_time");
  sign_in.use_time = row.GetOptional<absl::Time>("use_time");
  return sign_in;
}

}  // namespace

OpenSignIns LockOpenSignIns(postgres::Session& db, const Email& email, absl::Time now) {
  db.Defer(sql::kLockAddress, email.key);
  const postgres::Result result = db.Execute(sql::kCountOpenSignIns, email.key, now);
  const postgres::Row row = result.front();
  return {row.Get<int>("open_count"), row.GetOr<absl::Time>("first_expire_time", absl::InfiniteFuture())};
}

void InsertSignIn(postgres::Session& db, const domain::SignIn& sign_in, const Email& email, absl::Time now) {
  db.Defer(sql::kInsertSignIn, sign_in.id, sign_in.email, email.key, sign_in.locale, sign_in.time_zone, sign_in.continue_path, now,
           sign_in.expire_time);
}

std::optional<domain::SignIn> GetSignInForUpdate(postgres::Session& db, const domain::SignInId& id) {
  const postgres::Result result = db.Execute(sql::kGetSignInForUpdate, id);
  if (result.empty()) return std::nullopt;
  return ReadSignIn(result.front());
}

void UseSignIn(postgres::Session& db, const domain::SignInId& id, absl::Time now) { db.Defer(sql::kUseSignIn, id, now); }

std::vector<QueuedLink> ClaimLinksToSend(postgres::Session& db, absl::Time now, absl::Time lease_end) {
  const postgres::Result result = db.Execute(sql::kClaimLinksToSend, now, lease_end);
  std::vector<QueuedLink> links;
  for (const postgres::Row& row : result) links.push_back({ReadSignIn(row), row.Get<int>("send_attempts")});
  return links;
}

void SetSendState(postgres::Session& db, const domain::SignInId& id, SendState state) { db.Defer(sql::kSetLinkSendState, id, state); }

void PutOff(postgres::Session& db, const domain::SignInId& id, absl::Time until) { db.Defer(sql::kPutLinkOff, id, until); }

int ExpireUnsent(postgres::Session& db, absl::Time now) { return db.Execute(sql::kExpireUnsentLinks, now).affected(); }

void DeleteOldSignIns(postgres::Session& db, absl::Time before) { db.Defer(sql::kDeleteOldSignIns, before); }

}  // namespace parley::identity::store
