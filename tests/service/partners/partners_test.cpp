#include "catch2/catch.hpp"
#include "services/partners/upkeep.h"
#include "tests/service/partners/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::partners {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::GetPartnerRequest Get(const std::string& partner_id) {
  v1::GetPartnerRequest request;
  request.set_partner_id(partner_id);
  return request;
}

v1::UpdatePartnerRequest Update(const std::string& partner_id) {
  v1::UpdatePartnerRequest request;
  request.mutable_partner()->set_partner_id(partner_id);
  request.set_request_id(Fresh());
  return request;
}

std::vector<std::string> NamesOf(const v1::ListPartnersResponse& listed) {
  std::vector<std::string> names;
  for (const auto& partner : listed.partners()) names.push_back(partner.name());
  return names;
}

TEST_CASE("the partner of the seed courses is there from the start, made once, and stays as it was changed") {
  House house;
  v1::Partner partner;
  REQUIRE_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, house.Operator()), IsOk());
  CHECK(partner.name() == "Parley");
  auto request = Update(kSeedPartner);
  request.mutable_partner()->set_name("Parley itself");
  REQUIRE_THAT(house.Call("UpdatePartner", request, partner, house.Operator()), IsOk());
  postgres::Connection connection(house.database());
  LoadSeed(connection, house.clock().Now());
  REQUIRE_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, house.Operator()), IsOk());
  CHECK(partner.name() == "Parley itself");
  CHECK(Eventually([&] { return house.Events().size() == 1; }));
  house.Accept("Kiron");
  REQUIRE(Eventually([&] { return house.Events().size() == 2; }));
  CHECK(house.Events()[0].aggregate_id() == kSeedPartner);
}

TEST_CASE("a coordinator reads and changes their own partner, and finds no other") {
  House house;
  const std::string other = house.Accept("Kiron").partner_id();
  const std::string bearer = house.Coordinator(kSeedPartner);
  v1::Partner partner;
  REQUIRE_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, bearer), IsOk());
  auto request = Update(kSeedPartner);
  request.mutable_partner()->set_website("https://parley.example");
  request.mutable_partner()->set_etag(partner.etag());
  v1::Partner changed;
  REQUIRE_THAT(house.Call("UpdatePartner", request, changed, bearer), IsOk());
  CHECK(changed.website() == "https://parley.example");
  CHECK(changed.name() == "Parley");
  CHECK(changed.etag() != partner.etag());

  for (const std::string& id : {other, Fresh()}) {
    CHECK_THAT(house.Call("GetPartner", Get(id), partner, bearer), HasCode(absl::StatusCode::kNotFound));
    auto foreign = Update(id);
    foreign.mutable_partner()->set_name("Mine now");
    CHECK_THAT(house.Call("UpdatePartner", foreign, partner, bearer), HasCode(absl::StatusCode::kNotFound));
  }
  REQUIRE_THAT(house.Call("GetPartner", Get(other), partner, house.Operator()), IsOk());
  CHECK(partner.name() == "Kiron");
}

TEST_CASE("a coordinator who is known by an event is not asked for") {
  House house;
  const auto user_id = UserId::New(house.clock().Now());
  house.identity().PublishRole(user_id, api::v1::ROLE_COORDINATOR, kSeedPartner);
  house.identity().PublishRole(user_id, api::v1::ROLE_FACILITATOR, Fresh());
  house.identity().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  const std::string bearer = house.identity().tokens().Bearer(user_id, {auth::Role::kCoordinator}, house.clock().Now());
  v1::Partner partner;
  CHECK(Eventually([&] { return house.Call("GetPartner", Get(kSeedPartner), partner, bearer).ok(); }));
  v1::ListPartnersResponse listed;
  REQUIRE_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), listed, bearer), IsOk());
  CHECK(NamesOf(listed) == std::vector<std::string>{"Parley"});
  CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, house.Coordinator(kSeedPartner)),
             HasCode(absl::StatusCode::kUnavailable) && HasReason("OWNER_UNAVAILABLE"));
}

TEST_CASE("a coordinator whose role was taken away sees the partner no more, though identity's answer of before comes after") {
  House house;
  const auto user_id = UserId::New(house.clock().Now());
  const std::string bearer = house.identity().tokens().Bearer(user_id, {auth::Role::kCoordinator}, house.clock().Now());
  house.identity().PublishRole(user_id, api::v1::ROLE_COORDINATOR, kSeedPartner);
  v1::Partner partner;
  v1::ListPartnersResponse listed;
  REQUIRE(Eventually([&] { return house.Call("GetPartner", Get(kSeedPartner), partner, bearer).ok(); }));
  house.identity().PublishRevoked(user_id, api::v1::ROLE_FACILITATOR, kSeedPartner);
  house.identity().PublishRevoked(user_id, api::v1::ROLE_COORDINATOR, kSeedPartner);
  REQUIRE(Eventually([&] { return !house.Call("GetPartner", Get(kSeedPartner), partner, bearer).ok(); }));
  CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, bearer), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), listed, bearer), HasCode(absl::StatusCode::kNotFound));
  // An answer of before the revocation.
  house.identity().AddCoordinator(user_id, PartnerId::Trusted(kSeedPartner));
  CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, bearer), HasReason("OWNER_UNAVAILABLE"));
  CHECK_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), listed, bearer), HasReason("OWNER_UNAVAILABLE"));
  house.identity().PublishRole(user_id, api::v1::ROLE_COORDINATOR, kSeedPartner);
  CHECK(Eventually([&] { return house.Call("GetPartner", Get(kSeedPartner), partner, bearer).ok(); }));
}

