// By what names people are shown.
#include "catch2/catch.hpp"
#include "parley/identity/v1/events.pb.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::scheduling {
namespace {

using test::Eventually;
using test::IsOk;

identity::v1::PlanningProfile Named(const UserId& user_id, const std::string& name, const std::string& country, const std::string& region) {
  identity::v1::PlanningProfile profile;
  profile.set_user_id(user_id.text());
  profile.set_display_name(name);
  profile.set_country(country);
  profile.set_region(region);
  return profile;
}

// Somebody changes what is told of them.
void Change(House& house, const identity::v1::PlanningProfile& profile) {
  house.identity().SetProfile(profile);
  identity::v1::UserChanged changed;
  changed.set_user_id(profile.user_id());
  house.TellAsIdentity(profile.user_id(), changed);
}

v1::Group GetGroup(House& house, const UserId& user_id, const std::string& group_id) {
  v1::GetGroupRequest request;
  v1::Group group;
  request.set_group_id(group_id);
  REQUIRE_THAT(house.Call(user_id, "GetGroup", request, group), IsOk());
  return group;
}

identity::v1::Profile ProfileOf(const v1::Group& group, const UserId& user_id) {
  for (const v1::Member& member : group.members()) {
    if (member.user_id() == user_id.text()) return member.profile();
  }
  return {};
}

std::vector<v1::RunFacilitator> RunFacilitators(House& house) {
  v1::ListRunFacilitatorsRequest request;
  v1::ListRunFacilitatorsResponse response;
  request.set_run_id(house.run_id());
  REQUIRE_THAT(house.CallAsCoordinator("ListRunFacilitators", request, response), IsOk());
  return {response.facilitators().begin(), response.facilitators().end()};
}

bool IsIdAlone(const identity::v1::Profile& profile, const UserId& user_id) {
  identity::v1::Profile alone;
  alone.set_user_id(user_id.text());
  return profile.SerializeAsString() == alone.SerializeAsString();
}

TEST_CASE("a group shows its people's names and countries, as identity told them last, wherever it is shown") {
  House house;
  const UserId nadia = house.Facilitator("Europe/Paris");
  std::vector<UserId> people;
  for (int i = 0; i < 4; ++i) people.push_back(house.Participant(i % 2 == 0 ? "europe" : "southern-mediterranean", "Africa/Tunis"));
  house.Adopt(house.Solve(house.CreatePlan()));
  const std::string group_id = house.PlacementOf(people[0]).group_id();
  const v1::Group before = GetGroup(house, people[0], group_id);
  // Identity knows no facilitator of this id, and of the member no name.
  REQUIRE(before.facilitators_size() == 1);
  CHECK(IsIdAlone(before.facilitators(0), nadia));
  CHECK(ProfileOf(before, people[0]).display_name().empty());
  CHECK(ProfileOf(before, people[0]).country() == "XX");

  Change(house, Named(people[0], "Amal", "LB", "southern-mediterranean"));
  Change(house, Named(nadia, "Nadia", "TN", "southern-mediterranean"));
  v1::Group group;
  REQUIRE(Eventually([&] {
    group = GetGroup(house, people[1], group_id);
    return ProfileOf(group, people[0]).display_name() == "Amal" && group.facilitators(0).display_name() == "Nadia";
  }));
  const identity::v1::Profile amal = ProfileOf(group, people[0]);
  CHECK(amal.user_id() == people[0].text());
  CHECK(amal.country() == "LB");
  CHECK(amal.region() == "southern-mediterranean");
  CHECK(group.facilitators(0).user_id() == group.facilitator_ids(0));
  CHECK(group.facilitators(0).country() == "TN");

  v1::ListMyGroupsResponse mine;
  REQUIRE_THAT(house.Call(nadia, "ListMyGroups", v1::ListMyGroupsRequest(), mine), IsOk());
  REQUIRE(mine.groups_size() == 1);
  CHECK(mine.groups(0).SerializeAsString() == group.SerializeAsString());
  v1::ListRunGroupsRequest list;
  v1::ListRunGroupsResponse all;
  list.set_run_id(house.run_id());
  REQUIRE_THAT(house.CallAsCoordinator("ListRunGroups", list, all), IsOk());
  REQUIRE(all.groups_size() == 1);
  CHECK(all.groups(0).SerializeAsString() == group.SerializeAsString());

  Change(house, Named(people[0], "Amal K.", "", ""));
  REQUIRE(Eventually([&] {
    const identity::v1::Profile now = ProfileOf(GetGroup(house, people[0], group_id), people[0]);
    return now.display_name() == "Amal K." && now.country().empty() && now.region().empty();
  }));
}

TEST_CASE("a run's facilitator has a name as soon as identity told it, and the id alone before") {
  House house;
  const UserId unknown = house.Facilitator("Europe/Paris");
  const UserId nadia = UserId::New(house.clock().Now());
  house.identity().SetProfile(Named(nadia, "Nadia", "TN", "southern-mediterranean"));
  house.identity().away = true;
  v1::AddRunFacilitatorRequest add;
  v1::RunFacilitator added;
  add.set_run_id(house.run_id());
  add.set_user_id(nadia.text());
  add.set_request_id(Fresh());
  REQUIRE_THAT(house.CallAsCoordinator("AddRunFacilitator", add, added), IsOk());
  CHECK(IsIdAlone(added.profile(), nadia));
  house.identity().away = false;

  REQUIRE(Eventually([&] {
    for (const v1::RunFacilitator& each : RunFacilitators(house)) {
      if (each.profile().display_name() == "Nadia") return each.user_id() == nadia.text() && each.profile().country() == "TN";
    }
    return false;
  }));
  const auto both = RunFacilitators(house);
  REQUIRE(both.size() == 2);
  const v1::RunFacilitator& other = both[0].user_id() == unknown.text() ? both[0] : both[1];
  CHECK(IsIdAlone(other.profile(), unknown));
  add.set_most_groups(4);
  add.set_request_id(Fresh());
  REQUIRE_THAT(house.CallAsCoordinator("AddRunFacilitator", add, added), IsOk());
  CHECK(added.profile().display_name() == "Nadia");
}

}  // namespace
}  // namespace parley::scheduling
