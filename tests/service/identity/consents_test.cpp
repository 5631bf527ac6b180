#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/identity/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::IsOk;
using test::NamesField;

template <class Request>
Request Of(int kind) {
  Request request;
  request.set_kind(static_cast<v1::Consent::Kind>(kind));
  request.set_request_id(Fresh());
  return request;
}

v1::Consent::State Known(House& house, const std::string& user_id) {
  v1::GetConsentRequest request;
  v1::Consent consent;
  request.set_user_id(user_id);
  request.set_kind(v1::Consent::KIND_VIDEO_PUBLICATION);
  REQUIRE_THAT(house.CallAs("exchange", "GetConsent", request, consent), IsOk());
  return consent.state();
}

TEST_CASE("a consent is given and withdrawn, and each change is told once") {
  House house;
  const v1::Session session = house.SignIn("amal@example.org");
  const std::string& bearer = session.access_token();
  const std::string user_id = session.user().user_id();
  v1::ListConsentsResponse list;
  REQUIRE_THAT(house.Call("ListConsents", v1::ListConsentsRequest(), list, bearer), IsOk());
  REQUIRE(list.consents_size() == 2);
  CHECK(list.consents(0).kind() == v1::Consent::KIND_VIDEO_PUBLICATION);
  CHECK(list.consents(1).kind() == v1::Consent::KIND_EXCHANGE_ATTRIBUTES);
  for (const auto& consent : list.consents()) {
    CHECK(consent.state() == v1::Consent::STATE_NOT_GIVEN);
    CHECK_FALSE(consent.has_update_time());
  }
  CHECK(Known(house, user_id) == v1::Consent::STATE_NOT_GIVEN);

  v1::Consent consent;
  REQUIRE_THAT(house.Call("WithdrawConsent", Of<v1::WithdrawConsentRequest>(1), consent, bearer), IsOk());
  CHECK(consent.state() == v1::Consent::STATE_NOT_GIVEN);

  const absl::Time give_time = house.clock().Now();
  REQUIRE_THAT(house.Call("GiveConsent", Of<v1::GiveConsentRequest>(1), consent, bearer), IsOk());
  house.clock().Advance(absl::Minutes(1));
  REQUIRE_THAT(house.Call("GiveConsent", Of<v1::GiveConsentRequest>(1), consent, bearer), IsOk());
  CHECK(consent.state() == v1::Consent::STATE_GIVEN);
  CHECK(rpc::FromProto(consent.update_time()) == give_time);
  CHECK(Known(house, user_id) == v1::Consent::STATE_GIVEN);

  REQUIRE_THAT(house.Call("WithdrawConsent", Of<v1::WithdrawConsentRequest>(1), consent, bearer), IsOk());
  REQUIRE_THAT(house.Call("WithdrawConsent", Of<v1::WithdrawConsentRequest>(1), consent, bearer), IsOk());
  CHECK(consent.state() == v1::Consent::STATE_WITHDRAWN);
  CHECK(Known(house, user_id) == v1::Consent::STATE_WITHDRAWN);
  REQUIRE(Eventually([&] { return house.CountEvents("ConsentWithdrawn") == 1; }));
  CHECK(house.CountEvents("ConsentGiven") == 1);

  REQUIRE_THAT(house.Call("ListConsents", v1::ListConsentsRequest(), list, bearer), IsOk());
  CHECK(list.consents(0).state() == v1::Consent::STATE_WITHDRAWN);
  CHECK(list.consents(1).state() == v1::Consent::STATE_NOT_GIVEN);
}

TEST_CASE("consents are one's own") {
  House house;
  const v1::Session amal = house.SignIn("amal@example.org");
  const v1::Session bilal = house.SignIn("bilal@example.org");
  v1::Consent consent;
  REQUIRE_THAT(house.Call("GiveConsent", Of<v1::GiveConsentRequest>(1), consent, amal.access_token()), IsOk());
  CHECK(Known(house, amal.user().user_id()) == v1::Consent::STATE_GIVEN);
  CHECK(Known(house, bilal.user().user_id()) == v1::Consent::STATE_NOT_GIVEN);
}

TEST_CASE("consents with bad input are refused by name") {
  House house;
  const std::string bearer = house.SignIn("amal@example.org").access_token();
  v1::Consent consent;
  for (int kind : {0, 3, -1, 1'000'000}) {
    CHECK_THAT(house.Call("GiveConsent", Of<v1::GiveConsentRequest>(kind), consent, bearer), NamesField("kind"));
    CHECK_THAT(house.Call("WithdrawConsent", Of<v1::WithdrawConsentRequest>(kind), consent, bearer), NamesField("kind"));
  }
  auto give = Of<v1::GiveConsentRequest>(1);
  give.set_request_id("x");
  CHECK_THAT(house.Call("GiveConsent", give, consent, bearer), NamesField("request_id"));
  auto withdraw = Of<v1::WithdrawConsentRequest>(1);
  withdraw.clear_request_id();
  CHECK_THAT(house.Call("WithdrawConsent", withdraw, consent, bearer), NamesField("request_id"));
  v1::ListConsentsResponse list;
  CHECK_THAT(house.Call("ListConsents", v1::ListConsentsRequest(), list), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("GiveConsent", Of<v1::GiveConsentRequest>(1), consent), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("WithdrawConsent", Of<v1::WithdrawConsentRequest>(1), consent), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK(house.CountEvents("ConsentGiven") == 0);
}

}  // namespace
}  // namespace parley::identity
