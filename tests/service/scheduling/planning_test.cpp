// From availability to groups that meet, and what happens to them afterwards.
#include <set>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;

TEST_CASE("a plan seats everybody at hours of their own clocks, and once adopted they meet") {
  House house;
  const Crowd crowd = Eight(house);
  const v1::Plan solving = house.CreatePlan();
  CHECK(solving.state() == v1::Plan::STATE_SOLVING);
  const v1::Plan plan = house.Solve(solving);
  REQUIRE(plan.state() == v1::Plan::STATE_PROPOSED);
  CHECK(plan.progress_percent() == 100);
  REQUIRE(plan.outcome().groups_size() == 2);
  CHECK(plan.outcome().unplaced().empty());
  CHECK(plan.outcome().certificate().seats_placed() == 8);
  CHECK(plan.outcome().certificate().upper_bound() == 8);
  CHECK(plan.outcome().certificate().gap() == 0);
  CHECK(house.PlacementOf(crowd.people[0]).reason() == v1::Unplaced::REASON_NOT_PLANNED_YET);

  CHECK(house.Adopt(plan).state() == v1::Plan::STATE_ADOPTED);
  std::set<std::string> groups;
  for (const UserId& person : crowd.people) {
    groups.insert(house.PlacementOf(person).group_id());
    const auto meetings = house.MeetingsOf(person);
    REQUIRE(meetings.size() == 2);
    CHECK(meetings[0].state() == v1::Meeting::STATE_SCHEDULED);
    // The clocks of Europe change between the two; Tunis's do not, and all are free from 17 to 23 of their own.
    absl::TimeZone paris, tunis;
    absl::LoadTimeZone("Europe/Paris", &paris);
    absl::LoadTimeZone("Africa/Tunis", &tunis);
    const absl::Time first = rpc::FromProto(meetings[0].start_time());
    const absl::Time second = rpc::FromProto(meetings[1].start_time());
    CHECK(second - first == absl::Hours(7 * 24 - 1));
    CHECK(paris.At(first).cs.hour() == paris.At(second).cs.hour());
    CHECK(tunis.At(first).cs.hour() == tunis.At(second).cs.hour() + 1);
    if (person == crowd.people[2] || person == crowd.people[3]) CHECK(tunis.At(second).cs.hour() >= 17);
    CHECK(rpc::FromProto(meetings[0].end_time()) - first == absl::Hours(2));
  }
  CHECK(groups.size() == 2);
  CHECK(house.MeetingsOf(crowd.facilitator).size() == 4);

  // In order, group by group: the group, its facilitator, its members, its meetings.
  std::vector<std::string> types;
  for (const auto& event : house.Events()) {
    const std::string type = event.type().substr(event.type().rfind('.') + 1);
    if (types.empty() || types.back() != type) types.push_back(type);
  }
  const std::vector<std::string> once = {"GroupCreated", "GroupFacilitatorChanged", "GroupMemberChanged", "MeetingChanged"};
  std::vector<std::string> expected = {"RunFacilitatorChanged"};
  for (int i = 0; i < 2; ++i) expected.insert(expected.end(), once.begin(), once.end());
  CHECK(types == expected);
  CHECK(house.Events("GroupMemberChanged").size() == 8);
  CHECK(house.Events("MeetingChanged").size() == 4);
  const auto told = Parse<v1::MeetingChanged>(house.Events("MeetingChanged")[0]);
  CHECK(told.sequence() == 0);
  CHECK(told.state() == v1::Meeting::STATE_SCHEDULED);
  CHECK(told.module_id() == house.run().meetings(0).module_id());
}

TEST_CASE("who can't be seated is told the reason, and what would help") {
  House house;
  const Crowd crowd = Eight(house);
  const UserId silent = house.Participant("europe", "");
  const UserId early = house.Participant("europe", "Europe/Paris");
  house.SetEvenings(early, "Europe/Paris", 6, 9);
  const v1::Plan plan = house.Solve(house.CreatePlan());
  REQUIRE(plan.outcome().unplaced_size() == 2);
  std::map<std::string, v1::Unplaced> unplaced;
  for (const auto& one : plan.outcome().unplaced()) unplaced[one.user_id()] = one;
  CHECK(unplaced[silent.text()].reason() == v1::Unplaced::REASON_NO_AVAILABILITY_GIVEN);
  CHECK(unplaced[early.text()].reason() == v1::Unplaced::REASON_NO_SLOT_WITH_ENOUGH_OTHERS);
  // Both groups of four have a fifth seat.
  CHECK(unplaced[early.text()].would_seat_group_numbers_size() == 2);
  house.Adopt(plan);
  CHECK(house.PlacementOf(silent).reason() == v1::Unplaced::REASON_NO_AVAILABILITY_GIVEN);

  // They say when they can, and get the seat.
  house.SetEvenings(silent, "Europe/Madrid");
  CHECK(house.AwaitSeat(silent));
  CHECK(house.PlacementOf(early).reason() == v1::Unplaced::REASON_NO_SLOT_WITH_ENOUGH_OTHERS);
}

