// Who may see and do what with groups and meetings.
#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "parley/scheduling/v1/internal.pb.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const std::vector<auth::Role> kCoordinator = {auth::Role::kCoordinator};
const std::vector<auth::Role> kFacilitator = {auth::Role::kFacilitator};

// A group of four with a facilitator, adopted.
struct Met {
  House house;
  UserId facilitator, member, stranger;
  std::string group_id;
  v1::Meeting meeting;

  Met() {
    facilitator = house.Facilitator("Europe/Paris");
    for (int i = 0; i < 4; ++i) member = house.Participant(i % 2 == 0 ? "europe" : "southern-mediterranean", "Africa/Tunis");
    stranger = house.Participant("europe", "");
    house.Adopt(house.Solve(house.CreatePlan()));
    group_id = house.PlacementOf(member).group_id();
    meeting = house.MeetingsOf(member).at(0);
  }
  v1::SetMeetingRoomRequest Room(const std::string& url) {
    v1::SetMeetingRoomRequest request;
    request.set_meeting_id(meeting.meeting_id());
    request.set_room_url(url);
    request.set_request_id(Fresh());
    return request;
  }
  v1::CancelMeetingRequest Cancel(const std::string& reason) {
    v1::CancelMeetingRequest request;
    request.set_meeting_id(meeting.meeting_id());
    request.set_reason(reason);
    request.set_request_id(Fresh());
    return request;
  }
};

TEST_CASE("a group and its meetings are seen by its people and its coordinators, and by nobody else") {
  Met met;
  v1::GetGroupRequest get;
  v1::Group group;
  get.set_group_id(met.group_id);
  REQUIRE_THAT(met.house.Call(met.member, "GetGroup", get, group), IsOk());
  CHECK(group.members_size() == 4);
  CHECK(group.language() == "en");
  CHECK(group.seats() == 5);
  REQUIRE(group.facilitator_ids_size() == 1);
  CHECK(group.facilitator_ids(0) == met.facilitator.text());
  CHECK_THAT(met.house.Call(met.facilitator, "GetGroup", get, group), IsOk());
  CHECK_THAT(met.house.CallAsCoordinator("GetGroup", get, group), IsOk());
  const auto not_found = HasCode(absl::StatusCode::kNotFound);
  CHECK_THAT(met.house.Call(met.stranger, "GetGroup", get, group), not_found);
  CHECK_THAT(met.house.Call(met.house.coordinator(), "GetGroup", get, group), not_found);  // the token tells no role
  CHECK_THAT(met.house.Call(met.house.ForeignCoordinator(), "GetGroup", get, group, kCoordinator), not_found);
  get.set_group_id("none");
  CHECK_THAT(met.house.Call(met.member, "GetGroup", get, group), NamesField("group_id"));

  v1::GetMeetingRequest get_meeting;
  v1::Meeting meeting;
  get_meeting.set_meeting_id(met.meeting.meeting_id());
  CHECK_THAT(met.house.Call(met.facilitator, "GetMeeting", get_meeting, meeting), IsOk());
  CHECK(meeting.SerializeAsString() == met.meeting.SerializeAsString());
  CHECK_THAT(met.house.Call(met.stranger, "GetMeeting", get_meeting, meeting), not_found);
  get_meeting.set_meeting_id(Fresh());
  CHECK_THAT(met.house.Call(met.member, "GetMeeting", get_meeting, meeting), not_found);

  v1::ListMyGroupsResponse mine;
  REQUIRE_THAT(met.house.Call(met.member, "ListMyGroups", v1::ListMyGroupsRequest(), mine), IsOk());
  CHECK(mine.groups_size() == 1);
  REQUIRE_THAT(met.house.Call(met.facilitator, "ListMyGroups", v1::ListMyGroupsRequest(), mine), IsOk());
  CHECK(mine.groups_size() == 1);
  REQUIRE_THAT(met.house.Call(met.stranger, "ListMyGroups", v1::ListMyGroupsRequest(), mine), IsOk());
  CHECK(mine.groups().empty());
  v1::ListRunGroupsRequest list;
  v1::ListRunGroupsResponse all;
  list.set_run_id(met.house.run_id());
  REQUIRE_THAT(met.house.CallAsCoordinator("ListRunGroups", list, all), IsOk());
  CHECK(all.groups_size() == 1);
  CHECK_THAT(met.house.Call(met.house.ForeignCoordinator(), "ListRunGroups", list, all, kCoordinator), not_found);
  CHECK_THAT(met.house.Call(met.member, "ListRunGroups", list, all), HasReason("ROLE_REQUIRED"));

  v1::ListMyMeetingsRequest meetings;
  v1::ListMyMeetingsResponse page;
  meetings.set_page_size(1);
  REQUIRE_THAT(met.house.Call(met.member, "ListMyMeetings", meetings, page), IsOk());
  REQUIRE(page.meetings_size() == 1);
  CHECK(page.meetings(0).meeting_id() == met.meeting.meeting_id());
  meetings.set_page_token(page.next_page_token());
  REQUIRE_THAT(met.house.Call(met.member, "ListMyMeetings", meetings, page), IsOk());
  REQUIRE(page.meetings_size() == 1);
  CHECK(page.meetings(0).meeting_id() != met.meeting.meeting_id());
  CHECK(page.next_page_token().empty());
  CHECK_THAT(met.house.Call(met.facilitator, "ListMyMeetings", meetings, page), NamesField("page_token"));
}

