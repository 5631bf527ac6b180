#pragma once

#include "services/partners/domain/partner.h"

namespace parley::partners::seed {

// The partner that the catalog's seed courses belong to. Its id never changes.
domain::Partner CourseOwner(absl::Time now);

}  // namespace parley::partners::seed
