#include "catch2/catch.hpp"
#include "tests/service/notifications/house.h"
#include "tests/support/status_matchers.h"

// What people are mailed of, and what they are not any more.
namespace parley::notifications {
namespace {

using test::HasCode;
using test::IsOk;
using test::NamesField;
using Topic = v1::Notification;

constexpr int kUnwanted = 6;

struct ChoosyHouse : House {
  Person lina = AddPerson("lina");
  Person omar = AddPerson("omar");

  std::vector<v1::NotificationPreference> Get(const Person& person) {
    v1::NotificationPreferences response;
    REQUIRE_THAT(CallPublic("GetNotificationPreferences", v1::GetNotificationPreferencesRequest(), response, person.bearer), IsOk());
    return {response.preferences().begin(), response.preferences().end()};
  }
  bool IsMailed(const Person& person, Topic::Topic topic) {
    for (const auto& preference : Get(person)) {
      if (preference.topic() == topic) return preference.by_mail();
    }
    FAIL("no preference of " << topic);
    return false;
  }
  v1::UpdateNotificationPreferencesRequest Change(Topic::Topic topic, bool by_mail) {
    v1::UpdateNotificationPreferencesRequest request;
    request.set_request_id(NewUuid(clock.Now()));
    auto& preference = *request.add_preferences();
    preference.set_topic(topic);
    preference.set_by_mail(by_mail);
    return request;
  }
  absl::Status Update(const Person& person, const v1::UpdateNotificationPreferencesRequest& request) {
    v1::NotificationPreferences response;
    return CallPublic("UpdateNotificationPreferences", request, response, person.bearer);
  }
  absl::Status Unsubscribe(const std::string& token, bool all = false) {
    v1::UnsubscribeRequest request;
    request.set_token(token);
    request.set_all_topics(all);
    request.set_request_id(NewUuid(clock.Now()));
    return CallPublic("Unsubscribe", request, unsubscribed);
  }
  // The token that stands in the mail's header.
  static std::string TokenOf(const test::ReceivedMail& mail) {
    const std::string header = mail.Header("List-Unsubscribe");
    const std::string start = "<https://parley.example/unsubscribe?token=";
    REQUIRE(header.starts_with(start));
    REQUIRE(header.ends_with(">"));
    return header.substr(start.size(), header.size() - start.size() - 1);
  }
  test::ReceivedMail MailOfReply() {
    const size_t before = mail.accepted().size();
    PublishVideo(omar, &lina);
    return WaitForMails(before + 1).back();
  }

