#include "catch2/catch.hpp"
#include "tests/service/identity/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

constexpr char kPartner[] = "01900000-0000-7000-8000-000000000001";

v1::UpdateMeRequest Update() {
  v1::UpdateMeRequest request;
  request.set_request_id(Fresh());
  return request;
}

v1::GrantRoleRequest Grant(const std::string& email, api::v1::Role role, const std::string& partner_id = "") {
  v1::GrantRoleRequest request;
  request.set_email(email);
  request.set_role(role);
  request.set_partner_id(partner_id);
  request.set_request_id(Fresh());
  return request;
}

std::string Operator(House& house) { return house.SignIn(kOperatorEmail).access_token(); }

TEST_CASE("a user changes their own details, and others are told once") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  auto request = Update();
  request.mutable_user()->set_display_name("  Amal ");
  request.mutable_user()->set_locale("ar");
  request.mutable_user()->set_time_zone("Asia/Beirut");
  request.mutable_user()->set_country("LB");
  request.mutable_user()->set_etag(session.user().etag());
  v1::User changed, same;
  REQUIRE_THAT(house.Call("UpdateMe", request, changed, session.access_token()), IsOk());
  CHECK(changed.display_name() == "Amal");
  CHECK(changed.locale() == "ar");
  CHECK(changed.time_zone() == "Asia/Beirut");
  CHECK(changed.country() == "LB");
  CHECK(changed.region() == "southern-mediterranean");
  CHECK(changed.etag() != session.user().etag());

  request.set_request_id(Fresh());
  request.mutable_user()->set_etag(changed.etag());
  REQUIRE_THAT(house.Call("UpdateMe", request, same, session.access_token()), IsOk());
  CHECK(same.SerializeAsString() == changed.SerializeAsString());
  CHECK(Eventually([&] { return house.CountEvents("UserChanged") == 1; }));
  v1::User me;
  REQUIRE_THAT(house.Call("GetMe", v1::GetMeRequest(), me, session.access_token()), IsOk());
  CHECK(me.SerializeAsString() == changed.SerializeAsString());
}

TEST_CASE("a mask keeps the other fields, and clears a country") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::User user;
  auto request = Update();
  request.mutable_user()->set_display_name("Amal");
  request.mutable_user()->set_country("FR");
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  CHECK(user.region() == "europe");
  request = Update();
  request.mutable_user()->set_display_name("ignored");
  request.mutable_update_mask()->add_paths("country");
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  CHECK(user.display_name() == "Amal");
  CHECK(user.country().empty());
  CHECK(user.region().empty());
}

