#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/identity/house.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

constexpr char kPartner[] = "01900000-0000-7000-8000-00000000aaaa";
constexpr char kOther[] = "01900000-0000-7000-8000-00000000bbbb";

v1::CreateApiClientRequest Create(const std::string& name = "Registry") {
  v1::CreateApiClientRequest request;
  request.set_partner_id(kPartner);
  request.set_name(name);
  for (const char* scope : {"runs.write", "events.read"}) request.add_scopes(scope);
  request.set_request_id(Fresh());
  return request;
}

v1::CreateApiClientResponse Created(House& house, const std::string& bearer, const std::string& name = "Registry") {
  v1::CreateApiClientResponse created;
  const absl::Status status = house.Call("CreateApiClient", Create(name), created, bearer);
  INFO(status);
  REQUIRE(status.ok());
  return created;
}

v1::CreateApiTokenRequest TokenFor(const v1::CreateApiClientResponse& created) {
  v1::CreateApiTokenRequest request;
  request.set_client_id(created.api_client().api_client_id());
  request.set_client_secret(created.client_secret());
  return request;
}

v1::RevokeApiClientRequest Revoke(const std::string& id) {
  v1::RevokeApiClientRequest request;
  request.set_api_client_id(id);
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("a coordinator makes a client, whose token names it, its partner and its scopes for ten minutes") {
  House house;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  const v1::CreateApiClientResponse created = Created(house, bearer, "  Registry ");
  CHECK(created.api_client().name() == "Registry");
  CHECK(created.api_client().partner_id() == kPartner);

  v1::ApiToken token;
  REQUIRE_THAT(house.Call("CreateApiToken", TokenFor(created), token), IsOk());
  const absl::Time end = house.clock().Now() + absl::Minutes(10);
  CHECK(rpc::FromProto(token.expire_time()) == end);
  const auto read = house.Verify(token.access_token());
  REQUIRE(read.ok());
  REQUIRE(read->client);
  CHECK_FALSE(read->user);
  CHECK(read->client->client_id.text() == created.api_client().api_client_id());
  CHECK(read->client->partner_id.text() == kPartner);
  CHECK(read->client->scopes == std::vector<std::string>{"runs.write", "events.read"});
  CHECK(read->client->expire_time == end);
}

TEST_CASE("a client's token is no user's: it opens nothing that people do") {
  House house;
  v1::ApiToken token;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  REQUIRE_THAT(house.Call("CreateApiToken", TokenFor(Created(house, bearer)), token), IsOk());
  const std::string client = token.access_token();
  v1::User user;
  v1::ListConsentsResponse consents;
  v1::CreateApiClientResponse created;
  v1::GrantRoleResponse granted;
  v1::GrantRoleRequest grant;
  grant.set_request_id(Fresh());
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), user, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("ListConsents", v1::ListConsentsRequest(), consents, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("CreateApiClient", Create(), created, client), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("GrantRole", grant, granted, client), HasReason("SCOPE_REQUIRED"));
  // What is public stays so.
  v1::Jwks keys;
  CHECK_THAT(house.Call("GetJwks", v1::GetJwksRequest(), keys, client), IsOk());
}

TEST_CASE("the secret is told once, and again only to a repeat of the call, and the table does not hold it") {
  House house;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  const auto request = Create();
  v1::CreateApiClientResponse first, second;
  REQUIRE_THAT(house.Call("CreateApiClient", request, first, bearer), IsOk());
  REQUIRE_THAT(house.Call("CreateApiClient", request, second, bearer), IsOk());
  CHECK(first.SerializeAsString() == second.SerializeAsString());

  v1::ListApiClientsRequest list;
  v1::ListApiClientsResponse listed;
  list.set_partner_id(kPartner);
  REQUIRE_THAT(house.Call("ListApiClients", list, listed, bearer), IsOk());
  REQUIRE(listed.api_clients_size() == 1);
  CHECK(listed.SerializeAsString().find(first.client_secret()) == std::string::npos);
  static constexpr postgres::Statement kRows{"Rows", "SELECT c::text || encode(secret_hash, 'escape') AS row FROM api_clients c"};
  postgres::Connection connection(house.database());
  CHECK(connection.Execute(kRows).front().Get<std::string>("row").find(first.client_secret()) == std::string::npos);
}

