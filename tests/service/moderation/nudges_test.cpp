#include <algorithm>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "tests/service/moderation/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::moderation {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

absl::Status Nudge(House& house, const UserId& user_id, const UserId& whom, v1::Nudge& nudge, const std::string& text = "We miss you!") {
  v1::NudgeParticipantRequest request;
  request.set_run_id(house.run_id());
  request.set_user_id(whom.text());
  request.set_text(text);
  request.set_request_id(Fresh());
  return house.Call(user_id, "NudgeParticipant", request, nudge);
}

absl::Status NudgeSilent(House& house, const UserId& user_id, const std::string& group_id, int days, v1::NudgeSilentResponse& response,
                         const std::string& text = "Say hello.") {
  v1::NudgeSilentRequest request;
  request.set_group_id(group_id);
  request.set_silent_days(days);
  request.set_text(text);
  request.set_request_id(Fresh());
  return house.Call(user_id, "NudgeSilent", request, response);
}

// Whom the events so far say that somebody nudged.
std::vector<std::string> Nudged(House& house, size_t count) {
  REQUIRE(Eventually([&] { return house.Events("ParticipantNudged").size() >= count; }));
  std::vector<std::string> people;
  for (const auto& each : house.Events("ParticipantNudged")) {
    v1::ParticipantNudged event;
    REQUIRE(event.ParseFromString(each.payload()));
    people.push_back(event.user_id());
  }
  std::sort(people.begin(), people.end());
  return people;
}

std::vector<std::string> Sorted(const std::vector<UserId>& people) {
  std::vector<std::string> ids;
  for (const UserId& id : people) ids.push_back(id.text());
  std::sort(ids.begin(), ids.end());
  return ids;
}

TEST_CASE("a facilitator nudges a participant, whose words only notifications reads") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  v1::Nudge nudge;
  REQUIRE_THAT(Nudge(house, fatima, amal, nudge), IsOk());
  CHECK(nudge.user_id() == amal.text());
  CHECK(nudge.run_id() == house.run_id());
  CHECK(nudge.text() == "We miss you!");
  CHECK(Nudged(house, 1) == Sorted({amal}));
  v1::ParticipantNudged event;
  REQUIRE(event.ParseFromString(house.Events("ParticipantNudged")[0].payload()));
  CHECK(event.nudge_id() == nudge.nudge_id());
  CHECK(house.Events("ParticipantNudged")[0].payload().find("miss") == std::string::npos);

  v1::GetNudgeRequest request;
  v1::Nudge read;
  request.set_nudge_id(nudge.nudge_id());
  REQUIRE_THAT(house.Internal("notifications", "GetNudge", request, read), IsOk());
  CHECK(read.SerializeAsString() == nudge.SerializeAsString());
  CHECK_THAT(house.Internal("exchange", "GetNudge", request, read), HasReason("SERVICE_NOT_ALLOWED"));
  request.set_nudge_id(Fresh());
  CHECK_THAT(house.Internal("notifications", "GetNudge", request, read), kNotFound);
  request.set_nudge_id("x");
  CHECK_THAT(house.Internal("notifications", "GetNudge", request, read), NamesField("nudge_id"));
}

TEST_CASE("a person is nudged once in 24 hours, whoever does it") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  const UserId george = house.FacilitatorOfRun();
  v1::Nudge nudge;
  REQUIRE_THAT(Nudge(house, fatima, amal, nudge), IsOk());
  house.clock().Advance(absl::Hours(20));
  const absl::Status refused = Nudge(house, george, amal, nudge);
  CHECK_THAT(refused, HasReason("NUDGED_TODAY") && HasCode(absl::StatusCode::kResourceExhausted));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Hours(4));
  house.clock().Advance(absl::Hours(4));
  CHECK_THAT(Nudge(house, george, amal, nudge), IsOk());
}

TEST_CASE("participants are nudged by those who facilitate them, and by coordinators of the partner") {
  House house;
  const UserId amal = house.Participant();
  const UserId own = house.FacilitatorOfGroup(house.Group({amal}));
  const UserId plenary = house.FacilitatorOfGroup(house.plenary_id());
  const UserId other = house.FacilitatorOfGroup(house.Group({house.Participant()}));
  v1::Nudge nudge;
  CHECK_THAT(Nudge(house, other, amal, nudge), kNotFound);
  CHECK_THAT(Nudge(house, house.Coordinator({Fresh()}), amal, nudge), kNotFound);
  CHECK_THAT(Nudge(house, amal, amal, nudge), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Nudge(house, UserId(), amal, nudge), HasReason("SIGN_IN_REQUIRED"));
  for (const UserId& user_id : {own, plenary, house.Coordinator({house.partner_id()})}) {
    CHECK_THAT(Nudge(house, user_id, amal, nudge), IsOk());
    house.clock().Advance(absl::Hours(24));
  }
  for (const auto state : {catalog::v1::Enrolment::STATE_SUSPENDED, catalog::v1::Enrolment::STATE_COMPLETED}) {
    house.clock().Advance(absl::Seconds(1));
    house.Enrolment(amal, state);
    CHECK_THAT(Nudge(house, own, amal, nudge), kNotFound);
  }
  CHECK_THAT(Nudge(house, plenary, house.Stranger(), nudge), kNotFound);
}

