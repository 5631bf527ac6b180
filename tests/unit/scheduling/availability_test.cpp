#include "services/scheduling/domain/availability.h"

#include <random>

#include "catch2/catch.hpp"
#include "tests/support/status_matchers.h"

namespace parley::scheduling::domain {
namespace {

using test::IsOk;
using test::NamesField;

absl::TimeZone Zone(const std::string& name) {
  absl::TimeZone zone;
  REQUIRE(absl::LoadTimeZone(name, &zone));
  return zone;
}

absl::Time At(const std::string& zone, absl::CivilSecond local) { return absl::FromCivil(local, Zone(zone)); }

Availability Evenings(const std::string& zone) { return {zone, {{1, {18 * 60, 22 * 60}}}, {}}; }

// The rule as it is meant, instant by instant.
bool IsFreeByMinutes(const Availability& availability, absl::Time start, absl::Time end) {
  const absl::TimeZone zone = Zone(availability.time_zone);
  for (absl::Time instant = start; instant < end; instant += absl::Minutes(1)) {
    const absl::CivilSecond local = zone.At(instant).cs;
    const absl::CivilDay day(local);
    const int minute = local.hour() * 60 + local.minute();
    std::vector<Span> spans;
    bool is_exception = false;
    for (const Exception& exception : availability.exceptions) {
      if (exception.date != day) continue;
      is_exception = true;
      spans = exception.spans;
    }
    for (const Window& window : availability.windows) {
      if (!is_exception && window.weekday == static_cast<int>(absl::GetWeekday(day)) + 1) spans.push_back(window.span);
    }
    bool inside = false;
    for (const Span& span : spans) inside |= span.start <= minute && minute < span.end;
    if (!inside) return false;
  }
  return true;
}

std::vector<Span> RandomSpans(std::mt19937_64& random) {
  std::vector<Span> spans;
  int from = 0;
  while (from < kMinutesOfDay - 1 && spans.size() < 3) {
    const int start = random() % 3 == 0 ? from : from + static_cast<int>(random() % 400);
    const int end = random() % 4 == 0 ? kMinutesOfDay : start + 30 + static_cast<int>(random() % 600);
    if (start >= kMinutesOfDay) break;
    spans.push_back({start, std::min(end, kMinutesOfDay)});
    from = spans.back().end;
  }
  return spans;
}

Availability RandomAvailability(std::mt19937_64& random, const std::string& zone, absl::CivilDay around) {
  Availability availability{zone, {}, {}};
  for (int weekday = 1; weekday <= 7; ++weekday) {
    for (const Span& span : RandomSpans(random)) availability.windows.push_back({weekday, span});
  }
  for (int i = -2; i <= 2; ++i) {
    if (random() % 3 == 0) availability.exceptions.push_back({around + i, random() % 2 == 0 ? RandomSpans(random) : std::vector<Span>()});
  }
  return availability;
}

TEST_CASE("a time is free when every minute of it is, across changes of the clock and midnights") {
  // Around changes of the clock of each zone; in Tunis there is none.
  const std::vector<std::pair<std::string, absl::CivilDay>> places = {
      {"Europe/Paris", absl::CivilDay(2027, 3, 28)},      {"Europe/Paris", absl::CivilDay(2027, 10, 31)},
      {"America/New_York", absl::CivilDay(2027, 3, 14)},  {"Africa/Casablanca", absl::CivilDay(2027, 2, 7)},
      {"Africa/Casablanca", absl::CivilDay(2027, 3, 14)}, {"Asia/Beirut", absl::CivilDay(2027, 3, 28)},
      {"Africa/Cairo", absl::CivilDay(2027, 4, 30)},      {"Africa/Tunis", absl::CivilDay(2027, 3, 28)},
      {"Asia/Kathmandu", absl::CivilDay(2027, 3, 28)},    {"Australia/Lord_Howe", absl::CivilDay(2027, 4, 4)},
  };
  std::mt19937_64 random(20270328);
  int free = 0;
  for (int i = 0; i < 4000; ++i) {
    const auto& [zone, day] = places[random() % places.size()];
    const Availability availability = RandomAvailability(random, zone, day);
    REQUIRE_THAT(CheckAvailability(availability, "availability"), IsOk());
    const absl::Time start = absl::FromCivil(day, Zone(zone)) + absl::Minutes(static_cast<int>(random() % 4000) - 2000);
    const absl::Time end = start + absl::Minutes(15 + static_cast<int>(random() % 240));
    INFO(zone << " " << absl::FormatTime(start) << " " << absl::FormatTime(end));
    const bool expected = IsFreeByMinutes(availability, start, end);
    free += expected ? 1 : 0;
    REQUIRE(Calendar(availability).IsFree(start, end) == expected);
  }
  CHECK(free > 500);
  CHECK(free < 3500);
}

TEST_CASE("a weekly window stays at its local hour when the clock changes") {
  const Calendar paris(Evenings("Europe/Paris"));
  // 18:00 in Paris is 17:00 UTC in winter and 16:00 UTC in summer.
  CHECK(paris.IsFree(At("UTC", absl::CivilSecond(2027, 3, 22, 17)), At("UTC", absl::CivilSecond(2027, 3, 22, 19))));
  CHECK_FALSE(paris.IsFree(At("UTC", absl::CivilSecond(2027, 3, 22, 16)), At("UTC", absl::CivilSecond(2027, 3, 22, 18))));
  CHECK(paris.IsFree(At("UTC", absl::CivilSecond(2027, 3, 29, 16)), At("UTC", absl::CivilSecond(2027, 3, 29, 18))));
  CHECK_FALSE(paris.IsFree(At("UTC", absl::CivilSecond(2027, 3, 29, 19)), At("UTC", absl::CivilSecond(2027, 3, 29, 21))));
}

TEST_CASE("windows that touch are one, also over midnight") {
  Availability night = Evenings("Africa/Tunis");
  night.windows = {{1, {22 * 60, 23 * 60}}, {1, {23 * 60, 24 * 60}}, {2, {0, 60}}};
  const Calendar calendar(night);
  CHECK(calendar.IsFree(At("Africa/Tunis", absl::CivilSecond(2027, 3, 22, 22)), At("Africa/Tunis", absl::CivilSecond(2027, 3, 23, 1))));
  CHECK_FALSE(
      calendar.IsFree(At("Africa/Tunis", absl::CivilSecond(2027, 3, 22, 22)), At("Africa/Tunis", absl::CivilSecond(2027, 3, 23, 2))));
}

TEST_CASE("an exception holds instead of its weekday") {
  Availability availability = Evenings("Africa/Tunis");
  availability.exceptions = {{absl::CivilDay(2027, 3, 22), {}}, {absl::CivilDay(2027, 3, 24), {{9 * 60, 12 * 60}}}};
  const Calendar calendar(availability);
  const auto free = [&](int day, int from, int to) {
    return calendar.IsFree(At("Africa/Tunis", absl::CivilSecond(2027, 3, day, from)),
                           At("Africa/Tunis", absl::CivilSecond(2027, 3, day, to)));
  };
  CHECK(free(15, 18, 20));
  CHECK_FALSE(free(22, 18, 20));
  CHECK(free(24, 9, 12));
  CHECK_FALSE(free(24, 18, 20));
}

TEST_CASE("what is wrong with an availability is named, field by field") {
  const auto check = [](const Availability& availability) { return CheckAvailability(availability, "availability"); };
  Availability bad = Evenings("Europe/Paris");
  CHECK_THAT(check(bad), IsOk());
  bad.time_zone = "Middle/Earth";
  CHECK_THAT(check(bad), NamesField("availability.time_zone"));
  bad.time_zone = "";
  CHECK_THAT(check(bad), NamesField("availability.time_zone"));

  bad = Evenings("Europe/Paris");
  bad.windows.push_back({0, {0, 60}});
  bad.windows.push_back({8, {-1, 60}});
  bad.windows.push_back({2, {60, 60}});
  bad.windows.push_back({2, {1000, 1441}});
  CHECK_THAT(check(bad), NamesField("availability.windows[1].weekday") && NamesField("availability.windows[2].weekday") &&
                             NamesField("availability.windows[2].start_minute") && NamesField("availability.windows[3].end_minute") &&
                             NamesField("availability.windows[4].end_minute"));

  bad = Evenings("Europe/Paris");
  bad.windows.push_back({1, {21 * 60, 23 * 60}});
  CHECK_THAT(check(bad), NamesField("availability.windows"));
  bad.windows.assign(51, {1, {0, 1}});
  CHECK_THAT(check(bad), NamesField("availability.windows"));

  bad = Evenings("Europe/Paris");
  bad.exceptions = {{absl::CivilDay(2027, 1, 1), {{0, 60}, {30, 90}}}, {absl::CivilDay(2027, 1, 1), {{5, 4}}}};
  CHECK_THAT(check(bad), NamesField("availability.exceptions[0].windows") && NamesField("availability.exceptions[1].date") &&
                             NamesField("availability.exceptions[1].windows[0].end_minute"));
  bad.exceptions.assign(201, {absl::CivilDay(2027, 1, 1), {}});
  CHECK_THAT(check(bad), NamesField("availability.exceptions"));
}

}  // namespace
}  // namespace parley::scheduling::domain
