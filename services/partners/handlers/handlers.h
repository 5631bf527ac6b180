#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/partners/v1/partners_service.pb.h"
#include "services/partners/deps.h"

// A function an rpc; what each does stands in the proto.
namespace parley::partners::handlers {

// inquiries.cpp
absl::Status CreateInquiry(Deps& deps, rpc::Call& call, const v1::CreateInquiryRequest& request, v1::Inquiry& response);
absl::Status ListInquiries(Deps& deps, rpc::Call& call, const v1::ListInquiriesRequest& request, v1::ListInquiriesResponse& response);
absl::Status GetInquiry(Deps& deps, rpc::Call& call, const v1::GetInquiryRequest& request, v1::Inquiry& response);
absl::Status ReviewInquiry(Deps& deps, rpc::Call& call, const v1::ReviewInquiryRequest& request, v1::Inquiry& response);
absl::Status DeclineInquiry(Deps& deps, rpc::Call& call, const v1::DeclineInquiryRequest& request, v1::Inquiry& response);
absl::Status AcceptInquiry(Deps& deps, rpc::Call& call, const v1::AcceptInquiryRequest& request, v1::Inquiry& response);

// partners.cpp
absl::Status GetPartner(Deps& deps, rpc::Call& call, const v1::GetPartnerRequest& request, v1::Partner& response);
absl::Status ListPartners(Deps& deps, rpc::Call& call, const v1::ListPartnersRequest& request, v1::ListPartnersResponse& response);
absl::Status UpdatePartner(Deps& deps, rpc::Call& call, const v1::UpdatePartnerRequest& request, v1::Partner& response);

}  // namespace parley::partners::handlers
