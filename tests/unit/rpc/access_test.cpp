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

Caller Client(std::vector<std::string> scopes) {
  const absl::Time now = absl::Now();
  return {"gateway", std::nullopt, auth::ClientClaims{ApiClientId::New(now), PartnerId::New(now), std::move(scopes), now}};
}

absl::Status Check(const api::v1::Access& access, const Caller& caller) {
  auto status = CheckService(access, caller);
  return status.ok() ? CheckBearer(access, caller) : status;
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

TEST_CASE("a client's token is never a user's: it opens nothing that does not name one of its scopes") {
  const Caller client = Client({"courses.write", "runs.write", "rosters.write", "events.read"});
  api::v1::Access signed_in;
  signed_in.set_signed_in(true);
  CHECK_THAT(Check(signed_in, client), HasReason("SCOPE_REQUIRED"));
  api::v1::Access roles;
  for (const auto role :
       {api::v1::ROLE_FACILITATOR, api::v1::ROLE_SAFEGUARDING_OFFICER, api::v1::ROLE_COORDINATOR, api::v1::ROLE_OPERATOR}) {
    roles.add_roles(role);
    CHECK_FALSE(client.HasRole(static_cast<auth::Role>(role)));
  }
  CHECK_THAT(Check(roles, client), HasReason("SCOPE_REQUIRED"));
  api::v1::Access for_service;
  for_service.add_services("gateway");
  for_service.set_signed_in(true);
  CHECK_THAT(Check(for_service, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(Check(api::v1::Access(), client), HasReason("NOT_ALLOWED"));
  api::v1::Access open;
  open.set_public_(true);
  CHECK_THAT(Check(open, client), IsOk());
}

TEST_CASE("a method for roles or a scope lets in a user with the role or a client with the scope") {
  api::v1::Access access;
  access.add_roles(api::v1::ROLE_COORDINATOR);
  access.add_api_client_scopes("runs.write");
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kCoordinator})), IsOk());
  CHECK_THAT(Check(access, Client({"courses.write", "runs.write"})), IsOk());
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kOperator})), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Check(access, Client({"courses.write"})), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(Check(access, Client({})), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(Check(access, As("gateway")), HasReason("SIGN_IN_REQUIRED"));
}

TEST_CASE("a method for the signed-in or a scope lets in any user or a client with the scope") {
  api::v1::Access access;
  access.set_signed_in(true);
  access.add_api_client_scopes("events.read");
  CHECK_THAT(Check(access, For("gateway", {})), IsOk());
  CHECK_THAT(Check(access, Client({"events.read"})), IsOk());
  CHECK_THAT(Check(access, Client({"runs.write"})), HasReason("SCOPE_REQUIRED"));
}

TEST_CASE("a method for a scope alone refuses users") {
  api::v1::Access access;
  access.add_api_client_scopes("events.read");
  CHECK(NeedsToken(access));
  CHECK_THAT(Check(access, Client({"events.read"})), IsOk());
  CHECK_THAT(Check(access, For("gateway", {auth::Role::kOperator})), HasReason("CLIENT_REQUIRED"));
  CHECK_THAT(Check(access, As("gateway")), HasReason("SIGN_IN_REQUIRED"));
}

TEST_CASE("a token is needed where users or clients are named, and nowhere else") {
  api::v1::Access access;
  CHECK_FALSE(NeedsToken(access));
  access.add_services("identity");
  CHECK_FALSE(NeedsToken(access));
  access.set_public_(true);
  CHECK_FALSE(NeedsToken(access));
  access.set_signed_in(true);
  CHECK(NeedsToken(access));
  access.set_signed_in(false);
  access.add_roles(api::v1::ROLE_OPERATOR);
  CHECK(NeedsToken(access));
}

TEST_CASE("a client stands for its own partner and no other, a user for none") {
  const Caller client = Client({"runs.write"});
  CHECK(client.IsClientOf(client.client->partner_id));
  CHECK_FALSE(client.IsClientOf(PartnerId::New(absl::Now())));
  CHECK_FALSE(client.IsClientOf(PartnerId()));
  CHECK_FALSE(For("gateway", {auth::Role::kCoordinator}).IsClientOf(client.client->partner_id));
  CHECK_FALSE(As("gateway").IsClientOf(PartnerId()));
}

}  // namespace
}  // namespace parley::rpc
