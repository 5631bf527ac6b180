#pragma once

#include "parley/partners/v1/inquiry.pb.h"
#include "parley/partners/v1/partner.pb.h"
#include "services/partners/domain/inquiry.h"
#include "services/partners/domain/partner.h"

// The domain's things as the contract shows them.
namespace parley::partners::handlers {

v1::Partner ToProto(const domain::Partner& partner);
v1::Inquiry ToProto(const domain::Inquiry& inquiry);

}  // namespace parley::partners::handlers