TEST_CASE("partners are listed by name: for an operator all, for a coordinator their own") {
  House house;
  const std::string bearer = house.Operator();
  const std::string kiron = house.Accept("Kiron").partner_id();
  for (const char* name : {"Zagreb", "Amman", "Kiron"}) house.Accept(name);
  std::vector<std::string> seen;
  v1::ListPartnersRequest list;
  list.set_page_size(2);
  std::string first_token;
  do {
    v1::ListPartnersResponse page;
    REQUIRE_THAT(house.Call("ListPartners", list, page, bearer), IsOk());
    for (const std::string& name : NamesOf(page)) seen.push_back(name);
    if (first_token.empty()) first_token = page.next_page_token();
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  CHECK(seen == std::vector<std::string>{"Amman", "Kiron", "Kiron", "Parley", "Zagreb"});

  v1::ListPartnersResponse page;
  const std::string coordinator = house.Coordinator(kiron);
  REQUIRE_THAT(house.Call("ListPartners", list, page, coordinator), IsOk());
  REQUIRE(page.partners_size() == 1);
  CHECK(page.partners(0).partner_id() == kiron);
  list.set_page_token(first_token);
  CHECK_THAT(house.Call("ListPartners", list, page, coordinator), NamesField("page_token"));
  list.clear_page_token();
  list.set_page_size(-1);
  CHECK_THAT(house.Call("ListPartners", list, page, bearer), NamesField("page_size"));
  CHECK_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), page, house.Bearer({auth::Role::kCoordinator})),
             HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("whoever is no coordinator or operator sees no partner, and an API client none either") {
  House house;
  v1::Partner partner;
  v1::ListPartnersResponse listed;
  for (const auto& roles : {std::vector<auth::Role>{}, {auth::Role::kFacilitator}, {auth::Role::kSafeguardingOfficer}}) {
    const std::string bearer = house.Bearer(roles);
    CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), listed, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("UpdatePartner", Update(kSeedPartner), partner, bearer), HasReason("ROLE_REQUIRED"));
  }
  const absl::Time now = house.clock().Now();
  const std::string client = house.identity().tokens().issuer().IssueToClient(
      {ApiClientId::New(now), PartnerId::Trusted(kSeedPartner), {"courses.write", "runs.write"}, now + absl::Minutes(10)}, now);
  CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("UpdatePartner", Update(kSeedPartner), partner, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("GetPartner", Get(kSeedPartner), partner), HasReason("SIGN_IN_REQUIRED"));
}

TEST_CASE("an update changes what the mask names, repeats itself, and refuses what is stale") {
  House house;
  const std::string bearer = house.Operator();
  auto request = Update(kSeedPartner);
  request.mutable_partner()->set_name("  Parley  ");
  request.mutable_partner()->set_website("https://parley.example");
  v1::Partner first, second, partner;
  REQUIRE_THAT(house.Call("UpdatePartner", request, first, bearer), IsOk());
  REQUIRE_THAT(house.Call("UpdatePartner", request, second, bearer), IsOk());
  CHECK(first.SerializeAsString() == second.SerializeAsString());
  CHECK(first.name() == "Parley");

  request = Update(kSeedPartner);
  request.mutable_partner()->set_name("ignored");
  request.mutable_update_mask()->add_paths("website");
  REQUIRE_THAT(house.Call("UpdatePartner", request, partner, bearer), IsOk());
  CHECK(partner.name() == "Parley");
  CHECK(partner.website().empty());

  request = Update(kSeedPartner);
  request.mutable_partner()->set_name("Stale");
  request.mutable_partner()->set_etag(first.etag());
  CHECK_THAT(house.Call("UpdatePartner", request, partner, bearer), HasCode(absl::StatusCode::kAborted) && HasReason("ETAG_MISMATCH"));
}

TEST_CASE("an update with bad input names the field") {
  House house;
  const std::string bearer = house.Operator();
  v1::Partner response;
  const auto refused = [&](const std::string& field, auto change) {
    auto request = Update(kSeedPartner);
    change(request);
    CHECK_THAT(house.Call("UpdatePartner", request, response, bearer), NamesField(field));
  };
  using Request = v1::UpdatePartnerRequest;
  refused("partner.name", [](Request& request) { request.mutable_update_mask()->add_paths("name"); });
  refused("partner.name", [](Request& request) { request.mutable_partner()->set_name(std::string(201, 'a')); });
  refused("partner.name", [](Request& request) { request.mutable_partner()->set_name("a\x1B[2J"); });
  refused("partner.website", [](Request& request) { request.mutable_partner()->set_website("parley.example"); });
  refused("partner.website", [](Request& request) { request.mutable_partner()->set_website("https://" + std::string(2048, 'a')); });
  for (const char* path : {"kind", "partner_id", "create_time", "nonsense", ""}) {
    refused("update_mask", [path](Request& request) { request.mutable_update_mask()->add_paths(path); });
  }
  refused("partner.partner_id", [](Request& request) { request.mutable_partner()->set_partner_id("x"); });
  refused("request_id", [](Request& request) { request.clear_request_id(); });
  CHECK_THAT(house.Call("GetPartner", Get("x"), response, bearer), NamesField("partner_id"));
}

}  // namespace
}  // namespace parley::partners
