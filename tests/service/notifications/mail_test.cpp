#include <set>

#include "catch2/catch.hpp"
#include "tests/service/notifications/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::notifications {
namespace {

using test::Eventually;
using test::HasCode;
using test::IsOk;
using test::NamesField;

constexpr int kQueued = 1;
constexpr int kExpired = 4;
constexpr int kFailed = 5;

std::set<std::string> MessageIds(const std::vector<test::ReceivedMail>& mails) {
  std::set<std::string> ids;
  for (const auto& mail : mails) ids.insert(mail.Header("Message-Id") + mail.Header("Message-ID"));
  return ids;
}

TEST_CASE("a sign-in link is mailed once, and its secret is kept sealed until then and nowhere afterwards") {
  House house;
  const auto request = House::SignInLink(house.clock.Now() + absl::Minutes(15));
  house.mail.Kill();
  REQUIRE_THAT(house.SendSignInLink(request), IsOk());
  REQUIRE_THAT(house.SendSignInLink(request), IsOk());
  CHECK(house.DumpDeliveries().find("visitor@example.org") != std::string::npos);
  CHECK(house.DumpDeliveries().find("secret-token") == std::string::npos);
  house.WaitUntilPutOff();
  house.mail.Start();
  house.clock.Advance(absl::Minutes(5));
  const auto mails = house.WaitForMails(1);
  CHECK(mails[0].to == "visitor@example.org");
  CHECK(mails[0].Header("Content-Language") == "fr");
  CHECK(mails[0].content.find("secret-token") != std::string::npos);
  CHECK(mails[0].content.find("10 minutes") != std::string::npos);
  CHECK(house.DumpDeliveries().find("visitor@example.org") == std::string::npos);
}

TEST_CASE("a sign-in link is refused with every field at fault, and to everybody but identity") {
  House house;
  auto request = House::SignInLink(house.clock.Now() + absl::Minutes(15));
  CHECK_THAT(house.SendSignInLink(request, "exchange"), HasCode(absl::StatusCode::kPermissionDenied));
  request.set_email("a@b\r\nDATA");
  request.set_url("javascript:alert(1)");
  request.set_locale(std::string(36, 'x'));
  request.clear_expire_time();
  const absl::Status status = house.SendSignInLink(request);
  for (const char* field : {"email", "url", "locale", "expire_time"}) CHECK_THAT(status, NamesField(field));
  auto without_id = House::SignInLink(house.clock.Now());
  without_id.clear_request_id();
  CHECK_THAT(house.SendSignInLink(without_id), NamesField("request_id"));
  CHECK(house.DumpDeliveries().empty());
}

TEST_CASE("an invitation is mailed once, says to which role, and its secret is kept sealed until then and nowhere afterwards") {
  House house;
  auto request = House::Invitation(house.clock.Now() + absl::Hours(24 * 14));
  house.mail.Kill();
  REQUIRE_THAT(house.SendInvitation(request), IsOk());
  REQUIRE_THAT(house.SendInvitation(request), IsOk());
  CHECK(house.DumpDeliveries().find("invited@example.org") != std::string::npos);
  CHECK(house.DumpDeliveries().find("secret-token") == std::string::npos);
  house.mail.Start();
  house.clock.Advance(absl::Hours(24));
  // However long it was put off meanwhile.
  REQUIRE(Eventually([&] {
    house.clock.Advance(absl::Seconds(1));
    return house.mail.mails().size() == 1;
  }));
  const auto mails = house.mail.mails();
  CHECK(mails[0].to == "invited@example.org");
  CHECK(mails[0].Header("Subject") == "You are invited to facilitate on Parley");
  CHECK(mails[0].content.find("secret-token") != std::string::npos);
  CHECK(mails[0].content.find("for 13 days") != std::string::npos);
  REQUIRE(Eventually([&] { return house.DumpDeliveries().find("invited@example.org") == std::string::npos; }));

  request = House::Invitation(house.clock.Now() + absl::Hours(24 * 14));
  request.set_role(api::v1::ROLE_OPERATOR);
  REQUIRE_THAT(house.SendInvitation(request), IsOk());
  CHECK(house.WaitForMails(2)[1].Header("Subject") == "You are invited to help run Parley");
}

TEST_CASE("an invitation is refused with every field at fault, and to everybody but identity") {
  House house;
  auto request = House::Invitation(house.clock.Now() + absl::Hours(24));
  for (const char* service : {"exchange", "partners", "gateway"}) {
    CHECK_THAT(house.SendInvitation(request, service), HasCode(absl::StatusCode::kPermissionDenied));
  }
  request.set_email("a@b\r\nDATA");
  request.set_url("javascript:alert(1)");
  request.set_locale(std::string(36, 'x'));
  request.clear_expire_time();
  request.clear_role();
  const absl::Status status = house.SendInvitation(request);
  for (const char* field : {"email", "url", "locale", "expire_time", "role"}) CHECK_THAT(status, NamesField(field));
  request = House::Invitation(house.clock.Now() + absl::Hours(24));
  request.set_role(static_cast<api::v1::Role>(77));
  CHECK_THAT(house.SendInvitation(request), NamesField("role"));
  request = House::Invitation(house.clock.Now() + absl::Hours(24));
  request.clear_request_id();
  CHECK_THAT(house.SendInvitation(request), NamesField("request_id"));
  CHECK(house.DumpDeliveries().empty());
}

TEST_CASE("a mail that is no longer worth sending is not sent") {
  House house;
  house.mail.Kill();
  REQUIRE_THAT(house.SendSignInLink(House::SignInLink(house.clock.Now() + absl::Minutes(15))), IsOk());
  house.WaitUntilPutOff();
  house.mail.Start();
  house.clock.Advance(absl::Minutes(16));
  REQUIRE(Eventually([&] { return house.CountDeliveries(kExpired) == 1; }));
  CHECK(house.mail.mails().empty());
  CHECK(house.DumpDeliveries().find("visitor@example.org") == std::string::npos);
}

TEST_CASE("a mail put off by the server comes again with the same Message-ID") {
  House house;
  house.mail.Answer({"DATA 451 greylisted", "DATA 452 full"});
  REQUIRE_THAT(house.SendSignInLink(House::SignInLink(house.clock.Now() + absl::Minutes(15))), IsOk());
  for (int tries = 1; tries < 3; ++tries) {
    REQUIRE(Eventually([&] { return house.mail.mails().size() == static_cast<size_t>(tries) && house.CountDeliveries(kQueued) == 1; }));
    house.clock.Advance(absl::Seconds(10));
  }
  house.WaitForMails(1);
  const auto mails = house.mail.mails();
  REQUIRE(mails.size() == 3);
  CHECK(MessageIds(mails).size() == 1);
  CHECK(*MessageIds(mails).begin() != "");
}

TEST_CASE("a mail whose fate is unknown comes again with the same Message-ID, so that its reader sees one") {
  House house;
  house.mail.Answer({"KEEP-AND-DIE"});
  REQUIRE_THAT(house.SendSignInLink(House::SignInLink(house.clock.Now() + absl::Minutes(15))), IsOk());
  REQUIRE(Eventually([&] { return house.mail.mails().size() == 1 && house.CountDeliveries(kQueued) == 1; }));
  house.mail.Start();
  house.clock.Advance(absl::Seconds(10));
  CHECK(MessageIds(house.WaitForMails(2)).size() == 1);
}

TEST_CASE("a mail the server refuses for good is not tried again, and its reply is kept without the address") {
  House house;
  house.mail.Answer({"RCPT 550 visitor@example.org is unknown here"});
  REQUIRE_THAT(house.SendSignInLink(House::SignInLink(house.clock.Now() + absl::Minutes(15))), IsOk());
  REQUIRE(Eventually([&] { return house.CountDeliveries(kFailed) == 1; }));
  CHECK(house.DumpDeliveries().find("550 (the address) is unknown here") != std::string::npos);
  CHECK(house.DumpDeliveries().find("visitor@example.org") == std::string::npos);
  house.clock.Advance(absl::Minutes(10));
  CHECK(house.mail.accepted().empty());
}

TEST_CASE("two processes side by side send each mail once") {
  House house;
  house.StartSecond();
  for (int i = 0; i < 40; ++i) {
    auto request = House::SignInLink(house.clock.Now() + absl::Minutes(15));
    request.set_email("visitor" + std::to_string(i) + "@example.org");
    REQUIRE_THAT(house.SendSignInLink(request), IsOk());
  }
  const auto mails = house.WaitForMails(40);
  std::set<std::string> readers;
  for (const auto& mail : mails) readers.insert(mail.to);
  CHECK(readers.size() == 40);
  CHECK(MessageIds(mails).size() == 40);
}

TEST_CASE("notifications that was away tells everybody once when it is back") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  for (int round = 1; round <= 3; ++round) {
    house.StopNotifications();
    house.PublishVideo(omar, &lina);
    if (round == 2) house.redis.Wipe();
    house.StartNotifications();
    house.WaitForNotifications(lina, round);
    house.WaitForMails(round);
  }
}

}  // namespace
}  // namespace parley::notifications
