#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/text/email.h"
#include "parley/catalog/v1/interest.pb.h"
#include "services/catalog/domain/interest.h"

namespace parley::catalog::handlers {

struct InterestWish {
  domain::Interest interest;
  Email address;
};

// The shape of an expression of interest: every bound that needs no course. INVALID_ARGUMENT with all the fields at fault.
absl::StatusOr<InterestWish> ReadInterestWish(const v1::ExpressionOfInterest& interest, absl::Time now);

}  // namespace parley::catalog::handlers