TEST_CASE("a token needs the client's own secret, and none is given once it is revoked") {
  House house;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  const auto one = Created(house, bearer, "One");
  const auto two = Created(house, bearer, "Two");
  v1::ApiToken token;
  auto request = TokenFor(one);
  request.set_client_secret(two.client_secret());
  CHECK_THAT(house.Call("CreateApiToken", request, token), HasCode(absl::StatusCode::kUnauthenticated) && HasReason("API_CLIENT_UNKNOWN"));
  request = TokenFor(one);
  request.set_client_id(Fresh());
  CHECK_THAT(house.Call("CreateApiToken", request, token), HasReason("API_CLIENT_UNKNOWN"));
  for (const std::string& secret : {std::string(), std::string("x"), std::string(100'000, 'A'), one.client_secret() + "A"}) {
    request = TokenFor(one);
    request.set_client_secret(secret);
    CHECK_THAT(house.Call("CreateApiToken", request, token), NamesField("client_secret"));
  }
  request = TokenFor(one);
  request.set_client_id("x");
  CHECK_THAT(house.Call("CreateApiToken", request, token), NamesField("client_id"));

  v1::ApiClient revoked, again;
  REQUIRE_THAT(house.Call("RevokeApiClient", Revoke(one.api_client().api_client_id()), revoked, bearer), IsOk());
  CHECK(revoked.has_revoke_time());
  CHECK(house.Revocations() == auth::Revocations{{one.api_client().api_client_id(), 1}});
  house.clock().Advance(absl::Seconds(1));
  REQUIRE_THAT(house.Call("RevokeApiClient", Revoke(one.api_client().api_client_id()), again, bearer), IsOk());
  CHECK(again.SerializeAsString() == revoked.SerializeAsString());
  CHECK_THAT(house.Call("CreateApiToken", TokenFor(one), token), HasReason("API_CLIENT_UNKNOWN"));
  CHECK_THAT(house.Call("CreateApiToken", TokenFor(two), token), IsOk());
}

TEST_CASE("a client with bad input is refused by name") {
  House house;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  v1::CreateApiClientResponse response;
  const auto refused = [&](const std::string& field, auto change) {
    auto request = Create();
    change(request);
    CHECK_THAT(house.Call("CreateApiClient", request, response, bearer), NamesField(field));
  };
  using Request = v1::CreateApiClientRequest;
  refused("partner_id", [](Request& request) { request.clear_partner_id(); });
  refused("partner_id", [](Request& request) { request.set_partner_id("' OR 1=1"); });
  refused("name", [](Request& request) { request.set_name(" \t"); });
  refused("name", [](Request& request) { request.set_name(std::string(61, 'a')); });
  refused("name", [](Request& request) { request.set_name(std::string(100'000, 'a')); });
  refused("name", [](Request& request) { request.set_name("a\nb"); });
  refused("scopes", [](Request& request) { request.clear_scopes(); });
  refused("scopes[1]", [](Request& request) { request.set_scopes(1, "runs.write"); });
  refused("scopes[0]", [](Request& request) { request.set_scopes(0, "everything"); });
  refused("scopes", [](Request& request) {
    for (int i = 0; i < 5; ++i) request.add_scopes("courses.write");
  });
  refused("request_id", [](Request& request) { request.clear_request_id(); });
  v1::ListApiClientsRequest list;
  v1::ListApiClientsResponse listed;
  CHECK_THAT(house.Call("ListApiClients", list, listed, bearer), NamesField("partner_id"));
  list.set_partner_id(kPartner);
  list.set_page_size(-1);
  CHECK_THAT(house.Call("ListApiClients", list, listed, bearer), NamesField("page_size"));
  list.set_page_size(0);
  list.set_page_token("x");
  CHECK_THAT(house.Call("ListApiClients", list, listed, bearer), NamesField("page_token"));
  list.set_page_token("");
  REQUIRE_THAT(house.Call("ListApiClients", list, listed, bearer), IsOk());
  CHECK(listed.api_clients().empty());
}

TEST_CASE("another partner's clients are not found") {
  House house;
  const std::string owner = house.Coordinator("owner@uni.example", kPartner);
  const std::string foreign = house.Coordinator("foreign@other.example", kOther);
  const auto created = Created(house, owner);
  v1::ApiClient client;
  CHECK_THAT(house.Call("RevokeApiClient", Revoke(created.api_client().api_client_id()), client, foreign),
             HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("RevokeApiClient", Revoke(Fresh()), client, owner), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("RevokeApiClient", Revoke("x"), client, owner), NamesField("api_client_id"));
  v1::CreateApiClientResponse response;
  CHECK_THAT(house.Call("CreateApiClient", Create(), response, foreign), HasCode(absl::StatusCode::kNotFound));
  v1::ListApiClientsRequest list;
  v1::ListApiClientsResponse listed;
  list.set_partner_id(kPartner);
  CHECK_THAT(house.Call("ListApiClients", list, listed, foreign), HasCode(absl::StatusCode::kNotFound));
  const std::string nobody = house.SignIn("amal@example.org").access_token();
  for (const std::string& bearer : {nobody, house.Operator()}) {
    CHECK_THAT(house.Call("ListApiClients", list, listed, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("CreateApiClient", Create(), response, bearer), HasReason("ROLE_REQUIRED"));
  }
  v1::ApiToken token;
  CHECK_THAT(house.Call("CreateApiToken", TokenFor(created), token), IsOk());
}

TEST_CASE("a partner has twenty clients, listed by pages, newest first") {
  House house;
  const std::string bearer = house.Coordinator("coordinator@uni.example", kPartner);
  std::vector<std::string> ids;
  for (int i = 0; i < 20; ++i) {
    house.clock().Advance(absl::Milliseconds(2));
    ids.insert(ids.begin(), Created(house, bearer).api_client().api_client_id());
  }
  v1::CreateApiClientResponse response;
  CHECK_THAT(house.Call("CreateApiClient", Create(), response, bearer), HasReason("TOO_MANY_API_CLIENTS"));
  v1::ApiClient revoked;
  REQUIRE_THAT(house.Call("RevokeApiClient", Revoke(ids[3]), revoked, bearer), IsOk());
  house.clock().Advance(absl::Milliseconds(2));
  ids.insert(ids.begin(), Created(house, bearer).api_client().api_client_id());

  std::vector<std::string> seen;
  v1::ListApiClientsRequest list;
  list.set_partner_id(kPartner);
  list.set_page_size(8);
  do {
    v1::ListApiClientsResponse page;
    REQUIRE_THAT(house.Call("ListApiClients", list, page, bearer), IsOk());
    for (const auto& client : page.api_clients()) seen.push_back(client.api_client_id());
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  CHECK(seen == ids);
}

}  // namespace
}  // namespace parley::identity
