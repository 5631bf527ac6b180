#include <mutex>
#include <set>

#include "catch2/catch.hpp"
#include "libs/redis/connection.h"
#include "parley/notifications/v1/live.pb.h"
#include "tests/service/notifications/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::notifications {
namespace {

using test::Eventually;
using test::HasCode;
using test::IsOk;
using test::NamesField;

constexpr int kSent = 3;

TEST_CASE("a reply is told to whom it answers, in the app and by mail, and to its author in the app") {
  House house;
  const Person lina = house.AddPerson("lina", "fr");
  const Person omar = house.AddPerson("omar", "ar");
  const std::string video_id = house.PublishVideo(omar, &lina);

  const auto told = house.WaitForNotifications(lina, 1);
  CHECK(told[0].topic() == v1::Notification::TOPIC_VIDEO_REPLIED);
  CHECK(told[0].text() == "Quelqu’un a répondu à votre vidéo.");
  CHECK(told[0].path() == "/videos/" + video_id);
  CHECK(told[0].video_id() == video_id);
  CHECK_FALSE(told[0].has_read_time());
  const auto author = house.WaitForNotifications(omar, 1);
  CHECK(author[0].topic() == v1::Notification::TOPIC_VIDEO_PUBLISHED);

  const auto mails = house.WaitForMails(1);
  CHECK(mails[0].to == lina.email);
  CHECK(mails[0].from == "no-reply@parley.example");
  CHECK(mails[0].Header("To") == "lina <lina@example.org>");
  CHECK(mails[0].Header("Content-Language") == "fr");
  CHECK(mails[0].content.find("https://parley.example/videos/" + video_id) != std::string::npos);
}

TEST_CASE("a reply to oneself is no news, a failed video is") {
  House house;
  const Person lina = house.AddPerson("lina");
  house.PublishVideo(lina, &lina);
  exchange::v1::VideoFailed failed;
  failed.set_video_id(NewUuid(house.clock.Now()));
  failed.set_run_id(NewUuid(house.clock.Now()));
  failed.set_author_id(lina.user_id.text());
  house.exchange.Publish(failed.video_id(), failed);
  std::multiset<int> topics;
  for (const auto& notification : house.WaitForNotifications(lina, 2)) topics.insert(notification.topic());
  CHECK(topics == std::multiset<int>{v1::Notification::TOPIC_VIDEO_PUBLISHED, v1::Notification::TOPIC_VIDEO_FAILED});
  CHECK(house.mail.mails().empty());
}

TEST_CASE("however often a reply is published, it is told once") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  const auto event = house.VideoOf(omar, &lina);
  for (int i = 0; i < 5; ++i) house.exchange.Publish(event.video_id(), event);
  house.PublishVideo(omar, &lina);
  house.WaitForNotifications(lina, 2);
  house.WaitForMails(2);
}

TEST_CASE("notifications are listed newest first, page by page") {
  House house;
  const Person lina = house.AddPerson("lina");
  std::vector<std::string> newest_first;
  for (int i = 0; i < 5; ++i) {
    house.clock.Advance(absl::Seconds(1));
    newest_first.insert(newest_first.begin(), house.PublishVideo(lina));
    house.WaitForNotifications(lina, i + 1);
  }
  v1::ListNotificationsRequest request;
  request.set_page_size(2);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    v1::ListNotificationsResponse response;
    REQUIRE_THAT(house.List(lina, request, response), IsOk());
    CHECK(response.unread_count() == 5);
    for (const auto& notification : response.notifications()) listed.push_back(notification.video_id());
    request.set_page_token(response.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  CHECK(listed == newest_first);
  CHECK(pages == 3);
}

TEST_CASE("a list refuses strangers, wrong sizes, and tokens of other people's lists") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  for (int i = 0; i < 2; ++i) house.PublishVideo(lina);
  house.WaitForNotifications(lina, 2);
  v1::ListNotificationsRequest request;
  v1::ListNotificationsResponse response;
  CHECK_THAT(house.List(Person{}, request, response), HasCode(absl::StatusCode::kUnauthenticated));
  request.set_page_size(101);
  CHECK_THAT(house.List(lina, request, response), NamesField("page_size"));
  request.set_page_size(-1);
  CHECK_THAT(house.List(lina, request, response), NamesField("page_size"));
  request.set_page_size(1);
  request.set_page_token("made up");
  CHECK_THAT(house.List(lina, request, response), NamesField("page_token"));
  request.clear_page_token();
  REQUIRE_THAT(house.List(lina, request, response), IsOk());
  request.set_page_token(response.next_page_token());
  CHECK_THAT(house.List(omar, request, response), NamesField("page_token"));
}

