#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "services/identity/sql.h"
#include "tests/service/identity/granting.h"
#include "tests/service/identity/house.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::ListRoleHoldersRequest HoldersOf(const std::string& partner_id, api::v1::Role role = api::v1::ROLE_UNSPECIFIED) {
  v1::ListRoleHoldersRequest request;
  request.set_partner_id(partner_id);
  request.set_role(role);
  return request;
}

v1::ListRoleHoldersResponse List(House& house, const v1::ListRoleHoldersRequest& request, const std::string& bearer) {
  v1::ListRoleHoldersResponse response;
  REQUIRE_THAT(house.Call("ListRoleHolders", request, response, bearer), IsOk());
  return response;
}

// "address role" of each, in their order.
std::vector<std::string> Said(const v1::ListRoleHoldersResponse& response) {
  std::vector<std::string> said;
  for (const v1::RoleHolder& holder : response.role_holders()) said.push_back(holder.email() + " " + api::v1::Role_Name(holder.role()));
  return said;
}

TEST_CASE("a coordinator sees who facilitates for their partner, by name and address, and who coordinates it") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  house.clock().Advance(absl::Seconds(1));
  REQUIRE_THAT(Grant(house, "Amal@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  const absl::Time granted = house.clock().Now();
  REQUIRE_THAT(Grant(house, "foreign@example.org", api::v1::ROLE_FACILITATOR, kOther), IsOk());
  REQUIRE_THAT(Grant(house, "free@example.org", api::v1::ROLE_FACILITATOR, ""), IsOk());
  REQUIRE_THAT(Grant(house, "coordinator@uni.example", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  const v1::Session amal = house.SignIn("amal@example.org");
  v1::UpdateMeRequest update;
  v1::User user;
  update.mutable_user()->set_display_name("Amal");
  update.mutable_user()->set_country("LB");
  update.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("UpdateMe", update, user, amal.access_token()), IsOk());

  const v1::ListRoleHoldersResponse all = List(house, HoldersOf(kPartner), coordinator);
  CHECK(Said(all) == std::vector<std::string>{"coordinator@uni.example ROLE_FACILITATOR", "coordinator@uni.example ROLE_COORDINATOR",
                                              "Amal@example.org ROLE_FACILITATOR"});
  CHECK(all.next_page_token().empty());
  const v1::RoleHolder& shown = all.role_holders(2);
  CHECK(shown.profile().user_id() == amal.user().user_id());
  CHECK(shown.profile().display_name() == "Amal");
  CHECK(shown.profile().country() == "LB");
  CHECK(shown.profile().region() == "southern-mediterranean");
  CHECK(rpc::FromProto(shown.grant_time()) == granted);

  CHECK(Said(List(house, HoldersOf(kPartner, api::v1::ROLE_FACILITATOR), coordinator)) ==
        std::vector<std::string>{"coordinator@uni.example ROLE_FACILITATOR", "Amal@example.org ROLE_FACILITATOR"});
  CHECK(Said(List(house, HoldersOf(kPartner, api::v1::ROLE_COORDINATOR), coordinator)) ==
        std::vector<std::string>{"coordinator@uni.example ROLE_COORDINATOR"});

  v1::RevokeRoleResponse revoked;
  REQUIRE_THAT(
      house.Call("RevokeRole", Of<v1::RevokeRoleRequest>(shown.email(), api::v1::ROLE_FACILITATOR, kPartner), revoked, coordinator),
      IsOk());
  CHECK(Said(List(house, HoldersOf(kPartner, api::v1::ROLE_FACILITATOR), coordinator)) ==
        std::vector<std::string>{"coordinator@uni.example ROLE_FACILITATOR"});
}

TEST_CASE("who has a role at a partner is not told to others, but to operators of any") {
  House house;
  const std::string foreign = house.Coordinator("foreign@other.example", kOther);
  house.Coordinator("coordinator@uni.example", kPartner);
  v1::ListRoleHoldersResponse response;
  CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(kPartner), response, foreign), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(Fresh()), response, foreign), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(kPartner), response), HasReason("SIGN_IN_REQUIRED"));
  CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(kPartner), response, house.SignIn("amal@example.org").access_token()),
             HasReason("ROLE_REQUIRED"));
  CHECK(List(house, HoldersOf(kPartner), house.Operator()).role_holders_size() == 1);
  CHECK(List(house, HoldersOf(Fresh()), house.Operator()).role_holders().empty());
}