TEST_CASE("a latecomer gets a seat or a reason, and who leaves makes room for the next") {
  House house;
  const Crowd crowd = Eight(house);
  house.Adopt(house.Solve(house.CreatePlan()));
  const UserId first = house.Participant("europe", "Europe/Paris");
  CHECK(house.AwaitSeat(first));
  const UserId second = house.Participant("europe", "Europe/Paris");
  CHECK(house.AwaitSeat(second));
  CHECK(house.PlacementOf(first).group_id() != house.PlacementOf(second).group_id());
  const UserId third = house.Participant("europe", "Europe/Paris");
  CHECK(house.AwaitReason(third, v1::Unplaced::REASON_NO_ROOM_LEFT));

  const std::string left = house.PlacementOf(first).group_id();
  house.clock().Advance(absl::Seconds(1));
  house.Enrol(first, catalog::v1::Enrolment::STATE_WITHDRAWN);
  CHECK(house.AwaitSeat(third));
  CHECK(house.PlacementOf(third).group_id() == left);
  v1::GetMyPlacementRequest request;
  v1::Placement placement;
  request.set_run_id(house.run_id());
  CHECK_THAT(house.Call(first, "GetMyPlacement", request, placement), HasCode(absl::StatusCode::kNotFound));
  v1::GetGroupRequest get;
  v1::Group group;
  get.set_group_id(left);
  CHECK_THAT(house.Call(first, "GetGroup", get, group), HasCode(absl::StatusCode::kNotFound));
  const auto changes = house.Events("GroupMemberChanged");
  const auto gone = Parse<v1::GroupMemberChanged>(changes[changes.size() - 2]);
  CHECK(gone.user_id() == first.text());
  CHECK_FALSE(gone.is_member());
}

TEST_CASE("the next adopted plan takes the place of the one before") {
  House house;
  const Crowd crowd = Eight(house);
  const v1::Plan first = house.Adopt(house.Solve(house.CreatePlan()));
  const std::string old_group = house.PlacementOf(crowd.people[0]).group_id();
  house.clock().Advance(absl::Minutes(1));
  house.Adopt(house.Solve(house.CreatePlan()));
  CHECK(house.GetPlan(first.plan_id()).state() == v1::Plan::STATE_SUPERSEDED);
  CHECK(house.PlacementOf(crowd.people[0]).group_id() != old_group);
  CHECK(house.MeetingsOf(crowd.people[0]).size() == 2);
  v1::GetGroupRequest get;
  v1::Group group;
  get.set_group_id(old_group);
  CHECK_THAT(house.Call(crowd.people[0], "GetGroup", get, group), HasCode(absl::StatusCode::kNotFound));
  REQUIRE_THAT(house.CallAsCoordinator("GetGroup", get, group), IsOk());
  CHECK(group.dissolved());
  CHECK(group.members().empty());
  int cancelled = 0;
  for (const auto& event : house.Events("MeetingChanged")) {
    const auto told = Parse<v1::MeetingChanged>(event);
    if (told.state() != v1::Meeting::STATE_CANCELLED) continue;
    CHECK(told.sequence() == 1);
    ++cancelled;
  }
  CHECK(cancelled == 4);
}

TEST_CASE("a run without meetings is grouped without hours") {
  House house;
  const catalog::v1::Run run = house.AddRun(false);
  const UserId facilitator = house.Facilitator("Europe/Paris");
  v1::AddRunFacilitatorRequest add;
  v1::RunFacilitator added;
  add.set_run_id(run.run_id());
  add.set_user_id(facilitator.text());
  add.set_request_id(Fresh());
  REQUIRE_THAT(house.CallAsCoordinator("AddRunFacilitator", add, added), IsOk());
  CHECK(added.most_groups() == 2);
  for (int i = 0; i < 4; ++i) {
    const UserId person = house.Participant(i % 2 == 0 ? "europe" : "other", "");
    house.Enrol(person, catalog::v1::Enrolment::STATE_ENROLLED, run.run_id());
  }
  const v1::Plan plan = house.Solve(house.CreatePlan(run.run_id()));
  REQUIRE(plan.outcome().groups_size() == 1);
  CHECK(plan.outcome().groups(0).member_ids_size() == 4);
  CHECK(plan.outcome().groups(0).meetings().empty());
  house.Adopt(plan);
  CHECK(house.Events("MeetingChanged").empty());
}

TEST_CASE("a run that is called off cancels its meetings and takes no plans") {
  House house;
  const Crowd crowd = Eight(house);
  house.Adopt(house.Solve(house.CreatePlan()));
  const v1::Plan proposed = house.Solve(house.CreatePlan());
  catalog::v1::RunCancelled cancelled;
  cancelled.set_run_id(house.run_id());
  house.TellAsCatalog(house.run_id(), cancelled);
  for (const auto& meeting : house.MeetingsOf(crowd.people[0])) CHECK(meeting.state() == v1::Meeting::STATE_CANCELLED);
  CHECK(house.GetPlan(proposed.plan_id()).state() == v1::Plan::STATE_DISCARDED);
  v1::CreatePlanRequest request;
  v1::Plan answer;
  request.set_run_id(house.run_id());
  request.set_request_id(Fresh());
  CHECK_THAT(house.CallAsCoordinator("CreatePlan", request, answer), HasReason("RUN_NOT_PLANNABLE"));
}

TEST_CASE("a meeting ends when its time is over, also after its run finished by a clock that is ahead") {
  House house;
  const Crowd crowd = Eight(house);
  house.Adopt(house.Solve(house.CreatePlan()));
  const auto meetings = house.MeetingsOf(crowd.people[0]);
  catalog::v1::RunFinished finished;
  finished.set_run_id(house.run_id());
  house.TellAsCatalog(house.run_id(), finished);
  house.clock().Advance(rpc::FromProto(meetings[0].end_time()) - house.clock().Now());
  CHECK(Eventually([&] { return house.MeetingsOf(crowd.people[0]).size() + 1 == meetings.size(); }));
  v1::GetMeetingRequest get;
  v1::Meeting meeting;
  get.set_meeting_id(meetings[0].meeting_id());
  CHECK(Eventually([&] {
    REQUIRE_THAT(house.Call(crowd.people[0], "GetMeeting", get, meeting), IsOk());
    return meeting.state() == v1::Meeting::STATE_ENDED;
  }));
}

}  // namespace
}  // namespace parley::scheduling
