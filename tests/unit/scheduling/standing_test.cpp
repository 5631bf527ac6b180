// What happens to groups after planning: adoption, latecomers, meetings.
#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "services/scheduling/domain/adoption.h"
#include "services/scheduling/domain/joining.h"
#include "services/scheduling/domain/meeting.h"
#include "services/scheduling/domain/plan.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling::domain {
namespace {

using test::HasReason;
using test::IsOk;
using test::NamesField;

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);
const Stretch kMeeting{kNow + absl::Hours(24), kNow + absl::Hours(26)};

Availability Always() {
  Availability availability{"UTC", {}, {}};
  for (int weekday = 1; weekday <= 7; ++weekday) availability.windows.push_back({weekday, {0, kMinutesOfDay}});
  return availability;
}

Person From(const std::string& region, const std::string& class_id = "") {
  return {UserId::New(kNow), region, class_id, {"en"}, Always(), {}};
}

struct Adopting {
  Today today;
  std::vector<ProposedGroup> groups;

  Adopting() {
    today.seats = {3, 4};
    today.now = kNow;
    const Leader leader{UserId::New(kNow), {"en"}, 1, Always(), {}};
    today.leaders[leader.id] = leader;
    ProposedGroup group{leader.id, "en", {}, {kMeeting}};
    for (const char* region : {"europe", "europe", "other", "other"}) {
      const Person person = From(region);
      today.enrolled[person.id] = person;
      group.members.push_back(person.id);
    }
    groups.push_back(group);
  }
  Person& member(int index) { return today.enrolled.at(groups[0].members[index]); }
  Leader& leader() { return today.leaders.begin()->second; }
  std::string Cause() {
    const absl::Status status = BringUpToDate(groups, today);
    if (status.ok()) return "";
    CHECK_THAT(status, HasReason("PLAN_OUTDATED"));
    CHECK(errors::DetailsOf(status).metadata.at("group") == "1");
    return errors::DetailsOf(status).metadata.at("cause");
  }
};

TEST_CASE("a plan is adopted as it was proposed while nothing has changed, and without who left") {
  Adopting adopting;
  CHECK(adopting.Cause().empty());
  CHECK(adopting.groups[0].members.size() == 4);
  const UserId gone = adopting.groups[0].members[0];
  adopting.today.enrolled.erase(gone);
  CHECK(adopting.Cause().empty());
  CHECK(adopting.groups[0].members.size() == 3);
  adopting.today.enrolled.erase(adopting.groups[0].members[0]);
  CHECK(adopting.Cause() == "TOO_FEW_MEMBERS");
}

TEST_CASE("a plan that breaks a rule by now says which") {
  using Change = std::function<void(Adopting&)>;
  const std::vector<std::pair<std::string, Change>> changes = {
      {"MEETING_PASSED", [](Adopting& it) { it.today.now = kMeeting.start; }},
      {"FACILITATOR_LEFT", [](Adopting& it) { it.today.leaders.clear(); }},
      {"FACILITATOR_UNAVAILABLE", [](Adopting& it) { it.leader().availability->windows.clear(); }},
      {"FACILITATOR_UNAVAILABLE", [](Adopting& it) { it.leader().availability.reset(); }},
      {"FACILITATOR_UNAVAILABLE", [](Adopting& it) { it.leader().languages = {"fr"}; }},
      {"FACILITATOR_UNAVAILABLE", [](Adopting& it) { it.leader().busy = {kMeeting}; }},
      {"FACILITATOR_OVERLOADED", [](Adopting& it) { it.leader().most_groups = 0; }},
      {"MEMBER_UNAVAILABLE", [](Adopting& it) { it.member(1).availability.reset(); }},
      {"MEMBER_UNAVAILABLE",
       [](Adopting& it) {
         it.member(1).availability->exceptions = {{absl::ToCivilDay(kMeeting.start, absl::UTCTimeZone()), {}}};
       }},
      {"MEMBER_UNAVAILABLE", [](Adopting& it) { it.member(1).busy = {kMeeting}; }},
      {"MEMBER_UNAVAILABLE", [](Adopting& it) { it.member(1).languages = {"ar"}; }},
      {"TOO_MANY_OF_CLASS", [](Adopting& it) { it.member(0).class_id = it.member(1).class_id = it.member(2).class_id = "c"; }},
      {"ONE_REGION_ONLY", [](Adopting& it) { it.member(2).region = it.member(3).region = "europe"; }},
      {"ONE_REGION_ONLY", [](Adopting& it) { it.member(2).region = it.member(3).region = ""; }},
  };
  for (const auto& [cause, change] : changes) {
    Adopting adopting;
    change(adopting);
    INFO(cause);
    CHECK(adopting.Cause() == cause);
  }
}

StandingGroup Standing(const std::string& language, int members) {
  StandingGroup group{GroupId::New(kNow), language, {2, 5}, {}, {kMeeting}};
  for (int i = 0; i < members; ++i) group.members.push_back({i % 2 == 0 ? "europe" : "other", ""});
  return group;
}

Reason WhyNot(const Person& person, const std::vector<StandingGroup>& groups) {
  const auto choice = ChooseGroup(person, groups);
  return std::holds_alternative<Reason>(choice) ? std::get<Reason>(choice) : Reason::kNone;
}

TEST_CASE("a latecomer gets a seat in the smallest group that suits") {
  const std::vector<StandingGroup> groups = {Standing("en", 4), Standing("en", 3), Standing("fr", 2)};
  const auto choice = ChooseGroup(From("europe"), groups);
  REQUIRE(std::holds_alternative<GroupId>(choice));
  CHECK(std::get<GroupId>(choice) == groups[1].id);
  // Of two alike, the one with more people of other regions.
  const std::vector<StandingGroup> alike = {Standing("en", 3), Standing("en", 3)};
  std::vector<StandingGroup> mixed = alike;
  mixed[1].members[0].region = "other";
  CHECK(std::get<GroupId>(ChooseGroup(From("europe"), mixed)) == mixed[1].id);
}