TEST_CASE("the silent of a run are nudged, and neither those who spoke nor those who came late nor those nudged already") {
  House house;
  const UserId silent = house.Participant();
  const UserId spoke_long_ago = house.Participant();
  const UserId spoke = house.Participant();
  const UserId spared = house.Participant();
  const UserId gone = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  house.Published(spoke_long_ago);
  house.clock().Advance(absl::Hours(24) * 6);
  const UserId late = house.Participant();
  house.Published(spoke);
  house.Enrolment(gone, catalog::v1::Enrolment::STATE_WITHDRAWN);
  house.clock().Advance(absl::Hours(24));
  v1::Nudge nudge;
  REQUIRE_THAT(Nudge(house, fatima, spared, nudge), IsOk());

  v1::NudgeSilentResponse response;
  REQUIRE_THAT(NudgeSilent(house, fatima, house.plenary_id(), 7, response), IsOk());
  CHECK(response.nudged_count() == 2);
  CHECK(response.spared_count() == 1);
  CHECK(response.remaining_count() == 0);
  CHECK(Nudged(house, 3) == Sorted({silent, spoke_long_ago, spared}));
  REQUIRE_THAT(NudgeSilent(house, fatima, house.plenary_id(), 7, response), IsOk());
  CHECK(response.nudged_count() == 0);
  CHECK(response.spared_count() == 3);
  REQUIRE_THAT(NudgeSilent(house, fatima, house.plenary_id(), 1, response), IsOk());
  CHECK(response.nudged_count() == 2);
  CHECK(Nudged(house, 5) == Sorted({silent, spoke_long_ago, spared, late, spoke}));
}

TEST_CASE("the silent of a group are its members alone, and not who nudges them") {
  House house;
  const UserId amal = house.Participant();
  const UserId ben = house.Participant();
  const UserId outside = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  house.Enrolment(fatima, catalog::v1::Enrolment::STATE_ENROLLED);
  const std::string group_id = house.Group({amal, ben, fatima});
  house.clock().Advance(absl::Hours(24) * 3);
  v1::NudgeSilentResponse response;
  CHECK_THAT(NudgeSilent(house, house.FacilitatorOfGroup(house.Group({outside})), group_id, 3, response), kNotFound);
  REQUIRE_THAT(NudgeSilent(house, fatima, group_id, 3, response), IsOk());
  CHECK(response.nudged_count() == 2);
  CHECK(Nudged(house, 2) == Sorted({amal, ben}));
}

TEST_CASE("nudges refuse bad input by name") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  v1::Nudge nudge;
  v1::NudgeSilentResponse silent;
  v1::NudgeParticipantRequest request;
  request.set_request_id(Fresh());
  request.set_text("Hello");
  request.set_user_id(amal.text());
  request.set_run_id("x");
  CHECK_THAT(house.Call(fatima, "NudgeParticipant", request, nudge), NamesField("run_id"));
  request.set_run_id(Fresh());
  CHECK_THAT(house.Call(fatima, "NudgeParticipant", request, nudge), kNotFound);
  request.set_run_id(house.run_id());
  request.set_user_id("");
  CHECK_THAT(house.Call(fatima, "NudgeParticipant", request, nudge), NamesField("user_id"));
  for (const std::string& text : {std::string(), std::string("\n "), std::string(501, 'a'), std::string("a\x1b")}) {
    CHECK_THAT(Nudge(house, fatima, amal, nudge, text), NamesField("text"));
    CHECK_THAT(NudgeSilent(house, fatima, house.plenary_id(), 1, silent, text), NamesField("text"));
  }
  for (const int days : {-1, 0, 91}) CHECK_THAT(NudgeSilent(house, fatima, house.plenary_id(), days, silent), NamesField("silent_days"));
  CHECK_THAT(NudgeSilent(house, fatima, "x", 1, silent), NamesField("group_id"));
  CHECK_THAT(NudgeSilent(house, fatima, Fresh(), 1, silent), kNotFound);
  CHECK_THAT(NudgeSilent(house, amal, house.plenary_id(), 1, silent), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(Nudge(house, fatima, amal, nudge), IsOk());
}

TEST_CASE("a repeated nudge is one nudge") {
  House house;
  const UserId amal = house.Participant();
  const UserId fatima = house.FacilitatorOfRun();
  v1::NudgeParticipantRequest request;
  request.set_run_id(house.run_id());
  request.set_user_id(amal.text());
  request.set_text("Hello");
  request.set_request_id(Fresh());
  v1::Nudge first;
  v1::Nudge again;
  REQUIRE_THAT(house.Call(fatima, "NudgeParticipant", request, first), IsOk());
  REQUIRE_THAT(house.Call(fatima, "NudgeParticipant", request, again), IsOk());
  CHECK(first.SerializeAsString() == again.SerializeAsString());
  CHECK(Nudged(house, 1).size() == 1);
}

}  // namespace
}  // namespace parley::moderation
