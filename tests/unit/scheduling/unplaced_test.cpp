#include "services/scheduling/domain/unplaced.h"

#include <algorithm>
#include <set>

#include "catch2/catch.hpp"
#include "services/scheduling/domain/bound.h"
#include "services/scheduling/domain/solver.h"
#include "tests/unit/scheduling/cases.h"

namespace parley::scheduling::domain {
namespace {

// Two slots; a group of two to three at the first.
Problem TwoHours() {
  Problem problem;
  problem.has_meetings = true;
  problem.seats = {2, 3};
  problem.languages = 1;
  problem.regions = 2;
  problem.classes = 1;
  const absl::Time start = absl::FromUnixSeconds(1'900'000'000);
  for (int i = 0; i < 2; ++i) problem.slots.push_back({1, i, {{start + absl::Hours(3 * i), start + absl::Hours(3 * i + 2)}}});
  problem.overlapping.resize(2);
  for (int i = 0; i < 2; ++i) problem.overlapping[i].set(i);
  problem.discomfort.assign(1, {0, 0});
  problem.participants = {{true, 0b01, 1, 0, kNone, 0}, {true, 0b01, 1, 1, kNone, 0}};
  problem.facilitators = {{0b01, 1, 1}};
  return problem;
}

Unplaced Explain(const Problem& problem, int participant) {
  const Chances chances(problem);
  const Arrangement arrangement = Solve(problem, chances, ProveBound(problem, chances).seats, {});
  for (const Unplaced& one : ExplainUnplaced(arrangement, chances)) {
    if (one.participant == participant) return one;
  }
  return {};
}

TEST_CASE("everybody without a seat is told the reason that holds") {
  Problem problem = TwoHours();
  CHECK(Explain(problem, 0).reason == Reason::kNone);

  problem.participants.push_back({false, 0, 1, 0, kNone, 0});
  CHECK(Explain(problem, 2).reason == Reason::kNoAvailabilityGiven);
  problem.participants[2] = {true, 0b11, 0, 0, kNone, 0};
  CHECK(Explain(problem, 2).reason == Reason::kNoLanguageInCommon);
  problem.participants[2] = {true, 0, 1, 0, kNone, 0};
  CHECK(Explain(problem, 2).reason == Reason::kNoSlotFits);
  problem.participants[2] = {true, 0b10, 1, 0, kNone, 0};
  CHECK(Explain(problem, 2).reason == Reason::kNoSlotWithEnoughOthers);
  problem.participants.push_back({true, 0b10, 1, 0, kNone, 0});
  CHECK(Explain(problem, 2).reason == Reason::kOneRegionOnly);
  problem.participants[3].region = 1;
  CHECK(Explain(problem, 2).reason == Reason::kNoFacilitator);
  // The one facilitator leads one group: whoever can only at the other hour has no group.
  problem.facilitators[0].slots = 0b11;
  problem.participants.push_back({true, 0b01, 1, 0, kNone, 0});
  CHECK(Explain(problem, 2).reason == Reason::kNoGroupAtHours);
  problem.participants = {
      {true, 0b01, 1, 0, kNone, 0}, {true, 0b01, 1, 1, kNone, 0}, {true, 0b01, 1, 0, kNone, 0}, {true, 0b01, 1, 1, kNone, 0}};
  const Chances chances(problem);
  const Arrangement full = Solve(problem, chances, 3, {});
  const auto unplaced = ExplainUnplaced(full, chances);
  REQUIRE(unplaced.size() == 1);
  CHECK(unplaced[0].reason == Reason::kNoRoomLeft);
  CHECK(unplaced[0].would_seat.empty());
}

TEST_CASE("a remedy is a group with a seat at another hour, never a full one") {
  Problem problem = TwoHours();
  problem.participants.push_back({true, 0b10, 1, 0, kNone, 0});
  CHECK(Explain(problem, 2).would_seat == std::vector<int>{0});
  problem.participants.push_back({true, 0b01, 1, 0, kNone, 0});
  CHECK(Explain(problem, 2).would_seat.empty());
}

TEST_CASE("every remedy is true: at that hour the person would have a seat, everybody else unmoved") {
  int remedies = 0;
  for (uint64_t seed = 1; seed <= 300; ++seed) {
    SmallCase size;
    size.participants = 12;
    size.seats = {2, 4};
    const Problem problem = RandomProblem(size, seed);
    const Chances chances(problem);
    const Arrangement arrangement = Solve(problem, chances, ProveBound(problem, chances).seats, {});
    for (const Unplaced& one : ExplainUnplaced(arrangement, chances)) {
      REQUIRE(one.reason != Reason::kNone);
      REQUIRE(one.would_seat.size() <= 3);
      REQUIRE(std::set<int>(one.would_seat.begin(), one.would_seat.end()).size() == one.would_seat.size());
      for (const int group : one.would_seat) {
        Problem other = problem;
        other.participants[one.participant].slots.set(arrangement.groups()[group].slot);
        Arrangement remedied(other);
        for (const Group& each : arrangement.groups()) remedied.Add(each);
        REQUIRE(remedied.MayJoin(remedied.groups()[group], one.participant));
        remedied.Join(group, one.participant);
        REQUIRE(WhatIsWrong(remedied).empty());
        ++remedies;
      }
    }
  }
  CHECK(remedies > 100);
}

TEST_CASE("nobody whom some arrangement seats is told that it is impossible") {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    SmallCase size;
    size.participants = 6;
    const Problem problem = RandomProblem(size, seed);
    const Chances chances(problem);
    const Arrangement arrangement(problem);  // nobody is seated
    const int all = MostSeatedByTryingAll(problem);
    for (const Unplaced& one : ExplainUnplaced(arrangement, chances)) {
      const bool impossible = one.reason != Reason::kNoRoomLeft && one.reason != Reason::kNoGroupAtHours;
      INFO("seed " << seed << " participant " << one.participant);
      REQUIRE(impossible == !chances.IsHopeful(one.participant));
      if (!impossible) continue;
      // Without them just as many can be seated.
      Problem without = problem;
      without.participants[one.participant].slots.reset();
      REQUIRE(MostSeatedByTryingAll(without) == all);
    }
  }
}

}  // namespace
}  // namespace parley::scheduling::domain