TEST_CASE("notifications are marked as read once, by whom they were told to") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  house.PublishVideo(lina);
  house.PublishVideo(omar);
  v1::MarkNotificationsReadRequest request;
  request.add_notification_ids(house.WaitForNotifications(lina, 1)[0].notification_id());
  request.add_notification_ids(house.WaitForNotifications(omar, 1)[0].notification_id());
  request.set_request_id(NewUuid(house.clock.Now()));
  v1::MarkNotificationsReadResponse response;
  REQUIRE_THAT(house.MarkRead(lina, request, response), IsOk());
  CHECK(response.changed_count() == 1);
  // A repeat gets the first answer; another request changes nothing any more.
  REQUIRE_THAT(house.MarkRead(lina, request, response), IsOk());
  CHECK(response.changed_count() == 1);
  request.set_request_id(NewUuid(house.clock.Now()));
  REQUIRE_THAT(house.MarkRead(lina, request, response), IsOk());
  CHECK(response.changed_count() == 0);

  v1::ListNotificationsResponse list;
  REQUIRE_THAT(house.List(lina, {}, list), IsOk());
  CHECK(list.unread_count() == 0);
  CHECK(list.notifications(0).has_read_time());
  REQUIRE_THAT(house.List(omar, {}, list), IsOk());
  CHECK(list.unread_count() == 1);
}

TEST_CASE("marking refuses no ids, too many, and what is none") {
  House house;
  const Person lina = house.AddPerson("lina");
  v1::MarkNotificationsReadRequest request;
  v1::MarkNotificationsReadResponse response;
  request.set_request_id(NewUuid(house.clock.Now()));
  CHECK_THAT(house.MarkRead(lina, request, response), NamesField("notification_ids"));
  request.add_notification_ids("7");
  CHECK_THAT(house.MarkRead(lina, request, response), NamesField("notification_ids[0]"));
  request.clear_notification_ids();
  for (int i = 0; i < 101; ++i) request.add_notification_ids(NewUuid(house.clock.Now()));
  CHECK_THAT(house.MarkRead(lina, request, response), NamesField("notification_ids"));
  request.clear_request_id();
  CHECK_THAT(house.MarkRead(lina, request, response), NamesField("request_id"));
}

TEST_CASE("open browsers are told at once, and after Redis was away") {
  House house;
  const Person lina = house.AddPerson("lina", "es");
  std::mutex mutex;
  std::map<std::string, v1::LiveEvent> live;
  redis::Subscription subscription(house.redis.url(), "parley:{notifications}:live", [&](const std::string& message) {
    v1::LiveEvent event;
    if (!event.ParseFromString(message)) return;
    const std::lock_guard lock(mutex);
    live[event.notification().video_id()] = event;
  });
  const auto announced = [&](const std::string& video_id) {
    const std::lock_guard lock(mutex);
    return live.contains(video_id);
  };
  // While the subscription is not there yet, what is published is not heard of.
  const auto publish_until_heard = [&] {
    return Eventually([&] {
      const std::string video_id = house.PublishVideo(lina);
      return Eventually([&] { return announced(video_id); }, std::chrono::seconds(1));
    });
  };
  REQUIRE(publish_until_heard());
  const std::string video_id = house.PublishVideo(lina);
  REQUIRE(Eventually([&] { return announced(video_id); }));
  {
    const std::lock_guard lock(mutex);
    CHECK(live[video_id].user_id() == lina.user_id.text());
    CHECK(live[video_id].notification().text() == "Tu vídeo ya se puede ver.");
    CHECK_FALSE(live[video_id].notification().notification_id().empty());
  }
  house.redis.Kill();
  house.PublishVideo(lina);
  house.redis.Start();
  REQUIRE(publish_until_heard());
}

TEST_CASE("a mail goes to the address a person has now") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  house.PublishVideo(omar, &lina);
  house.WaitForMails(1);
  house.identity.SetContact(lina.user_id, "lina@new.example.org", "Lina", "ar");
  // The change and the reply come by different logs: the list's language tells that the change has arrived.
  REQUIRE(Eventually([&] { return house.WaitForNotifications(lina, 1)[0].text() == "ردّ أحدهم على الفيديو الخاص بك."; }));
  house.PublishVideo(omar, &lina);
  CHECK(house.WaitForMails(2)[1].to == "lina@new.example.org");
}

TEST_CASE("mail waits while identity can't be asked, and is given up for people it does not know") {
  House house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  house.identity.away = true;
  house.PublishVideo(omar, &lina);
  house.WaitUntilPutOff();
  house.identity.away = false;
  house.clock.Advance(absl::Minutes(1));
  house.WaitForMails(1);

  const Person ghost{UserId::New(house.clock.Now()), "", ""};
  house.PublishVideo(omar, &ghost);
  REQUIRE(Eventually([&] { return house.CountDeliveries(5) == 1; }));
  CHECK(house.CountDeliveries(kSent) == 1);
}

}  // namespace
}  // namespace parley::notifications
