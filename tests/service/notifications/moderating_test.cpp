#include <mutex>

#include "catch2/catch.hpp"
#include "libs/redis/connection.h"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "parley/notifications/v1/live.pb.h"
#include "tests/service/notifications/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

// What moderation's events tell people.
namespace parley::notifications {
namespace {

using test::Eventually;

moderation::v1::ParticipantNudged NudgeOf(House& house, const Person& person) {
  moderation::v1::ParticipantNudged event;
  event.set_nudge_id(NewUuid(house.clock.Now()));
  event.set_run_id(NewUuid(house.clock.Now()));
  event.set_user_id(person.user_id.text());
  *event.mutable_create_time() = rpc::ToProto(house.clock.Now());
  return event;
}

TEST_CASE("an author is told each time their video is hidden, and that it is shown again") {
  House house;
  const Person lina = house.AddPerson("lina");
  moderation::v1::VideoHidden hidden;
  hidden.set_decision_id(NewUuid(house.clock.Now()));
  hidden.set_video_id(NewUuid(house.clock.Now()));
  hidden.set_run_id(NewUuid(house.clock.Now()));
  hidden.set_author_id(lina.user_id.text());
  moderation::v1::VideoRestored restored;
  restored.set_decision_id(hidden.decision_id());
  restored.set_video_id(hidden.video_id());
  restored.set_run_id(hidden.run_id());
  restored.set_author_id(hidden.author_id());
  for (int round = 1; round <= 2; ++round) {
    *hidden.mutable_hide_time() = rpc::ToProto(house.clock.Now());
    house.moderation.Publish(hidden.video_id(), hidden);
    house.moderation.Publish(hidden.video_id(), hidden);
    house.clock.Advance(absl::Seconds(1));
    *restored.mutable_restore_time() = rpc::ToProto(house.clock.Now());
    house.moderation.Publish(hidden.video_id(), restored);
    house.clock.Advance(absl::Seconds(1));
    const auto told = house.WaitForNotifications(lina, 2 * round);
    CHECK(told[0].topic() == v1::Notification::TOPIC_VIDEO_RESTORED);
    CHECK(told[1].topic() == v1::Notification::TOPIC_VIDEO_HIDDEN);
    CHECK(told[1].text() == "Your video in “your exchange” was hidden by a moderator. Open it to see why.");
    CHECK(told[1].path() == "/videos/" + hidden.video_id());
    CHECK(told[1].video_id() == hidden.video_id());
  }
  house.WaitForMails(4);
}

TEST_CASE("who reported is told that their report was looked at, once") {
  House house;
  const Person lina = house.AddPerson("lina", "es");
  moderation::v1::ReportResolved event;
  event.set_report_id(NewUuid(house.clock.Now()));
  event.set_video_id(NewUuid(house.clock.Now()));
  event.set_run_id(NewUuid(house.clock.Now()));
  event.set_reporter_id(lina.user_id.text());
  for (int i = 0; i < 3; ++i) house.moderation.Publish(event.report_id(), event);
  const auto told = house.WaitForNotifications(lina, 1);
  CHECK(told[0].topic() == v1::Notification::TOPIC_REPORT_RESOLVED);
  CHECK(told[0].path() == "/reports/" + event.report_id());
  const auto mails = house.WaitForMails(1);
  CHECK(mails[0].Header("Subject") == "Se ha revisado tu denuncia");
}

TEST_CASE("a nudge brings the facilitator's words, in the app, live and by mail") {
  House house;
  const Person lina = house.AddPerson("lina");
  std::mutex mutex;
  std::string heard;
  redis::Subscription subscription(house.redis.url(), "parley:{notifications}:live", [&](const std::string& message) {
    v1::LiveEvent event;
    if (!event.ParseFromString(message)) return;
    const std::lock_guard lock(mutex);
    heard = event.notification().text();
  });
  const std::string text = "Your facilitator in “your exchange” writes: “We miss you & your views”";
  size_t count = 0;
  // While the subscription is not there yet, what is published is not heard of.
  REQUIRE(Eventually([&] {
    const auto event = NudgeOf(house, lina);
    house.moderation.SetWords(event.nudge_id(), "We miss you & your views");
    house.moderation.Publish(event.nudge_id(), event);
    ++count;
    return Eventually(
        [&] {
          const std::lock_guard lock(mutex);
          return heard == text;
        },
        std::chrono::seconds(1));
  }));
  for (const auto& notification : house.WaitForNotifications(lina, static_cast<int>(count))) {
    CHECK(notification.topic() == v1::Notification::TOPIC_PARTICIPANT_NUDGED);
    CHECK(notification.text() == text);
  }
  const auto mails = house.WaitForMails(count);
  CHECK(Unfolded(mails[0].content).find("We miss you &amp; your views") != std::string::npos);
}

TEST_CASE("a nudge waits for its words while moderation can't be asked, and is told without them when it has none") {
  House house;
  const Person lina = house.AddPerson("lina");
  const auto event = NudgeOf(house, lina);
  house.moderation.SetWords(event.nudge_id(), "Come back!");
  house.moderation.away = true;
  house.moderation.Publish(event.nudge_id(), event);
  house.WaitUntilPutOff();
  v1::ListNotificationsResponse response;
  CHECK_THAT(house.List(lina, {}, response), test::HasCode(absl::StatusCode::kUnavailable));
  CHECK(house.mail.mails().empty());
  house.moderation.away = false;
  house.clock.Advance(absl::Minutes(1));
  CHECK(Unfolded(house.WaitForMails(1)[0].content).find("Come back!") != std::string::npos);
  CHECK(house.WaitForNotifications(lina, 1)[0].text() == "Your facilitator in “your exchange” writes: “Come back!”");

  const auto unknown = NudgeOf(house, lina);
  house.moderation.Publish(unknown.nudge_id(), unknown);
  CHECK(house.WaitForNotifications(lina, 2)[0].text() == "Your facilitator in “your exchange” wrote to you.");
}

}  // namespace
}  // namespace parley::notifications