TEST_CASE("an update with bad input names the field and changes nothing") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::User response;
  const auto refused = [&](const std::string& field, auto set) {
    auto request = Update();
    request.mutable_update_mask()->add_paths(field);
    set(*request.mutable_user());
    CHECK_THAT(house.Call("UpdateMe", request, response, session.access_token()), NamesField("user." + field));
  };
  refused("display_name", [](v1::User&) {});
  refused("display_name", [](v1::User& user) { user.set_display_name(" \n "); });
  refused("display_name", [](v1::User& user) { user.set_display_name(std::string(61, 'a')); });
  refused("display_name", [](v1::User& user) { user.set_display_name(std::string(100'000, 'a')); });
  refused("display_name", [](v1::User& user) { user.set_display_name(std::string("a\0b", 3)); });
  refused("locale", [](v1::User&) {});
  refused("locale", [](v1::User& user) { user.set_locale("de"); });
  refused("time_zone", [](v1::User&) {});
  refused("time_zone", [](v1::User& user) { user.set_time_zone("Mars/Olympus"); });
  refused("time_zone", [](v1::User& user) { user.set_time_zone("../../etc/passwd"); });
  refused("time_zone", [](v1::User& user) { user.set_time_zone(std::string(10'000, 'a')); });
  refused("country", [](v1::User& user) { user.set_country("XX"); });
  refused("country", [](v1::User& user) { user.set_country("lb"); });
  refused("country", [](v1::User& user) { user.set_country("Lebanon"); });

  for (const char* path : {"email", "roles", "region", "user_id", "nonsense", ""}) {
    auto request = Update();
    request.mutable_update_mask()->add_paths(path);
    CHECK_THAT(house.Call("UpdateMe", request, response, session.access_token()), NamesField("update_mask"));
  }
  auto request = Update();
  request.clear_request_id();
  CHECK_THAT(house.Call("UpdateMe", request, response, session.access_token()), NamesField("request_id"));
  CHECK_THAT(house.Call("UpdateMe", Update(), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("GetMe", v1::GetMeRequest(), response), HasCode(absl::StatusCode::kUnauthenticated));

  REQUIRE_THAT(house.Call("GetMe", v1::GetMeRequest(), response, session.access_token()), IsOk());
  CHECK(response.SerializeAsString() == session.user().SerializeAsString());
}

std::vector<std::string> LanguagesOf(const v1::User& user) { return {user.languages().begin(), user.languages().end()}; }

TEST_CASE("a user names the languages they speak, the best first, and clears them") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::User user;
  auto request = Update();
  for (const char* language : {"ar", "fr-LB", "en"}) request.mutable_user()->add_languages(language);
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  CHECK(LanguagesOf(user) == std::vector<std::string>{"ar", "fr-LB", "en"});
  CHECK(user.locale() == session.user().locale());
  CHECK(Eventually([&] { return house.CountEvents("UserChanged") == 1; }));

  request = Update();
  request.mutable_user()->set_display_name("Amal");
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  CHECK(LanguagesOf(user) == std::vector<std::string>{"ar", "fr-LB", "en"});

  request = Update();
  request.mutable_update_mask()->add_paths("languages");
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  CHECK(user.languages().empty());
  CHECK(user.display_name() == "Amal");
  REQUIRE_THAT(house.Call("GetMe", v1::GetMeRequest(), user, session.access_token()), IsOk());
  CHECK(user.languages().empty());
}

TEST_CASE("languages that are none, too many or named twice are refused") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::User response;
  const auto ask = [&](const std::vector<std::string>& languages) {
    auto request = Update();
    for (const std::string& language : languages) request.mutable_user()->add_languages(language);
    return house.Call("UpdateMe", request, response, session.access_token());
  };
  CHECK_THAT(ask({"en", "english"}), NamesField("user.languages[1]"));
  CHECK_THAT(ask({""}), NamesField("user.languages[0]"));
  CHECK_THAT(ask({std::string(100'000, 'a')}), NamesField("user.languages[0]"));
  CHECK_THAT(ask({std::string("e\0n", 3)}), NamesField("user.languages[0]"));
  CHECK_THAT(ask({"en", "fr", "en"}), NamesField("user.languages[2]"));
  CHECK_THAT(ask({"aa", "ab", "ac", "ad", "ae", "af", "ag", "ah", "ai", "aj", "ak"}), NamesField("user.languages"));
  CHECK_THAT(ask({"aa", "ab", "ac", "ad", "ae", "af", "ag", "ah", "ai", "aj"}), IsOk());
}

TEST_CASE("an update of what was changed meanwhile is refused") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::User user;
  auto request = Update();
  request.mutable_user()->set_display_name("Amal");
  REQUIRE_THAT(house.Call("UpdateMe", request, user, session.access_token()), IsOk());
  request = Update();
  request.mutable_user()->set_display_name("Other");
  request.mutable_user()->set_etag(session.user().etag());
  CHECK_THAT(house.Call("UpdateMe", request, user, session.access_token()),
             HasCode(absl::StatusCode::kAborted) && HasReason("ETAG_MISMATCH"));
}

TEST_CASE("the operator of the settings is one from the start, once, also after a restart") {
  House house;
  REQUIRE(Eventually([&] { return house.CountEvents("RoleGranted") == 1; }));
  const v1::Session session = house.SignIn("Operator@Parley.Example");
  REQUIRE(session.user().roles_size() == 1);
  CHECK(session.user().roles(0) == api::v1::ROLE_OPERATOR);
  house.Restart();
  house.SignIn(kOperatorEmail);
  CHECK(house.CountEvents("RoleGranted") == 1);
  CHECK(house.CountEvents("UserCreated") == 1);
}

TEST_CASE("an operator grants a role, which the next token carries") {
  House house;
  const std::string bearer = Operator(house);
  const v1::Session before = house.SignIn("amal@example.org");
  v1::GrantRoleResponse granted;
  REQUIRE_THAT(house.Call("GrantRole", Grant("AMAL@example.org", api::v1::ROLE_COORDINATOR, kPartner), granted, bearer), IsOk());
  CHECK(granted.user_id() == before.user().user_id());
  REQUIRE_THAT(house.Call("GrantRole", Grant("amal@example.org", api::v1::ROLE_COORDINATOR, kPartner), granted, bearer), IsOk());
  REQUIRE_THAT(house.Call("GrantRole", Grant("new@example.org", api::v1::ROLE_FACILITATOR, kPartner), granted, bearer), IsOk());
  REQUIRE_THAT(house.Call("GrantRole", Grant("new@example.org", api::v1::ROLE_FACILITATOR), granted, bearer), IsOk());
  CHECK(Eventually([&] { return house.CountEvents("RoleGranted") == 4; }));  // with the operator's own
  const v1::Session after = house.SignIn("amal@example.org");
  REQUIRE(after.user().roles_size() == 1);
  CHECK(after.user().roles(0) == api::v1::ROLE_COORDINATOR);
  CHECK(house.SignIn("new@example.org").user().user_id() == granted.user_id());

  v1::ListCoordinatorPartnersRequest ask;
  v1::ListCoordinatorPartnersResponse partners;
  ask.set_user_id(after.user().user_id());
  REQUIRE_THAT(house.CallAs("catalog", "ListCoordinatorPartners", ask, partners), IsOk());
  REQUIRE(partners.partner_ids_size() == 1);
  CHECK(partners.partner_ids(0) == kPartner);
}

TEST_CASE("granting with bad input names the field") {
  House house;
  const std::string bearer = Operator(house);
  v1::GrantRoleResponse response;
  CHECK_THAT(house.Call("GrantRole", Grant("", api::v1::ROLE_FACILITATOR), response, bearer), NamesField("email"));
  CHECK_THAT(house.Call("GrantRole", Grant(std::string(1000, 'a') + "@b", api::v1::ROLE_FACILITATOR), response, bearer),
             NamesField("email"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", api::v1::ROLE_UNSPECIFIED), response, bearer), NamesField("role"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", static_cast<api::v1::Role>(77)), response, bearer), NamesField("role"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", api::v1::ROLE_COORDINATOR), response, bearer), NamesField("partner_id"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", api::v1::ROLE_COORDINATOR, "x"), response, bearer), NamesField("partner_id"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", api::v1::ROLE_FACILITATOR, "x"), response, bearer), NamesField("partner_id"));
  CHECK_THAT(house.Call("GrantRole", Grant("a@b.org", api::v1::ROLE_OPERATOR, kPartner), response, bearer), NamesField("partner_id"));
  auto request = Grant("a@b.org", api::v1::ROLE_FACILITATOR);
  request.clear_request_id();
  CHECK_THAT(house.Call("GrantRole", request, response, bearer), NamesField("request_id"));
  CHECK(house.CountEvents("UserCreated") == 1);
}

TEST_CASE("only an operator grants roles") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  v1::GrantRoleResponse response;
  CHECK_THAT(house.Call("GrantRole", Grant("amal@example.org", api::v1::ROLE_OPERATOR), response, session.access_token()),
             HasCode(absl::StatusCode::kPermissionDenied));
  CHECK_THAT(house.Call("GrantRole", Grant("amal@example.org", api::v1::ROLE_OPERATOR), response),
             HasCode(absl::StatusCode::kUnauthenticated));
  CHECK(house.SignIn("amal@example.org").user().roles().empty());
}

}  // namespace
}  // namespace parley::identity