TEST_CASE("role holders are listed page by page, each once, and a page token is good for its list alone") {
  House house;
  const std::string coordinator = house.Coordinator("coordinator@uni.example", kPartner);
  for (int i = 0; i < 3; ++i) {
    house.clock().Advance(absl::Milliseconds(1));
    REQUIRE_THAT(Grant(house, std::to_string(i) + "@example.org", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  }
  REQUIRE_THAT(Grant(house, "coordinator@uni.example", api::v1::ROLE_FACILITATOR, kPartner), IsOk());
  const std::vector<std::string> expected = Said(List(house, HoldersOf(kPartner), coordinator));
  REQUIRE(expected.size() == 5);
  for (const int page_size : {1, 2, 5}) {
    std::vector<std::string> seen;
    auto request = HoldersOf(kPartner);
    request.set_page_size(page_size);
    do {
      const v1::ListRoleHoldersResponse page = List(house, request, coordinator);
      CHECK(page.role_holders_size() <= page_size);
      for (const std::string& said : Said(page)) seen.push_back(said);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    CHECK(seen == expected);
  }

  auto request = HoldersOf(kPartner);
  request.set_page_size(1);
  const std::string token = List(house, request, coordinator).next_page_token();
  v1::ListRoleHoldersResponse response;
  auto of_role = HoldersOf(kPartner, api::v1::ROLE_FACILITATOR);
  of_role.set_page_token(token);
  CHECK_THAT(house.Call("ListRoleHolders", of_role, response, coordinator), NamesField("page_token"));
  auto of_other = HoldersOf(kOther);
  of_other.set_page_token(token);
  CHECK_THAT(house.Call("ListRoleHolders", of_other, response, house.Operator()), NamesField("page_token"));
}

TEST_CASE("a bad question for role holders names the field") {
  House house;
  const std::string bearer = house.Operator();
  v1::ListRoleHoldersResponse response;
  for (const std::string& id : {std::string(), std::string("x"), std::string(100'000, 'a')}) {
    CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(id), response, bearer), NamesField("partner_id"));
  }
  for (const int role : {static_cast<int>(api::v1::ROLE_OPERATOR), static_cast<int>(api::v1::ROLE_SAFEGUARDING_OFFICER), 77, -1}) {
    CHECK_THAT(house.Call("ListRoleHolders", HoldersOf(kPartner, static_cast<api::v1::Role>(role)), response, bearer), NamesField("role"));
  }
  auto request = HoldersOf(kPartner);
  for (const int page_size : {-1, 101}) {
    request.set_page_size(page_size);
    CHECK_THAT(house.Call("ListRoleHolders", request, response, bearer), NamesField("page_size"));
  }
  request.set_page_size(0);
  request.set_page_token("x");
  CHECK_THAT(house.Call("ListRoleHolders", request, response, bearer), NamesField("page_token"));
}

TEST_CASE("a page of role holders is read by its index") {
  House house;
  house.Coordinator("coordinator@uni.example", kPartner);
  postgres::Connection db(house.database());
  db.ExecuteScript("SET enable_seqscan = off; SET enable_sort = off; PREPARE holders AS " + std::string(sql::kListRoleHolders.text));
  const postgres::Statement explain{"TestExplain", "EXPLAIN EXECUTE holders('01900000-0000-7000-8000-00000000aaaa', 1, NULL, 1, 51)"};
  std::string plan;
  for (const postgres::Row& row : db.Execute(explain)) plan += row.Get<std::string>(0) + "\n";
  INFO(plan);
  CHECK(plan.find("user_roles_of_partner") != std::string::npos);
}

}  // namespace
}  // namespace parley::identity
