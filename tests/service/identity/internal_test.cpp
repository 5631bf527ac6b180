#include <vector>

#include "catch2/catch.hpp"
#include "tests/service/identity/house.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::HasCode;
using test::IsOk;
using test::NamesField;

TEST_CASE("services learn the contacts and profiles of the users they name") {
  House house;
  const v1::Session amal = house.SignIn("amal@example.org");
  const v1::Session bilal = house.SignIn("bilal@example.org");
  v1::UpdateMeRequest update;
  update.mutable_user()->set_display_name("Amal");
  update.mutable_user()->set_country("TN");
  update.mutable_user()->set_time_zone("Africa/Tunis");
  for (const char* language : {"ar", "fr-TN"}) update.mutable_user()->add_languages(language);
  update.set_request_id(Fresh());
  v1::User user;
  REQUIRE_THAT(house.Call("UpdateMe", update, user, amal.access_token()), IsOk());

  v1::BatchGetContactsRequest ask_contacts;
  v1::BatchGetContactsResponse contacts;
  for (const std::string& id : {amal.user().user_id(), Fresh(), bilal.user().user_id(), amal.user().user_id()})
    ask_contacts.add_user_ids(id);
  REQUIRE_THAT(house.CallAs("notifications", "BatchGetContacts", ask_contacts, contacts), IsOk());
  REQUIRE(contacts.contacts_size() == 2);
  for (const auto& contact : contacts.contacts()) {
    const bool is_amal = contact.user_id() == amal.user().user_id();
    CHECK(contact.email() == (is_amal ? "amal@example.org" : "bilal@example.org"));
    CHECK(contact.display_name() == (is_amal ? "Amal" : ""));
    CHECK(contact.locale() == "en");
    CHECK(contact.time_zone() == (is_amal ? "Africa/Tunis" : "UTC"));
  }

  v1::BatchGetProfilesRequest ask_profiles;
  v1::BatchGetProfilesResponse profiles;
  ask_profiles.add_user_ids(amal.user().user_id());
  for (const char* service : {"exchange", "catalog", "notifications"}) {
    REQUIRE_THAT(house.CallAs(service, "BatchGetProfiles", ask_profiles, profiles), IsOk());
    REQUIRE(profiles.profiles_size() == 1);
    CHECK(profiles.profiles(0).display_name() == "Amal");
    CHECK(profiles.profiles(0).country() == "TN");
    CHECK(profiles.profiles(0).region() == "southern-mediterranean");
  }

  v1::BatchGetPlanningProfilesRequest ask_plans;
  v1::BatchGetPlanningProfilesResponse plans;
  for (const std::string& id : {bilal.user().user_id(), Fresh(), amal.user().user_id()}) ask_plans.add_user_ids(id);
  REQUIRE_THAT(house.CallAs("scheduling", "BatchGetPlanningProfiles", ask_plans, plans), IsOk());
  REQUIRE(plans.profiles_size() == 2);
  for (const auto& profile : plans.profiles()) {
    const bool is_amal = profile.user_id() == amal.user().user_id();
    CHECK((is_amal || profile.user_id() == bilal.user().user_id()));
    CHECK(profile.country() == (is_amal ? "TN" : ""));
    CHECK(profile.region() == (is_amal ? "southern-mediterranean" : ""));
    CHECK(profile.time_zone() == (is_amal ? "Africa/Tunis" : "UTC"));
    CHECK(std::vector<std::string>(profile.languages().begin(), profile.languages().end()) ==
          (is_amal ? std::vector<std::string>{"ar", "fr-TN"} : std::vector<std::string>{}));
    CHECK(profile.class_id().empty());
  }
}

