#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/service/notifications/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::notifications {
namespace {

using test::Eventually;
using test::HasCode;
using test::IsOk;
using test::NamesField;

v1::SendInterestConfirmationRequest Confirmation(House& house) {
  v1::SendInterestConfirmationRequest request;
  request.set_email("visitor@example.org");
  request.set_locale("fr");
  request.set_url("https://parley.example/interests/confirm#secret-token");
  *request.mutable_expire_time() = rpc::ToProto(house.clock.Now() + absl::Hours(48));
  request.set_request_id(NewUuid(house.clock.Now()));
  return request;
}

v1::SendOfferRequest Offer(House& house) {
  v1::SendOfferRequest request;
  request.set_email("visitor@example.org");
  request.set_locale("en");
  request.set_url("https://parley.example/offers#secret-token");
  request.set_run_title("Newcomers & Nationalism");
  *request.mutable_expire_time() = rpc::ToProto(house.clock.Now() + absl::Hours(72));
  request.set_request_id(NewUuid(house.clock.Now()));
  return request;
}

absl::Status Send(House& house, const v1::SendInterestConfirmationRequest& request, const std::string& as = "catalog") {
  v1::SendInterestConfirmationResponse response;
  return house.CallInternal("SendInterestConfirmation", request, response, as);
}

absl::Status Send(House& house, const v1::SendOfferRequest& request, const std::string& as = "catalog") {
  v1::SendOfferResponse response;
  return house.CallInternal("SendOffer", request, response, as);
}

TEST_CASE("a visitor's link to confirm is mailed once in their language, and its secret is kept sealed and then nowhere") {
  House house;
  const auto request = Confirmation(house);
  house.mail.Kill();
  REQUIRE_THAT(Send(house, request), IsOk());
  REQUIRE_THAT(Send(house, request), IsOk());
  CHECK(house.DumpDeliveries().find("secret-token") == std::string::npos);
  house.WaitUntilPutOff();
  house.mail.Start();
  house.clock.Advance(absl::Minutes(5));
  const auto mails = house.WaitForMails(1);
  CHECK(mails[0].to == "visitor@example.org");
  CHECK(mails[0].Header("Content-Language") == "fr");
  CHECK(mails[0].content.find("secret-token") != std::string::npos);
  CHECK(mails[0].content.find("48 heures") != std::string::npos);
  CHECK(house.DumpDeliveries().find("visitor@example.org") == std::string::npos);
}

TEST_CASE("an offer is mailed once, names its run and how long it is held, and does not speak of an account") {
  House house;
  const auto request = Offer(house);
  REQUIRE_THAT(Send(house, request), IsOk());
  REQUIRE_THAT(Send(house, request), IsOk());
  const auto mails = house.WaitForMails(1);
  CHECK(mails[0].to == "visitor@example.org");
  CHECK(mails[0].Header("Subject") == "A seat is held for you: Newcomers & Nationalism");
  CHECK(mails[0].content.find("https://parley.example/offers#secret-token") != std::string::npos);
  CHECK(mails[0].content.find("72 hours") != std::string::npos);
  CHECK(mails[0].content.find("Parley account") == std::string::npos);
  CHECK(house.DumpDeliveries().find("visitor@example.org") == std::string::npos);
}

TEST_CASE("an offer whose deadline has passed is not mailed") {
  House house;
  house.mail.Kill();
  REQUIRE_THAT(Send(house, Offer(house)), IsOk());
  house.WaitUntilPutOff();
  house.mail.Start();
  house.clock.Advance(absl::Hours(72));
  REQUIRE(Eventually([&] { return house.CountDeliveries(4) == 1; }));
  CHECK(house.mail.mails().empty());
}

TEST_CASE("visitors' mails are refused with every field at fault, and to everybody but catalog") {
  House house;
  for (const char* service : {"identity", "exchange", "gateway"}) {
    CHECK_THAT(Send(house, Confirmation(house), service), HasCode(absl::StatusCode::kPermissionDenied));
    CHECK_THAT(Send(house, Offer(house), service), HasCode(absl::StatusCode::kPermissionDenied));
  }
  const auto spoil = [](auto request) {
    request.set_email("a@b\r\nDATA");
    request.set_url("javascript:alert(1)");
    request.set_locale(std::string(36, 'x'));
    request.clear_expire_time();
    return request;
  };
  auto offer = spoil(Offer(house));
  offer.set_run_title("A\r\nBcc: everybody@example.org");
  for (const char* field : {"email", "url", "locale", "expire_time"}) {
    CHECK_THAT(Send(house, spoil(Confirmation(house))), NamesField(field));
    CHECK_THAT(Send(house, offer), NamesField(field));
  }
  CHECK_THAT(Send(house, offer), NamesField("run_title"));
  offer = Offer(house);
  offer.set_run_title(std::string(801, 'a'));
  CHECK_THAT(Send(house, offer), NamesField("run_title"));
  offer = Offer(house);
  offer.clear_run_title();
  CHECK_THAT(Send(house, offer), NamesField("run_title"));
  offer = Offer(house);
  offer.clear_request_id();
  CHECK_THAT(Send(house, offer), NamesField("request_id"));
  CHECK(house.DumpDeliveries().empty());
}

}  // namespace
}  // namespace parley::notifications
