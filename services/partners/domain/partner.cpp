#include "services/partners/domain/partner.h"

#include "libs/errors/error.h"

namespace parley::partners::domain {
namespace {

bool Replace(const std::optional<std::string>& with, std::string& value) {
  if (!with || *with == value) return false;
  value = *with;
  return true;
}

}  // namespace

bool IsPartnerKind(int number) {
  return number == static_cast<int>(PartnerKind::kUniversity) || number == static_cast<int>(PartnerKind::kMoocPlatform);
}

bool Apply(const PartnerChange& change, Partner& partner) {
  bool different = Replace(change.name, partner.name);
  different |= Replace(change.website, partner.website);
  return different;
}

std::string Etag(const Partner& partner) { return std::to_string(partner.version); }

absl::Status CheckEtag(const Partner& partner, std::string_view etag) {
  if (etag.empty() || etag == Etag(partner)) return absl::OkStatus();
  return errors::Aborted("ETAG_MISMATCH", "the partner was changed meanwhile: read it again");
}

}  // namespace parley::partners::domain
