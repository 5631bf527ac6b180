#include "services/partners/store/partners.h"

#include <algorithm>
#include <set>

#include "libs/errors/error.h"
#include "libs/text/text.h"
#include "services/partners/handlers/answers.h"
#include "services/partners/handlers/handlers.h"
#include "services/partners/store/coordinators.h"

namespace parley::partners::handlers {
namespace {

constexpr int kDefaultPage = 20;
constexpr size_t kIdLength = 36;
const std::set<std::string> kChangeable = {"name", "website"};

absl::Status OwnerUnavailable() {
  return errors::Unavailable("OWNER_UNAVAILABLE", "whose coordinator you are can't be looked up now; try again");
}

// Asks identity whose coordinator the caller is, keeps the answer, and starts the handler again unless nobody's: NOT_FOUND. `partner_id`:
// of this partner; empty: of any.
absl::Status LearnPartners(Deps& deps, rpc::Call& call, const PartnerId& partner_id) {
  return call.Outside([&deps, user_id = call.user_id(), partner_id](postgres::Session& db) -> absl::Status {
    const auto partners = deps.ask_coordinator_partners(user_id);
    if (!partners.ok()) return OwnerUnavailable();
    for (const PartnerId& each : *partners) store::LearnCoordinator(db, user_id, each);
    const bool any = partner_id.empty();
    const bool is_one = any ? !partners->empty() : std::find(partners->begin(), partners->end(), partner_id) != partners->end();
    if (!is_one) return errors::NotFound("partner");
    // An event that took the role away or gave it back is ahead of the answer, or behind it.
    const bool is_known = any ? store::IsAnyCoordinator(db, user_id) : store::IsCoordinator(db, user_id, partner_id);
    return is_known ? absl::OkStatus() : OwnerUnavailable();
  });
}

// OK for operators and the partner's coordinators. Whoever else asks sees nothing: NOT_FOUND.
absl::Status RequireMember(Deps& deps, rpc::Call& call, const PartnerId& partner_id) {
  if (call.caller().HasRole(auth::Role::kOperator)) return absl::OkStatus();
  if (store::IsCoordinator(call.db(), call.user_id(), partner_id)) return absl::OkStatus();
  return LearnPartners(deps, call, partner_id);
}

// The fields an update names: those of the mask, or without one those that are set (AIP-134).
std::set<std::string> NamedFields(const v1::UpdatePartnerRequest& request, errors::FieldErrors& bad) {
  std::set<std::string> fields;
  for (const std::string& path : request.update_mask().paths()) {
    if (path == "*") return kChangeable;
    bad.Check(kChangeable.contains(path), "update_mask", "may name name and website only");
    fields.insert(path);
  }
  if (request.update_mask().paths().empty()) {
    if (!request.partner().name().empty()) fields.insert("name");
    if (!request.partner().website().empty()) fields.insert("website");
  }
  return fields;
}

domain::PartnerChange ReadChange(const v1::UpdatePartnerRequest& request, errors::FieldErrors& bad) {
  domain::PartnerChange change;
  for (const std::string& field : NamedFields(request, bad)) {
    if (field == "name") {
      change.name = text::Trimmed(request.partner().name());
      const int length = text::CountCharacters(*change.name);
      bad.Check(length >= 1 && length <= domain::kMaxName && text::IsPlain(*change.name, false), "partner.name",
                "must be 1 to 200 characters, none of them a control character");
    } else if (field == "website") {
      change.website = request.partner().website();
      bad.Check(change.website->empty() || text::IsWebAddress(*change.website), "partner.website",
                "must be a http or https address of at most 2048 characters, or empty");
    }
  }
  return change;
}

}  // namespace

absl::Status GetPartner(Deps& deps, rpc::Call& call, const v1::GetPartnerRequest& request, v1::Partner& response) {
  const auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  const auto partner = store::GetPartner(call.db(), *partner_id);
  if (!partner) return errors::NotFound("partner");
  if (auto allowed = RequireMember(deps, call, *partner_id); !allowed.ok()) return allowed;
  response = ToProto(*partner);
  return absl::OkStatus();
}

absl::Status ListPartners(Deps& deps, rpc::Call& call, const v1::ListPartnersRequest& request, v1::ListPartnersResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  // Whose partners: everybody's for an operator.
  const UserId coordinator = call.caller().HasRole(auth::Role::kOperator) ? UserId() : call.user_id();
  const std::string scope = "partners:" + coordinator.text();
  // The id of the last partner, then its name.
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  store::PartnerKey after;
  if (cursor->size() > kIdLength) after = {cursor->substr(kIdLength), PartnerId::Trusted(cursor->substr(0, kIdLength))};

  if (!coordinator.empty() && !store::IsAnyCoordinator(call.db(), coordinator)) {
    // The token says that they are one somewhere.
    return LearnPartners(deps, call, PartnerId());
  }
  auto partners = store::ListPartners(call.db(), coordinator, after, *page_size + 1);
  if (static_cast<int>(partners.size()) > *page_size) {
    partners.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, partners.back().id.text() + partners.back().name));
  }
  for (const domain::Partner& partner : partners) *response.add_partners() = ToProto(partner);
  return absl::OkStatus();
}

absl::Status UpdatePartner(Deps& deps, rpc::Call& call, const v1::UpdatePartnerRequest& request, v1::Partner& response) {
  errors::FieldErrors bad;
  const domain::PartnerChange change = ReadChange(request, bad);
  if (!bad.ok()) return bad.status();
  const auto partner_id = ParseId<PartnerId>(request.partner().partner_id(), "partner.partner_id");
  if (!partner_id.ok()) return partner_id.status();

  auto partner = store::GetPartnerForUpdate(call.db(), *partner_id);
  if (!partner) return errors::NotFound("partner");
  if (auto allowed = RequireMember(deps, call, *partner_id); !allowed.ok()) return allowed;
  if (auto current = domain::CheckEtag(*partner, request.partner().etag()); !current.ok()) return current;
  if (domain::Apply(change, *partner)) store::UpdatePartner(call.db(), *partner);
  response = ToProto(*partner);
  return absl::OkStatus();
}

}  // namespace parley::partners::handlers