TEST_CASE("a room is set and a meeting cancelled by who leads the group, and calendars learn of it") {
  Met met;
  v1::Meeting meeting;
  const auto not_found = HasCode(absl::StatusCode::kNotFound);
  CHECK_THAT(met.house.Call(met.member, "SetMeetingRoom", met.Room("https://rooms.example/a"), meeting), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(met.house.Call(met.member, "SetMeetingRoom", met.Room("https://rooms.example/a"), meeting, kFacilitator), not_found);
  CHECK_THAT(met.house.Call(met.facilitator, "SetMeetingRoom", met.Room("http://rooms.example/a"), meeting, kFacilitator),
             NamesField("room_url"));
  REQUIRE_THAT(met.house.Call(met.facilitator, "SetMeetingRoom", met.Room("https://rooms.example/a"), meeting, kFacilitator), IsOk());
  CHECK(meeting.room_url() == "https://rooms.example/a");
  CHECK(meeting.sequence() == 1);
  auto stale = met.Room("https://rooms.example/b");
  stale.set_etag(met.meeting.etag());
  CHECK_THAT(met.house.CallAsCoordinator("SetMeetingRoom", stale, meeting), HasReason("ETAG_MISMATCH"));

  CHECK_THAT(met.house.Call(met.house.ForeignCoordinator(), "CancelMeeting", met.Cancel("x"), meeting, kCoordinator), not_found);
  for (const std::string& bad : {std::string(), std::string(" \n"), std::string(501, 'x'), std::string("a\x01")}) {
    CHECK_THAT(met.house.CallAsCoordinator("CancelMeeting", met.Cancel(bad), meeting), NamesField("reason"));
  }
  REQUIRE_THAT(met.house.CallAsCoordinator("CancelMeeting", met.Cancel("The facilitator is ill."), meeting), IsOk());
  CHECK(meeting.state() == v1::Meeting::STATE_CANCELLED);
  CHECK(meeting.cancel_reason() == "The facilitator is ill.");
  CHECK(meeting.sequence() == 2);
  v1::MeetingChanged told;
  const auto events = met.house.Events("MeetingChanged");
  REQUIRE(told.ParseFromString(events.back().payload()));
  CHECK(told.state() == v1::Meeting::STATE_CANCELLED);
  CHECK(told.sequence() == 2);
  // Once more changes nothing.
  REQUIRE_THAT(met.house.Call(met.facilitator, "CancelMeeting", met.Cancel("again"), meeting, kFacilitator), IsOk());
  CHECK(meeting.cancel_reason() == "The facilitator is ill.");
  CHECK(met.house.Events("MeetingChanged").size() == events.size());
  CHECK_THAT(met.house.CallAsCoordinator("SetMeetingRoom", met.Room("https://rooms.example/c"), meeting), HasReason("MEETING_CANCELLED"));
  CHECK(met.house.MeetingsOf(met.member).size() == 2);
}

TEST_CASE("the exchange learns of a group's run and of a person's seat, as the events told them, and no other service may ask") {
  Met met;
  v1::GetGroupRunRequest ask_run;
  v1::GroupRun run;
  ask_run.set_group_id(met.group_id);
  REQUIRE_THAT(met.house.Internal("exchange", "GetGroupRun", ask_run, run), IsOk());
  CHECK(run.run_id() == met.house.run_id());
  v1::GetSeatRequest ask_seat;
  v1::Seat seat;
  ask_seat.set_run_id(met.house.run_id());
  ask_seat.set_user_id(met.member.text());
  REQUIRE_THAT(met.house.Internal("exchange", "GetSeat", ask_seat, seat), IsOk());
  CHECK(seat.group_id() == met.group_id);
  const auto joined = Parse<v1::GroupMemberChanged>(met.house.Events("GroupMemberChanged").back());
  CHECK(rpc::FromProto(seat.join_time()) == rpc::FromProto(joined.change_time()));
  for (const std::string service : {"gateway", "notifications"}) {
    CHECK_THAT(met.house.Internal(service, "GetGroupRun", ask_run, run), HasReason("SERVICE_NOT_ALLOWED"));
    CHECK_THAT(met.house.Internal(service, "GetSeat", ask_seat, seat), HasReason("SERVICE_NOT_ALLOWED"));
  }

  met.house.Enrol(met.member, catalog::v1::Enrolment::STATE_WITHDRAWN);
  REQUIRE_THAT(met.house.Internal("exchange", "GetSeat", ask_seat, seat), IsOk());
  CHECK(seat.group_id().empty());
  CHECK_FALSE(seat.has_join_time());
  ask_seat.set_run_id(Fresh());
  CHECK_THAT(met.house.Internal("exchange", "GetSeat", ask_seat, seat), IsOk());
  ask_run.set_group_id(Fresh());
  CHECK_THAT(met.house.Internal("exchange", "GetGroupRun", ask_run, run), HasCode(absl::StatusCode::kNotFound));
  ask_run.set_group_id("none");
  CHECK_THAT(met.house.Internal("exchange", "GetGroupRun", ask_run, run), NamesField("group_id"));
  ask_seat.set_user_id("none");
  CHECK_THAT(met.house.Internal("exchange", "GetSeat", ask_seat, seat), NamesField("user_id"));
  ask_seat.set_run_id("");
  CHECK_THAT(met.house.Internal("exchange", "GetSeat", ask_seat, seat), NamesField("run_id"));
}

TEST_CASE("who is no facilitator of the partner any more leads none of its groups, and others are told") {
  Met met;
  v1::GetGroupRequest get;
  v1::Group group;
  get.set_group_id(met.group_id);
  identity::v1::RoleRevoked event;
  event.set_user_id(met.facilitator.text());
  event.set_role(api::v1::ROLE_FACILITATOR);
  event.set_partner_id(PartnerId::New(met.house.clock().Now()).text());
  met.house.TellAsIdentity(event.user_id(), event);  // another partner's
  REQUIRE_THAT(met.house.Call(met.facilitator, "GetGroup", get, group, kFacilitator), IsOk());
  const size_t told = met.house.Events("GroupFacilitatorChanged").size();

  event.set_version(1);
  SECTION("of the partner") { event.set_partner_id(met.house.run().partner_id()); }
  SECTION("of none") { event.clear_partner_id(); }
  met.house.TellAsIdentity(event.user_id(), event);
  CHECK_THAT(met.house.Call(met.facilitator, "GetGroup", get, group, kFacilitator), HasCode(absl::StatusCode::kNotFound));
  v1::Meeting meeting;
  CHECK_THAT(met.house.Call(met.facilitator, "SetMeetingRoom", met.Room("https://a.example/"), meeting, kFacilitator),
             HasCode(absl::StatusCode::kNotFound));
  REQUIRE(met.house.Events("GroupFacilitatorChanged").size() == told + 1);
  CHECK_FALSE(Parse<v1::GroupFacilitatorChanged>(met.house.Events("GroupFacilitatorChanged").back()).is_facilitator());
  CHECK_FALSE(Parse<v1::RunFacilitatorChanged>(met.house.Events("RunFacilitatorChanged").back()).is_facilitator());

  // Told again it takes nothing that was given since.
  v1::AddRunFacilitatorRequest add;
  v1::RunFacilitator facilitator;
  add.set_run_id(met.house.run_id());
  add.set_user_id(met.facilitator.text());
  add.set_most_groups(1);
  add.set_request_id(Fresh());
  REQUIRE_THAT(met.house.CallAsCoordinator("AddRunFacilitator", add, facilitator), IsOk());
  met.house.TellAsIdentity(event.user_id(), event);
  CHECK(Parse<v1::RunFacilitatorChanged>(met.house.Events("RunFacilitatorChanged").back()).is_facilitator());
  event.set_version(2);
  met.house.TellAsIdentity(event.user_id(), event);
  CHECK_FALSE(Parse<v1::RunFacilitatorChanged>(met.house.Events("RunFacilitatorChanged").back()).is_facilitator());
}

TEST_CASE("a facilitator with groups can't be removed from the run") {
  Met met;
  v1::RemoveRunFacilitatorRequest remove;
  v1::RunFacilitator facilitator;
  remove.set_run_id(met.house.run_id());
  remove.set_user_id(met.facilitator.text());
  remove.set_request_id(Fresh());
  CHECK_THAT(met.house.CallAsCoordinator("RemoveRunFacilitator", remove, facilitator), HasReason("FACILITATOR_HAS_GROUPS"));
}

}  // namespace
}  // namespace parley::scheduling
