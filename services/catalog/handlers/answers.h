#pragma once

#include "parley/catalog/v1/course.pb.h"
#include "parley/catalog/v1/enrolment.pb.h"
#include "parley/catalog/v1/interest.pb.h"
#include "parley/catalog/v1/run.pb.h"
#include "services/catalog/domain/course.h"
#include "services/catalog/domain/enrolment.h"
#include "services/catalog/domain/interest.h"
#include "services/catalog/domain/run.h"

// The domain's things as the contract shows them.
namespace parley::catalog::handlers {

v1::Course ToProto(const domain::Course& course);
v1::Run ToProto(const domain::Run& run);
v1::Enrolment ToProto(const domain::Enrolment& enrolment);
v1::ExpressionOfInterest ToProto(const domain::Interest& interest);
v1::Offer ToProto(const domain::Offer& offer, const domain::Run& run, absl::Time now);

}  // namespace parley::catalog::handlers
