#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "tests/service/notifications/house.h"
#include "tests/support/calendar_reader.h"
#include "tests/support/eventually.h"

// Groups and meetings: what scheduling's events tell people, and their calendars.
namespace parley::notifications {
namespace {

using scheduling::v1::Meeting;
using Facts = std::map<std::string, std::string>;

struct GroupHouse : House {
  std::string run_id = NewUuid(clock.Now());
  std::string group_id = NewUuid(clock.Now());
  std::string meeting_id = NewUuid(clock.Now());
  // By 1'900'000'000 it is March 17, 2030; Europe changes its clocks on March 31.
  absl::Time start = absl::FromCivil(absl::CivilSecond(2030, 3, 31, 16), absl::UTCTimeZone());

  void Join(const Person& person, bool is_member = true) {
    scheduling::v1::GroupMemberChanged event;
    event.set_group_id(group_id);
    event.set_run_id(run_id);
    event.set_user_id(person.user_id.text());
    event.set_is_member(is_member);
    *event.mutable_change_time() = rpc::ToProto(clock.Now());
    scheduling.Publish(group_id, event);
    clock.Advance(absl::Seconds(1));
  }

  void Assign(const Person& person) {
    scheduling::v1::GroupFacilitatorChanged event;
    event.set_group_id(group_id);
    event.set_run_id(run_id);
    event.set_user_id(person.user_id.text());
    event.set_is_facilitator(true);
    *event.mutable_change_time() = rpc::ToProto(clock.Now());
    scheduling.Publish(group_id, event);
    clock.Advance(absl::Seconds(1));
  }

  void Meet(int sequence, Meeting::State state = Meeting::STATE_SCHEDULED) {
    scheduling::v1::MeetingChanged event;
    event.set_meeting_id(meeting_id);
    event.set_group_id(group_id);
    event.set_run_id(run_id);
    event.set_module_id(NewUuid(clock.Now()));
    *event.mutable_start_time() = rpc::ToProto(start);
    *event.mutable_end_time() = rpc::ToProto(start + absl::Hours(2));
    event.set_state(state);
    event.set_sequence(sequence);
    *event.mutable_change_time() = rpc::ToProto(clock.Now());
    scheduling.Publish(meeting_id, event);
    clock.Advance(absl::Seconds(1));
  }

