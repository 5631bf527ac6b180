#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/call.h"
#include "parley/catalog/v1/course.pb.h"
#include "services/catalog/domain/course.h"

namespace parley::catalog::handlers {

// The course to be created, with new ids: every bound that needs no table. INVALID_ARGUMENT with all the fields at fault.
absl::StatusOr<domain::Course> ReadCourseWish(const v1::Course& course, const rpc::Caller& caller, absl::Time now);

}  // namespace parley::catalog::handlers
