// How the exchange learns who is in which group: by events in any order, and by asking where it heard of nothing.
#include "catch2/catch.hpp"
#include "services/exchange/store/groups.h"
#include "tests/service/exchange/house.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;

const auto kNotFound = HasCode(absl::StatusCode::kNotFound);

absl::Status Feed(House& house, const UserId& user_id, const std::string& group_id) {
  v1::ListVideosRequest request;
  v1::ListVideosResponse response;
  request.set_group_id(group_id);
  return house.Call(user_id, "ListVideos", request, response);
}

absl::Status Prompts(House& house, const UserId& user_id, std::string* group_id = nullptr) {
  v1::ListPromptsRequest request;
  v1::ListPromptsResponse response;
  request.set_run_id(house.run().run_id());
  absl::Status status = house.Call(user_id, "ListPrompts", request, response);
  if (status.ok() && group_id != nullptr) *group_id = response.prompts(0).group_id();
  return status;
}

std::string OwnGroup(House& house, const UserId& user_id) {
  std::string group_id;
  REQUIRE_THAT(Prompts(house, user_id, &group_id), IsOk());
  return group_id;
}

void SetSeat(House& house, const UserId& user_id, const std::string& group_id) {
  house.scheduling().SetSeat(house.run().run_id(), user_id, group_id);
}

TEST_CASE("of a move the joining counts, in whichever order the two groups are heard of") {
  for (const bool joining_first : {true, false}) {
    House house;
    const UserId amal = house.Participant("Amal");
    const std::string first = house.AddGroup();
    const std::string second = house.AddGroup();
    const absl::Time joined = house.clock().Now();
    const absl::Time moved = joined + absl::Minutes(1);
    house.scheduling().away = true;
    house.TellSeat(amal, first, true, joined);
    CHECK(OwnGroup(house, amal) == first);
    house.TellSeat(amal, joining_first ? second : first, joining_first, moved);
    CHECK(OwnGroup(house, amal) == (joining_first ? second : house.run().plenary_group_id()));
    house.TellSeat(amal, joining_first ? first : second, !joining_first, moved);
    CHECK(OwnGroup(house, amal) == second);
    CHECK_THAT(Feed(house, amal, second), IsOk());
    CHECK_THAT(Feed(house, amal, first), kNotFound);
  }
}

TEST_CASE("an older or repeated word about a seat yields to what is known") {
  House house;
  const UserId amal = house.Participant("Amal");
  const std::string first = house.AddGroup();
  const std::string second = house.AddGroup();
  const absl::Time joined = house.clock().Now();
  const absl::Time moved = joined + absl::Minutes(1);
  house.scheduling().away = true;
  house.TellSeat(amal, second, true, moved);
  house.TellSeat(amal, first, true, joined);
  CHECK(OwnGroup(house, amal) == second);
  house.TellSeat(amal, first, false, moved);
  house.TellSeat(amal, second, true, moved);
  CHECK(OwnGroup(house, amal) == second);
  house.TellSeat(amal, second, false, joined);
  CHECK(OwnGroup(house, amal) == second);
  house.TellSeat(amal, second, false, moved + absl::Minutes(1));
  house.TellSeat(amal, second, true, moved);
  CHECK(OwnGroup(house, amal) == house.run().plenary_group_id());
  CHECK_THAT(Feed(house, amal, second), kNotFound);
}

TEST_CASE("who joins and leaves within one tick has left") {
  House house;
  const UserId amal = house.Participant("Amal");
  const std::string group_id = house.AddGroup();
  house.scheduling().away = true;
  house.TellSeat(amal, group_id, true, house.clock().Now());
  house.TellSeat(amal, group_id, false, house.clock().Now());
  CHECK_THAT(Feed(house, amal, group_id), kNotFound);
}

TEST_CASE("a group and a seat in it count as soon as they are there, though no event has come") {
  House house;
  const UserId amal = house.Participant("Amal");
  const std::string group_id = Fresh();
  CHECK_THAT(Feed(house, amal, group_id), kNotFound);
  house.scheduling().SetGroup(group_id, house.run().run_id());
  SetSeat(house, amal, group_id);
  CHECK_THAT(Feed(house, amal, group_id), IsOk());
  const int asked = house.scheduling().questions();
  CHECK_THAT(Feed(house, amal, group_id), IsOk());
  CHECK(OwnGroup(house, amal) == group_id);
  CHECK(house.Create(amal, house.prompt_id()).group_id() == group_id);
  CHECK(house.scheduling().questions() == asked);
}

