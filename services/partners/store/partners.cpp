#include "services/partners/store/partners.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/partners/v1/events.pb.h"
#include "services/partners/sql.h"

namespace parley::partners::store {
namespace {

constexpr char kBeforeEveryId[] = "00000000-0000-0000-0000-000000000000";

domain::Partner ReadPartner(const postgres::Row& row) {
  domain::Partner partner;
  partner.id = row.Get<PartnerId>("partner_id");
  partner.kind = row.Get<domain::PartnerKind>("kind");
  partner.name = row.Get<std::string>("name");
  partner.website = row.Get<std::string>("website");
  partner.version = row.Get<int64_t>("version");
  partner.create_time = row.Get<absl::Time>("create_time");
  return partner;
}

std::optional<domain::Partner> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadPartner(result.front());
}

}  // namespace

bool AddPartner(postgres::Session& transaction, const domain::Partner& partner) {
  const auto inserted =
      transaction.Execute(sql::kInsertPartnerIfNew, partner.id, partner.kind, partner.name, partner.website, partner.create_time);
  if (inserted.affected() == 0) return false;
  v1::PartnerCreated event;
  event.set_partner_id(partner.id.text());
  event.set_kind(static_cast<v1::Partner::Kind>(partner.kind));
  *event.mutable_create_time() = rpc::ToProto(partner.create_time);
  events::Publish(transaction, partner.id.text(), event, partner.create_time);
  return true;
}

std::optional<domain::Partner> GetPartner(postgres::Session& db, const PartnerId& id) { return ReadOne(db.Execute(sql::kGetPartner, id)); }

std::optional<domain::Partner> GetPartnerForUpdate(postgres::Session& db, const PartnerId& id) {
  return ReadOne(db.Execute(sql::kGetPartnerForUpdate, id));
}

std::vector<domain::Partner> ListPartners(postgres::Session& db, const UserId& coordinator, const PartnerKey& after, int limit) {
  const PartnerId id = after.id.empty() ? PartnerId::Trusted(kBeforeEveryId) : after.id;
  const postgres::Result result = coordinator.empty() ? db.Execute(sql::kListPartners, after.name, id, limit)
                                                      : db.Execute(sql::kListPartnersOf, after.name, id, limit, coordinator);
  std::vector<domain::Partner> partners;
  for (const postgres::Row& row : result) partners.push_back(ReadPartner(row));
  return partners;
}

void UpdatePartner(postgres::Session& db, domain::Partner& partner) {
  db.Defer(sql::kUpdatePartner, partner.id, partner.name, partner.website);
  ++partner.version;
}

}  // namespace parley::partners::store