TEST_CASE("a latecomer without a seat is told why") {
  Person person = From("europe", "c");
  CHECK(WhyNot(person, {}) == Reason::kNoGroupAtHours);
  CHECK(WhyNot(person, {Standing("fr", 2)}) == Reason::kNoLanguageInCommon);
  CHECK(WhyNot(person, {Standing("en", 5), Standing("fr", 2)}) == Reason::kNoRoomLeft);
  std::vector<StandingGroup> classmates = {Standing("en", 3)};
  classmates[0].members[0].class_id = classmates[0].members[1].class_id = "c";
  CHECK(WhyNot(person, classmates) == Reason::kNoRoomLeft);
  std::vector<StandingGroup> one_region = {Standing("en", 1)};
  CHECK(WhyNot(person, one_region) == Reason::kOneRegionOnly);
  person.busy = {kMeeting};
  CHECK(WhyNot(person, {Standing("en", 2)}) == Reason::kNoGroupAtHours);
  person.busy.clear();
  person.availability.reset();
  CHECK(WhyNot(person, {Standing("en", 2)}) == Reason::kNoAvailabilityGiven);
  // A group that has no meeting ahead suits at any hour.
  std::vector<StandingGroup> without_meetings = {Standing("en", 2)};
  without_meetings[0].meetings.clear();
  CHECK(WhyNot(person, without_meetings) == Reason::kNone);
}

TEST_CASE("a plan changes its state only by its verbs") {
  const auto plan = [](PlanState state) { return Plan{{}, {}, state, PlanFailure::kNone, 1, 2, 1}; };
  for (const PlanState state :
       {PlanState::kProposed, PlanState::kAdopted, PlanState::kDiscarded, PlanState::kSuperseded, PlanState::kFailed}) {
    Plan one = plan(state);
    CHECK_THAT(Cancel(one), HasReason("PLAN_NOT_SOLVING"));
    if (state == PlanState::kProposed) continue;
    CHECK_THAT(Adopt(one), HasReason("PLAN_NOT_PROPOSED"));
    CHECK_THAT(Discard(one), HasReason("PLAN_NOT_PROPOSED"));
    CHECK(one.state == state);
  }
  Plan solving = plan(PlanState::kSolving);
  CHECK_THAT(Adopt(solving), HasReason("PLAN_NOT_PROPOSED"));
  CHECK_THAT(Cancel(solving), IsOk());
  CHECK(solving.state == PlanState::kDiscarded);
  Plan proposed = plan(PlanState::kProposed);
  CHECK_THAT(Adopt(proposed), IsOk());
  CHECK(proposed.state == PlanState::kAdopted);
  CHECK(proposed.version == 2);
  Plan empty = plan(PlanState::kProposed);
  empty.group_count = 0;
  CHECK_THAT(Adopt(empty), HasReason("PLAN_EMPTY"));
  CHECK_THAT(Discard(empty), IsOk());
}

TEST_CASE("a meeting is cancelled once, until it is over") {
  Meeting meeting;
  meeting.start_time = kMeeting.start;
  meeting.end_time = kMeeting.end;
  CHECK(*SetRoom(meeting, "https://rooms.example/1", kNow));
  CHECK_FALSE(*SetRoom(meeting, "https://rooms.example/1", kNow));
  CHECK(meeting.sequence == 1);
  CHECK_THAT(Cancel(meeting, "ill", kMeeting.end).status(), HasReason("MEETING_ENDED"));
  CHECK(*Cancel(meeting, "ill", kNow));
  CHECK_FALSE(*Cancel(meeting, "again", kNow));
  CHECK(meeting.sequence == 2);
  CHECK(meeting.cancel_reason == "ill");
  CHECK_THAT(SetRoom(meeting, "https://rooms.example/2", kNow).status(), HasReason("MEETING_CANCELLED"));
}

TEST_CASE("a room is an https address") {
  for (const char* good : {"https://meet.example/abc", "https://meet.example", "https://meet.example:8443/?r=1#x"}) {
    CHECK_THAT(CheckRoomUrl(good), IsOk());
  }
  for (const std::string& bad : {std::string(), std::string("http://meet.example"), std::string("https://"), std::string("https:///path"),
                                 std::string("javascript:alert(1)"), std::string("https://meet.example/a b"),
                                 std::string("https://meet.example@evil.example/"), "https://" + std::string(500, 'a')}) {
    INFO(bad);
    CHECK_THAT(CheckRoomUrl(bad), NamesField("room_url"));
  }
}

TEST_CASE("seats allow for those who are not expected to come") {
  CHECK(SeatsFor(8, 10, 1) == Seats{8, 10});
  CHECK(SeatsFor(8, 10, 0.8) == Seats{10, 12});
  CHECK(SeatsFor(8, 8, 0.9) == Seats{9, 9});
  CHECK(SeatsFor(2, 3, 0.5) == Seats{4, 6});
}

TEST_CASE("languages are compared by their primary subtag, and told ones bind") {
  CHECK(LanguagesOf({"fr-TN", "AR"}, {"en", "fr", "ar"}) == 0b110);
  CHECK(LanguagesOf({}, {"en", "fr"}) == 0b11);
  CHECK(LanguagesOf({"de"}, {"en", "fr"}) == 0);
}

}  // namespace
}  // namespace parley::scheduling::domain