TEST_CASE("a seat that somebody does not have is asked for once a second") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId stranger = house.Stranger();
  const std::string group_id = house.AddGroup();
  REQUIRE_THAT(Feed(house, amal, group_id), kNotFound);
  const int asked = house.scheduling().questions();
  CHECK_THAT(Feed(house, amal, group_id), kNotFound);
  CHECK(OwnGroup(house, amal) == house.run().plenary_group_id());
  // Of who takes no part in the run scheduling is not asked at all.
  CHECK_THAT(Feed(house, stranger, group_id), kNotFound);
  CHECK(house.scheduling().questions() == asked);

  SetSeat(house, amal, group_id);
  house.clock().Advance(absl::Seconds(1));
  CHECK_THAT(Feed(house, amal, group_id), IsOk());
  CHECK(house.scheduling().questions() == asked + 1);
}

TEST_CASE("somebody placed a moment ago answers in their group, once the run is known to have any") {
  House house;
  const UserId amal = house.Participant("Amal");
  // Of a run without groups nobody is asked.
  CHECK(OwnGroup(house, amal) == house.run().plenary_group_id());
  CHECK(house.Create(amal, house.prompt_id()).group_id() == house.run().plenary_group_id());
  CHECK(house.scheduling().questions() == 0);
  const std::string group_id = house.AddGroup();
  SetSeat(house, amal, group_id);
  CHECK(house.Create(amal, house.prompt_id()).group_id() == group_id);
  CHECK(OwnGroup(house, amal) == group_id);
  CHECK(house.scheduling().questions() == 1);
}

TEST_CASE("somebody of whom nothing is known yet starts a reply in their group at the first try") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const std::string group_id = house.AddGroup();
  house.Seat(amal, group_id);
  const v1::Video video = house.Published(amal);
  SetSeat(house, ben, group_id);
  CHECK(house.Create(ben, "", video.video_id()).group_id() == group_id);
}

TEST_CASE("an answer of scheduling's yields to an event that came since the question") {
  House house;
  const UserId amal = house.Participant("Amal");
  const std::string group_id = house.AddGroup();
  const RunId run_id = RunId::Trusted(house.run().run_id());
  const domain::Seat seen = store::GetPlace(house.db(), run_id, amal).seat;
  house.Seat(amal, group_id);
  store::PutSeatAnswer(house.db(), run_id, amal, {.check_time = house.clock().Now()}, seen);
  CHECK(store::GetPlace(house.db(), run_id, amal).seat.group_id.text() == group_id);
  // An event from before the answer was true does not undo it either.
  const std::string other = house.AddGroup();
  house.clock().Advance(absl::Minutes(1));
  const domain::Seat known = store::GetPlace(house.db(), run_id, amal).seat;
  const absl::Time now = house.clock().Now();
  store::PutSeatAnswer(house.db(), run_id, amal, {GroupId::Trusted(other), now, now}, known);
  house.TellSeat(amal, group_id, true, now - absl::Seconds(1));
  house.TellSeat(amal, group_id, false, now);
  CHECK(store::GetPlace(house.db(), run_id, amal).seat.group_id.text() == other);
}

TEST_CASE("while scheduling is away, who is known goes on, and who may have a seat that is not known is told to try again") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const UserId chloe = house.Participant("Chloe");
  const std::string group_id = house.AddGroup();
  house.Seat(amal, group_id);
  house.Seat(ben, group_id);
  house.clock().Advance(absl::Seconds(1));
  house.Seat(ben, group_id, false);
  house.scheduling().away = true;
  CHECK_THAT(Feed(house, amal, group_id), IsOk());
  CHECK(OwnGroup(house, amal) == group_id);
  CHECK(OwnGroup(house, ben) == house.run().plenary_group_id());
  CHECK_THAT(Feed(house, ben, group_id), kNotFound);
  CHECK_THAT(Feed(house, chloe, house.run().plenary_group_id()), IsOk());
  CHECK_THAT(Prompts(house, chloe), HasReason("OWNER_UNAVAILABLE"));
  CHECK_THAT(Feed(house, chloe, group_id), HasReason("OWNER_UNAVAILABLE"));
  CHECK_THAT(Feed(house, amal, Fresh()), HasReason("OWNER_UNAVAILABLE"));
  house.scheduling().away = false;
  CHECK(OwnGroup(house, chloe) == house.run().plenary_group_id());
  CHECK_THAT(Feed(house, chloe, group_id), kNotFound);
}

}  // namespace
}  // namespace parley::exchange
