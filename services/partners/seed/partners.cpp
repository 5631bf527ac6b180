#include "services/partners/seed/partners.h"

namespace parley::partners::seed {

domain::Partner CourseOwner(absl::Time now) {
  domain::Partner partner;
  partner.id = PartnerId::Trusted("01900000-0000-7000-8000-000000000001");  // as services/catalog/seed has it
  partner.kind = domain::PartnerKind::kMoocPlatform;
  partner.name = "Parley";
  partner.create_time = now;
  return partner;
}

}  // namespace parley::partners::seed
