#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "parley/catalog/v1/run.pb.h"
#include "services/catalog/domain/run.h"

namespace parley::catalog::handlers {

// The shape of a run to be created: every bound that needs no course. INVALID_ARGUMENT with all the fields at fault.
absl::StatusOr<domain::RunWish> ReadRunWish(const v1::Run& run, absl::Time now);

}  // namespace parley::catalog::handlers