  v1::UnsubscribeResponse unsubscribed;
};

TEST_CASE("a mail says how to stop it, to its reader and to their mail program") {
  ChoosyHouse house;
  const auto mail = house.MailOfReply();
  CHECK(mail.Header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click");
  const std::string url = "https://parley.example/unsubscribe?token=" + ChoosyHouse::TokenOf(mail);
  std::string content = Unfolded(mail.content);
  for (size_t at = content.find("=3D"); at != std::string::npos; at = content.find("=3D")) content.replace(at, 3, "=");
  CHECK(content.find("Stop mails like this one:\r\n" + url) != std::string::npos);
  CHECK(content.find("<a href=\"" + url + "\">Stop mails like this one</a>") != std::string::npos);
}

TEST_CASE("mails with links that were asked for, and those that are owed, carry no way to stop them") {
  ChoosyHouse house;
  REQUIRE_THAT(house.SendSignInLink(House::SignInLink(house.clock.Now() + absl::Minutes(15))), IsOk());
  CHECK(house.WaitForMails(1)[0].Header("List-Unsubscribe").empty());
}

TEST_CASE("whoever holds a mail's link stops mails like it for its reader alone, who is still told in the app") {
  ChoosyHouse house;
  const std::string token = ChoosyHouse::TokenOf(house.MailOfReply());
  REQUIRE_THAT(house.Unsubscribe(token), IsOk());
  CHECK(house.unsubscribed.topic() == Topic::TOPIC_VIDEO_REPLIED);
  REQUIRE_THAT(house.Unsubscribe(token), IsOk());
  CHECK_FALSE(house.IsMailed(house.lina, Topic::TOPIC_VIDEO_REPLIED));
  CHECK(house.IsMailed(house.lina, Topic::TOPIC_GROUP_PLACED));
  CHECK(house.IsMailed(house.omar, Topic::TOPIC_VIDEO_REPLIED));
  house.PublishVideo(house.omar, &house.lina);
  house.WaitForNotifications(house.lina, 2);
  house.WaitForMails(1);
  CHECK(house.CountDeliveries(kUnwanted) == 1);
}

TEST_CASE("all that can be stopped can be stopped at once, and turned on again one by one") {
  ChoosyHouse house;
  REQUIRE_THAT(house.Unsubscribe(ChoosyHouse::TokenOf(house.MailOfReply()), true), IsOk());
  for (const auto& preference : house.Get(house.lina)) CHECK(preference.by_mail() == preference.required());
  REQUIRE_THAT(house.Update(house.lina, house.Change(Topic::TOPIC_VIDEO_REPLIED, true)), IsOk());
  CHECK(house.IsMailed(house.lina, Topic::TOPIC_VIDEO_REPLIED));
  CHECK_FALSE(house.IsMailed(house.lina, Topic::TOPIC_GROUP_PLACED));
  house.PublishVideo(house.omar, &house.lina);
  house.WaitForMails(2);
}

TEST_CASE("a mail that waits for its server is not sent after its reader turned such mails off") {
  ChoosyHouse house;
  house.mail.Kill();
  house.PublishVideo(house.omar, &house.lina);
  house.WaitForNotifications(house.lina, 1);
  REQUIRE_THAT(house.Update(house.lina, house.Change(Topic::TOPIC_VIDEO_REPLIED, false)), IsOk());
  house.mail.Start();
  house.clock.Advance(absl::Hours(1));
  house.WaitForMails(0);
  CHECK(house.CountDeliveries(kUnwanted) == 1);
}

TEST_CASE("what mails are owed can't be turned off, nor what is never mailed, and a refused change changes nothing") {
  ChoosyHouse house;
  auto request = house.Change(Topic::TOPIC_VIDEO_REPLIED, false);
  request.mutable_preferences()->Add()->set_topic(Topic::TOPIC_VIDEO_HIDDEN);
  CHECK_THAT(house.Update(house.lina, request), NamesField("preferences[1].by_mail"));
  for (const int topic : {0, static_cast<int>(Topic::TOPIC_VIDEO_PUBLISHED), 999}) {
    CHECK_THAT(house.Update(house.lina, house.Change(static_cast<Topic::Topic>(topic), true)), NamesField("preferences[0].topic"));
  }
  request = house.Change(Topic::TOPIC_VIDEO_REPLIED, false);
  *request.add_preferences() = request.preferences(0);
  CHECK_THAT(house.Update(house.lina, request), NamesField("preferences[1].topic"));
  request.clear_preferences();
  CHECK_THAT(house.Update(house.lina, request), NamesField("preferences"));
  for (int i = 0; i < 101; ++i) request.add_preferences()->set_topic(Topic::TOPIC_VIDEO_REPLIED);
  CHECK_THAT(house.Update(house.lina, request), NamesField("preferences"));
  request = house.Change(Topic::TOPIC_VIDEO_REPLIED, false);
  request.set_request_id("1");
  CHECK_THAT(house.Update(house.lina, request), NamesField("request_id"));
  CHECK(house.IsMailed(house.lina, Topic::TOPIC_VIDEO_REPLIED));
}

TEST_CASE("preferences are for whoever is signed in, and links can't be made up") {
  ChoosyHouse house;
  v1::NotificationPreferences response;
  CHECK_THAT(house.CallPublic("GetNotificationPreferences", v1::GetNotificationPreferencesRequest(), response),
             HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.CallPublic("UpdateNotificationPreferences", house.Change(Topic::TOPIC_VIDEO_REPLIED, false), response),
             HasCode(absl::StatusCode::kUnauthenticated));
  std::string token = ChoosyHouse::TokenOf(house.MailOfReply());
  token[3] = token[3] == 'A' ? 'B' : 'A';
  for (const std::string& wrong : {std::string(), token, token + "A", std::string(100'000, 'A')}) {
    CHECK_THAT(house.Unsubscribe(wrong), NamesField("token"));
  }
  CHECK(house.IsMailed(house.lina, Topic::TOPIC_VIDEO_REPLIED));
}

}  // namespace
}  // namespace parley::notifications
