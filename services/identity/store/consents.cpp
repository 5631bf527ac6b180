#include "services/identity/store/consents.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "services/identity/sql.h"

namespace parley::identity::store {
namespace {

domain::Consent ReadConsent(const postgres::Row& row) {
  return {row.Get<domain::ConsentKind>("kind"), row.Get<domain::ConsentState>("state"), row.Get<absl::Time>("update_time")};
}

}  // namespace

domain::Consent GetConsent(postgres::Session& db, const UserId& user_id, domain::ConsentKind kind) {
  const postgres::Result result = db.Execute(sql::kGetConsent, user_id, kind);
  return result.empty() ? domain::Consent{kind} : ReadConsent(result.front());
}

std::vector<domain::Consent> ListConsents(postgres::Session& db, const UserId& user_id) {
  std::vector<domain::Consent> consents;
  for (domain::ConsentKind kind : domain::kConsentKinds) consents.push_back({kind});
  const postgres::Result result = db.Execute(sql::kListConsents, user_id);
  for (const postgres::Row& row : result) {
    const domain::Consent answered = ReadConsent(row);
    for (domain::Consent& consent : consents) {
      if (consent.kind == answered.kind) consent = answered;
    }
  }
  return consents;
}

void PutConsent(postgres::Session& db, const UserId& user_id, const domain::Consent& consent, absl::Time now) {
  const absl::Time update_time = consent.update_time.value();
  db.Defer(sql::kPutConsent, user_id, consent.kind, consent.state, update_time);
  const auto kind = static_cast<v1::Consent::Kind>(consent.kind);
  if (consent.state == domain::ConsentState::kGiven) {
    v1::ConsentGiven event;
    event.set_user_id(user_id.text());
    event.set_kind(kind);
    *event.mutable_give_time() = rpc::ToProto(update_time);
    events::Publish(db, user_id.text(), event, now);
  } else {
    v1::ConsentWithdrawn event;
    event.set_user_id(user_id.text());
    event.set_kind(kind);
    *event.mutable_withdraw_time() = rpc::ToProto(update_time);
    events::Publish(db, user_id.text(), event, now);
  }
}

}  // namespace parley::identity::store