  // What the calendars in the last mails to a person say, once `count` mails were sent in all.
  std::vector<Facts> CalendarsOf(const Person& person, size_t count) {
    std::vector<Facts> calendars;
    for (const auto& mail : WaitForMails(count)) {
      if (mail.to != person.email) continue;
      if (Facts facts = test::ReadCalendar(mail.content); !facts.contains("none")) calendars.push_back(std::move(facts));
    }
    return calendars;
  }
};

TEST_CASE("a group's people are told of it and invited to its meetings, each by the clock of their own zone") {
  GroupHouse house;
  const Person lina = house.AddPerson("lina", "fr", "Europe/Paris");
  const Person omar = house.AddPerson("omar", "ar", "Africa/Tunis");
  const Person guide = house.AddPerson("guide", "en", "America/New_York");
  house.Assign(guide);
  house.Join(lina);
  house.Join(omar);
  house.Meet(0);
  const auto told = house.WaitForNotifications(lina, 2);
  CHECK(told[1].topic() == v1::Notification::TOPIC_GROUP_PLACED);
  CHECK(told[1].group_id() == house.group_id);
  CHECK(told[0].topic() == v1::Notification::TOPIC_MEETING_SCHEDULED);
  CHECK(told[0].meeting_id() == house.meeting_id);
  CHECK(told[0].path() == "/meetings/" + house.meeting_id);
  CHECK(told[0].text().find("18:00 (Europe/Paris)") != std::string::npos);
  CHECK(house.WaitForNotifications(guide, 2)[1].topic() == v1::Notification::TOPIC_FACILITATOR_ASSIGNED);

  const std::pair<const Person&, const char*> local[] = {
      {lina, "2030-03-31T18:00:00"}, {omar, "2030-03-31T17:00:00"}, {guide, "2030-03-31T12:00:00"}};
  for (const auto& [person, time] : local) {
    const auto calendars = house.CalendarsOf(person, 6);
    REQUIRE(calendars.size() == 1);
    CHECK(calendars[0].at("method") == "REQUEST");
    CHECK(calendars[0].at("uid") == house.meeting_id + "@parley.example");
    CHECK(calendars[0].at("sequence") == "0");
    CHECK(calendars[0].at("start") == "2030-03-31T16:00:00Z");
    CHECK(calendars[0].at("start_local") == time);
    CHECK(calendars[0].at("attendee") == "mailto:" + person.email);
    CHECK(calendars[0].at("organizer") == "mailto:no-reply@parley.example");
    CHECK(calendars[0].at("location") == "https://parley.example/meetings/" + house.meeting_id);
  }
}

TEST_CASE("a meeting that changes and is called off is the same in the calendar, in versions that grow") {
  GroupHouse house;
  const Person lina = house.AddPerson("lina");
  house.Join(lina);
  house.Meet(0);
  house.start += absl::Hours(1);
  house.Meet(1);
  house.Meet(1);
  house.Meet(1, Meeting::STATE_OPEN);
  house.Meet(2, Meeting::STATE_CANCELLED);
  const auto told = house.WaitForNotifications(lina, 4);
  CHECK(told[1].topic() == v1::Notification::TOPIC_MEETING_CHANGED);
  CHECK(told[0].topic() == v1::Notification::TOPIC_MEETING_CANCELLED);
  auto calendars = house.CalendarsOf(lina, 4);
  REQUIRE(calendars.size() == 3);
  std::sort(calendars.begin(), calendars.end(), [](const Facts& a, const Facts& b) { return a.at("sequence") < b.at("sequence"); });
  const char* methods[] = {"REQUEST", "REQUEST", "CANCEL"};
  for (size_t i = 0; i < 3; ++i) {
    CHECK(calendars[i].at("method") == methods[i]);
    CHECK(calendars[i].at("sequence") == std::to_string(i));
    CHECK(calendars[i].at("uid") == calendars[0].at("uid"));
  }
  CHECK(calendars[1].at("start") == "2030-03-31T17:00:00Z");
  CHECK(calendars[2].at("status") == "CANCELLED");
}

TEST_CASE("who joins late is invited to what is ahead, who leaves is told that they are not expected, and nobody else hears of it") {
  GroupHouse house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  house.Join(lina);
  house.Meet(3);
  house.Join(omar);
  house.WaitForNotifications(omar, 2);
  house.Join(omar, false);
  CHECK(house.WaitForNotifications(omar, 3)[0].topic() == v1::Notification::TOPIC_MEETING_LEFT);
  house.Join(omar);
  house.WaitForNotifications(omar, 5);
  auto calendars = house.CalendarsOf(omar, 7);
  REQUIRE(calendars.size() == 3);
  std::sort(calendars.begin(), calendars.end(), [](const Facts& a, const Facts& b) { return a.at("sequence") < b.at("sequence"); });
  CHECK(calendars[0].at("sequence") == "3");
  CHECK(calendars[1].at("method") == "CANCEL");
  CHECK(calendars[1].at("sequence") == "4");
  CHECK(calendars[2].at("method") == "REQUEST");
  CHECK(calendars[2].at("sequence") == "5");
  house.WaitForNotifications(lina, 2);
}

TEST_CASE("nobody is invited to a meeting that is over") {
  GroupHouse house;
  const Person lina = house.AddPerson("lina");
  const Person omar = house.AddPerson("omar");
  house.start = house.clock.Now() - absl::Hours(3);
  house.Join(lina);
  house.Meet(0);
  house.Join(omar);
  house.WaitForNotifications(omar, 1);
  house.WaitForNotifications(lina, 1);
  house.WaitForMails(2);
}

}  // namespace
}  // namespace parley::notifications
