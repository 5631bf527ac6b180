#include "libs/rpc/access.h"

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::rpc {
namespace {

using test::HasReason;
using test::IsOk;

Caller As(const std::string& service) { return {service, std::nullopt}; }

Caller For(const std::string& service, std::vector<auth::Role> roles) {
  const absl::Time now = absl::Now();
  return {service, auth::Claims{UserId::New(now), SessionId::New(now), std::move(roles), now}};
}

absl::Status Check(const api::v1::Access& access, const Caller& caller) {
  auto status = CheckService(access, caller);
  return status.ok() ? CheckUser(access, caller) : status;
}

TEST_CASE("a method without access refuses everybody") {
  const api::v1::Access nothing;
  CHECK_THAT(Check(nothing, As("gateway")), HasReason("NOT_ALLOWED"));
  CHECK_THAT(Check(nothing, For("gateway", {auth::Role::kOperator})), HasReason("NOT_ALLOWED"));
}

TEST_CASE("a public method is for anybody") {
  api::v1::Access access;
  access.set_public_(true);
  CHECK_THAT(Check(access, As("gateway")), IsOk());
  CHECK_THAT(Check(access, For("gateway", {})), IsOk());
}

TEST_CASE("a method for the signed-in needs a user, of any role") {
  api::v1::Access access;
  access.set_signed_in(true);
  CHECK_THAT(Check(access, As("gateway")), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(Check(access, For("gateway", {})), IsOk());
  CHECK_THAT(Check(access, For("exchange", {auth::Role::kOperator})), IsOk());
}

TEST_CASE("a method for roles needs one of them") {
  api::v1::Access access;
  access.add_roles(api::v1::ROLE_COORDINATOR);
  access.add_roles(api::v1::ROLE_SAFEGUARDING_OFFICER);
  CHECK_THAT(Check(access, As("gateway")), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(Check(access, For("gateway", {})), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kOperator, auth::Role::kFacilitator})), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kFacilitator, auth::Role::kCoordinator})), IsOk());
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kSafeguardingOfficer})), IsOk());
}

TEST_CASE("a method for services is for those it names alone, whatever user they bring") {
  api::v1::Access access;
  access.add_services("identity");
  CHECK_THAT(Check(access, As("identity")), IsOk());
  CHECK_THAT(Check(access, For("identity", {})), IsOk());
  CHECK_THAT(Check(access, As("gateway")), HasReason("SERVICE_NOT_ALLOWED"));
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kOperator})), HasReason("SERVICE_NOT_ALLOWED"));
}

TEST_CASE("a method for a service that acts for a user needs both") {
  api::v1::Access access;
  access.add_services("gateway");
  access.set_signed_in(true);
  CHECK_THAT(Check(access, As("gateway")), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(Check(access, For("catalog", {})), HasReason("SERVICE_NOT_ALLOWED"));
  CHECK_THAT(Check(access, For("gateway", {})), IsOk());
}

}  // namespace
}  // namespace parley::rpc
