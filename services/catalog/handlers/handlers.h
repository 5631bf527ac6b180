#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "libs/rpc/client_stream.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "services/catalog/deps.h"

// A function an rpc; what each does stands in the proto.
namespace parley::catalog::handlers {

// courses.cpp
absl::Status CreateCourse(Deps& deps, rpc::Call& call, const v1::CreateCourseRequest& request, v1::Course& response);
absl::Status ListCourses(Deps& deps, rpc::Call& call, const v1::ListCoursesRequest& request, v1::ListCoursesResponse& response);
absl::Status GetCourse(Deps& deps, rpc::Call& call, const v1::GetCourseRequest& request, v1::Course& response);

// runs.cpp
absl::Status CreateRun(Deps& deps, rpc::Call& call, const v1::CreateRunRequest& request, v1::Run& response);
absl::Status OpenRun(Deps& deps, rpc::Call& call, const v1::OpenRunRequest& request, v1::Run& response);
absl::Status CancelRun(Deps& deps, rpc::Call& call, const v1::CancelRunRequest& request, v1::Run& response);
absl::Status GetRun(Deps& deps, rpc::Call& call, const v1::GetRunRequest& request, v1::Run& response);
absl::Status ListRuns(Deps& deps, rpc::Call& call, const v1::ListRunsRequest& request, v1::ListRunsResponse& response);
absl::Status ListPartnerRuns(Deps& deps, rpc::Call& call, const v1::ListPartnerRunsRequest& request, v1::ListPartnerRunsResponse& response);

// enrolments.cpp
absl::Status Enrol(Deps& deps, rpc::Call& call, const v1::EnrolRequest& request, v1::Enrolment& response);
absl::Status ListEnrolments(Deps& deps, rpc::Call& call, const v1::ListEnrolmentsRequest& request, v1::ListEnrolmentsResponse& response);
absl::Status ListMyEnrolments(Deps& deps, rpc::Call& call, const v1::ListMyEnrolmentsRequest& request,
                              v1::ListMyEnrolmentsResponse& response);
absl::Status WithdrawEnrolment(Deps& deps, rpc::Call& call, const v1::WithdrawEnrolmentRequest& request, v1::Enrolment& response);
absl::Status SuspendEnrolment(Deps& deps, rpc::Call& call, const v1::SuspendEnrolmentRequest& request, v1::Enrolment& response);
absl::Status ReinstateEnrolment(Deps& deps, rpc::Call& call, const v1::ReinstateEnrolmentRequest& request, v1::Enrolment& response);
absl::Status GetMembership(Deps& deps, rpc::Call& call, const v1::GetMembershipRequest& request, v1::Membership& response);

// partner_events.cpp
absl::Status ListPartnerEvents(Deps& deps, rpc::Call& call, const v1::ListPartnerEventsRequest& request,
                               v1::ListPartnerEventsResponse& response);

// rosters.cpp
absl::Status ImportRoster(Deps& deps, rpc::Call& call, const rpc::Batch<v1::ImportRosterRequest>& batch,
                          v1::ImportRosterResponse& response);
void AddImported(const v1::ImportRosterResponse& part, v1::ImportRosterResponse& whole);

// interests.cpp
absl::Status CreateInterest(Deps& deps, rpc::Call& call, const v1::CreateInterestRequest& request, v1::ExpressionOfInterest& response);
absl::Status ConfirmInterest(Deps& deps, rpc::Call& call, const v1::ConfirmInterestRequest& request, v1::ExpressionOfInterest& response);
absl::Status WithdrawInterest(Deps& deps, rpc::Call& call, const v1::WithdrawInterestRequest& request, v1::ExpressionOfInterest& response);

// offers.cpp
absl::Status GetOffer(Deps& deps, rpc::Call& call, const v1::GetOfferRequest& request, v1::Offer& response);
absl::Status AcceptOffer(Deps& deps, rpc::Call& call, const v1::AcceptOfferRequest& request, v1::Enrolment& response);

}  // namespace parley::catalog::handlers