TEST_CASE("a batch is of 1 to 500 ids") {
  House house;
  v1::BatchGetContactsRequest contacts;
  v1::BatchGetContactsResponse contacts_response;
  v1::BatchGetProfilesRequest profiles;
  v1::BatchGetProfilesResponse profiles_response;
  CHECK_THAT(house.CallAs("notifications", "BatchGetContacts", contacts, contacts_response), NamesField("user_ids"));
  CHECK_THAT(house.CallAs("catalog", "BatchGetProfiles", profiles, profiles_response), NamesField("user_ids"));
  for (int i = 0; i < 500; ++i) {
    contacts.add_user_ids(Fresh());
    profiles.add_user_ids(Fresh());
  }
  CHECK_THAT(house.CallAs("notifications", "BatchGetContacts", contacts, contacts_response), IsOk());
  CHECK_THAT(house.CallAs("catalog", "BatchGetProfiles", profiles, profiles_response), IsOk());
  contacts.add_user_ids(Fresh());
  profiles.add_user_ids(Fresh());
  CHECK_THAT(house.CallAs("notifications", "BatchGetContacts", contacts, contacts_response), NamesField("user_ids"));
  CHECK_THAT(house.CallAs("catalog", "BatchGetProfiles", profiles, profiles_response), NamesField("user_ids"));
  v1::BatchGetPlanningProfilesRequest plans;
  v1::BatchGetPlanningProfilesResponse plans_response;
  CHECK_THAT(house.CallAs("scheduling", "BatchGetPlanningProfiles", plans, plans_response), NamesField("user_ids"));
  *plans.mutable_user_ids() = profiles.user_ids();
  CHECK_THAT(house.CallAs("scheduling", "BatchGetPlanningProfiles", plans, plans_response), NamesField("user_ids"));
  plans.clear_user_ids();
  plans.add_user_ids("nobody");
  CHECK_THAT(house.CallAs("scheduling", "BatchGetPlanningProfiles", plans, plans_response), NamesField("user_ids[0]"));
  contacts.clear_user_ids();
  contacts.add_user_ids(Fresh());
  contacts.add_user_ids("'; DROP TABLE users; --");
  CHECK_THAT(house.CallAs("notifications", "BatchGetContacts", contacts, contacts_response), NamesField("user_ids[1]"));
}

TEST_CASE("what services ask with bad input is refused by name") {
  House house;
  v1::GetConsentRequest consent;
  v1::Consent answer;
  consent.set_kind(v1::Consent::KIND_VIDEO_PUBLICATION);
  CHECK_THAT(house.CallAs("exchange", "GetConsent", consent, answer), NamesField("user_id"));
  consent.set_user_id(Fresh());
  consent.clear_kind();
  CHECK_THAT(house.CallAs("exchange", "GetConsent", consent, answer), NamesField("kind"));
  consent.set_kind(v1::Consent::KIND_VIDEO_PUBLICATION);
  REQUIRE_THAT(house.CallAs("exchange", "GetConsent", consent, answer), IsOk());
  CHECK(answer.state() == v1::Consent::STATE_NOT_GIVEN);

  v1::ListCoordinatorPartnersRequest ask;
  v1::ListCoordinatorPartnersResponse partners;
  CHECK_THAT(house.CallAs("catalog", "ListCoordinatorPartners", ask, partners), NamesField("user_id"));
  ask.set_user_id(std::string(10'000, 'a'));
  CHECK_THAT(house.CallAs("catalog", "ListCoordinatorPartners", ask, partners), NamesField("user_id"));
  ask.set_user_id(Fresh());
  REQUIRE_THAT(house.CallAs("catalog", "ListCoordinatorPartners", ask, partners), IsOk());
  CHECK(partners.partner_ids().empty());
}

TEST_CASE("only the services named in the contract may ask") {
  House house;
  v1::BatchGetContactsRequest contacts;
  v1::BatchGetContactsResponse contacts_response;
  contacts.add_user_ids(Fresh());
  for (const char* service : {"exchange", "catalog", "gateway"}) {
    CHECK_THAT(house.CallAs(service, "BatchGetContacts", contacts, contacts_response), HasCode(absl::StatusCode::kPermissionDenied));
  }
  v1::BatchGetProfilesRequest profiles;
  v1::BatchGetProfilesResponse profiles_response;
  CHECK_THAT(house.CallAs("gateway", "BatchGetProfiles", profiles, profiles_response), HasCode(absl::StatusCode::kPermissionDenied));
  v1::BatchGetPlanningProfilesRequest plans;
  v1::BatchGetPlanningProfilesResponse plans_response;
  plans.add_user_ids(Fresh());
  for (const char* service : {"exchange", "catalog", "notifications", "gateway"}) {
    CHECK_THAT(house.CallAs(service, "BatchGetPlanningProfiles", plans, plans_response), HasCode(absl::StatusCode::kPermissionDenied));
  }
  v1::GetConsentRequest consent;
  v1::Consent consent_response;
  CHECK_THAT(house.CallAs("catalog", "GetConsent", consent, consent_response), HasCode(absl::StatusCode::kPermissionDenied));
  v1::ListCoordinatorPartnersRequest ask;
  v1::ListCoordinatorPartnersResponse partners;
  CHECK_THAT(house.CallAs("exchange", "ListCoordinatorPartners", ask, partners), HasCode(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace parley::identity
