#include "services/notifications/calendar.h"

#include "catch2/catch.hpp"
#include "services/notifications/dates.h"
#include "services/notifications/mail.h"
#include "tests/support/calendar_reader.h"

namespace parley::notifications {
namespace {

absl::Time Utc(int month, int day, int hour, int year = 2027) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour), absl::UTCTimeZone());
}

CalendarEntry Entry(absl::Time start, const std::string& zone) {
  return {.method = domain::Method::kRequest,
          .uid = "0190a000-0000-7000-8000-000000000001@parley.example",
          .sequence = 2,
          .stamp = Utc(1, 1, 0),
          .start_time = start,
          .end_time = start + absl::Hours(2),
          .time_zone = zone,
          .summary = "Parley: لقاء المجموعة في التبادل الافتراضي حول الوافدين والقومية, ; \\ and more",
          .description = "Your group meets.",
          .url = "https://parley.example/meetings/1",
          .organizer = {"Parley", "no-reply@parley.example"},
          .attendee = {"Leïla \"L\"; O'Brien, Jr.", "leila@example.org"}};
}

TEST_CASE("an independent reader finds the instant of a meeting in any zone, on both sides of each change of clocks") {
  struct Case {
    const char* zone;
    absl::Time start;
    const char* utc;
    const char* local;
  };
  // Europe changes on March 28 and October 31, 2027, Beirut three hours earlier in March; Morocco leaves its offset for Ramadan, from
  // February 7 to March 14; Tunis, Kathmandu and UTC never change.
  const Case cases[] = {
      {"Europe/Paris", Utc(3, 27, 17), "2027-03-27T17:00:00Z", "2027-03-27T18:00:00"},
      {"Europe/Paris", Utc(3, 28, 16), "2027-03-28T16:00:00Z", "2027-03-28T18:00:00"},
      {"Europe/Paris", Utc(10, 30, 16), "2027-10-30T16:00:00Z", "2027-10-30T18:00:00"},
      {"Europe/Paris", Utc(10, 31, 17), "2027-10-31T17:00:00Z", "2027-10-31T18:00:00"},
      {"Asia/Beirut", Utc(3, 27, 17), "2027-03-27T17:00:00Z", "2027-03-27T19:00:00"},
      {"Asia/Beirut", Utc(3, 29, 17), "2027-03-29T17:00:00Z", "2027-03-29T20:00:00"},
      {"Africa/Tunis", Utc(3, 28, 17), "2027-03-28T17:00:00Z", "2027-03-28T18:00:00"},
      {"Africa/Tunis", Utc(10, 31, 17), "2027-10-31T17:00:00Z", "2027-10-31T18:00:00"},
      {"Africa/Casablanca", Utc(2, 20, 17), "2027-02-20T17:00:00Z", "2027-02-20T17:00:00"},
      {"Africa/Casablanca", Utc(3, 28, 17), "2027-03-28T17:00:00Z", "2027-03-28T18:00:00"},
      {"America/New_York", Utc(3, 28, 17), "2027-03-28T17:00:00Z", "2027-03-28T13:00:00"},
      {"Asia/Kathmandu", Utc(10, 31, 17), "2027-10-31T17:00:00Z", "2027-10-31T22:45:00"},
      {"UTC", Utc(10, 31, 17), "2027-10-31T17:00:00Z", "2027-10-31T17:00:00"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.zone, one.local);
    const auto read = test::ReadCalendar(ComposeCalendar(Entry(one.start, one.zone)));
    CHECK(read.at("start") == one.utc);
    CHECK(read.at("start_by_database") == one.utc);
    CHECK(read.at("start_local") == one.local);
    CHECK(read.at("start_zone") == one.zone);
    CHECK(read.at("end") == read.at("end_by_database"));
  }
}

TEST_CASE("a meeting that lasts over the change of clocks ends when it ends") {
  const auto read = test::ReadCalendar(ComposeCalendar(Entry(Utc(3, 28, 0), "Europe/Paris")));
  CHECK(read.at("start_local") == "2027-03-28T01:00:00");
  CHECK(read.at("end_local") == "2027-03-28T04:00:00");
  CHECK(read.at("end") == "2027-03-28T02:00:00Z");
}

TEST_CASE("a calendar object says what, who and in which version") {
  CalendarEntry entry = Entry(Utc(3, 28, 16), "Europe/Paris");
  auto read = test::ReadCalendar(ComposeCalendar(entry));
  CHECK(read.at("method") == "REQUEST");
  CHECK(read.at("status") == "CONFIRMED");
  CHECK(read.at("uid") == entry.uid);
  CHECK(read.at("sequence") == "2");
  CHECK(read.at("summary") == entry.summary);
  CHECK(read.at("location") == entry.url);
  CHECK(read.at("organizer") == "mailto:no-reply@parley.example");
  CHECK(read.at("attendee") == "mailto:leila@example.org");
  CHECK(read.at("attendee_name") == "Leïla 'L'; O'Brien, Jr.");
  CHECK(read.at("rsvp") == "FALSE");
  entry.method = domain::Method::kCancel;
  read = test::ReadCalendar(ComposeCalendar(entry));
  CHECK(read.at("method") == "CANCEL");
  CHECK(read.at("status") == "CANCELLED");
}

TEST_CASE("a zone the system does not know is told in UTC") {
  const auto read = test::ReadCalendar(ComposeCalendar(Entry(Utc(3, 28, 16), "Mars/Olympus")));
  CHECK(read.at("start_zone") == "UTC");
  CHECK(read.at("start") == "2027-03-28T16:00:00Z");
  CHECK(DateAndTime(Utc(3, 28, 16), "en", "Mars/Olympus").find("(UTC)") != std::string::npos);
}

TEST_CASE("a mail carries the invitation as an alternative and as a file") {
  const CalendarEntry entry = Entry(Utc(3, 28, 16), "Europe/Paris");
  Mail mail{.from = entry.organizer, .to = entry.attendee, .message_id = "1@parley.example", .date = entry.stamp, .language = "en"};
  mail.calendar = CalendarPart{NameOf(entry.method), ComposeCalendar(entry)};
  const auto read = test::ReadCalendar(Compose(mail));
  CHECK(read.at("parts") == "multipart/mixed,multipart/alternative,text/plain,text/html,text/calendar,application/ics");
  CHECK(read.at("calendar_method") == "REQUEST");
  CHECK(read.at("calendar_file").empty());
  CHECK(read.at("ics_file") == "invitation.ics");
  CHECK(read.at("start") == "2027-03-28T16:00:00Z");
  mail.calendar.reset();
  CHECK(test::ReadCalendar(Compose(mail)).contains("none"));
}

TEST_CASE("dates are told by the clock of the reader's zone and in their language") {
  CHECK(DateAndTime(Utc(3, 27, 17), "fr", "Europe/Paris").find("samedi 27 mars 2027") != std::string::npos);
  CHECK(DateAndTime(Utc(3, 27, 17), "fr", "Europe/Paris").find("18:00 (Europe/Paris)") != std::string::npos);
  CHECK(DateAndTime(Utc(3, 28, 17), "fr", "Europe/Paris").find("19:00 (Europe/Paris)") != std::string::npos);
  CHECK(DateAndTime(Utc(3, 28, 17), "es", "Africa/Tunis").find("18:00 (Africa/Tunis)") != std::string::npos);
  CHECK(DateAndTime(Utc(3, 28, 17), "ar", "Africa/Cairo").find("مارس") != std::string::npos);
}

}  // namespace
}  // namespace parley::notifications
