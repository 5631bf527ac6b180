#include "tests/unit/scheduling/cases.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "absl/time/civil_time.h"

namespace parley::scheduling::domain {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'900'000'000);

// Tries, for the first who is neither seated nor given up, every group they could be in.
class Trial {
 public:
  explicit Trial(const Problem& problem) : problem_(problem), led_(problem.facilitators.size()) {}

  int Most(uint32_t open) {
    if (open == 0) return 0;
    const int first = __builtin_ctz(open);
    int most = Most(open & (open - 1));  // left out
    for (uint32_t members = open; members != 0; members = (members - 1) & open) {
      if ((members >> first & 1) == 0 || !IsGroup(members)) continue;
      most = std::max(most, WithGroup(open, members));
    }
    return most;
  }

 private:
  bool IsGroup(uint32_t members) const {
    std::map<int, int> of_class;
    std::set<int> regions;
    for (int i = 0; i < 32; ++i) {
      if ((members >> i & 1) == 0) continue;
      const Participant& one = problem_.participants[i];
      if (one.class_index != kNone && ++of_class[one.class_index] > 2) return false;
      if (one.region != kNone) regions.insert(one.region);
    }
    const int size = __builtin_popcount(members);
    return size >= problem_.seats.least && size <= problem_.seats.most && regions.size() >= 2;
  }

  int WithGroup(uint32_t open, uint32_t members) {
    int most = 0;
    for (size_t slot = 0; slot < problem_.slots.size(); ++slot) {
      LanguageSet languages = ~LanguageSet{0};
      bool free = true;
      for (int i = 0; i < 32; ++i) {
        if ((members >> i & 1) == 0) continue;
        languages &= problem_.participants[i].languages;
        free &= problem_.participants[i].slots[slot];
      }
      if (!free || languages == 0) continue;
      for (size_t leader = 0; leader < led_.size(); ++leader) {
        const Facilitator& one = problem_.facilitators[leader];
        if (!one.slots[slot] || (one.languages & languages) == 0 || static_cast<int>(led_[leader].size()) >= one.most_groups) continue;
        const auto clashes = [&](size_t other) { return problem_.has_meetings && Overlap(problem_.slots[slot], problem_.slots[other]); };
        if (std::any_of(led_[leader].begin(), led_[leader].end(), clashes)) continue;
        led_[leader].push_back(slot);
        most = std::max(most, __builtin_popcount(members) + Most(open & ~members));
        led_[leader].pop_back();
      }
    }
    return most;
  }

  const Problem& problem_;
  std::vector<std::vector<size_t>> led_;
};

}  // namespace

Problem RandomProblem(const SmallCase& size, uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](int most) { return static_cast<int>(random() % static_cast<uint64_t>(most)); };
  Problem problem;
  problem.has_meetings = size.has_meetings;
  problem.seats = size.seats;
  problem.languages = size.languages;
  problem.regions = size.regions;
  problem.classes = size.classes;
  const int slots = size.has_meetings ? size.slots : 1;
  for (int i = 0; i < slots; ++i) {
    Slot slot{1, 30 * i, {}};
    // Two hours an hour apart, so that neighbours overlap.
    if (size.has_meetings) slot.meetings.push_back({kStart + absl::Hours(i), kStart + absl::Hours(i + 2)});
    problem.slots.push_back(slot);
  }
  problem.overlapping.resize(problem.slots.size());
  for (int i = 0; i < slots; ++i) {
    for (int j = 0; j < slots; ++j) problem.overlapping[i][j] = size.has_meetings && std::abs(i - j) < 2;
  }
  const auto some_slots = [&](int in) {
    SlotSet set;
    for (int i = 0; i < slots; ++i) set[i] = !size.has_meetings || below(in) == 0;
    return set;
  };
  const auto some_languages = [&] { return static_cast<LanguageSet>(1 + below((1 << size.languages) - 1)); };
  for (int i = 0; i < size.participants; ++i) {
    Participant one{true, some_slots(2), some_languages(), below(size.regions), kNone, 0};
    if (below(6) == 0) one.region = kNone;
    if (size.classes > 0 && below(2) == 0) one.class_index = below(size.classes);
    problem.participants.push_back(one);
  }
  for (int i = 0; i < size.facilitators; ++i) problem.facilitators.push_back({some_slots(2), some_languages(), 1 + below(2)});
  problem.discomfort.assign(1, std::vector<int>(problem.slots.size()));
  for (int& minutes : problem.discomfort[0]) minutes = 30 * below(5);
  return problem;
}

int MostSeatedByTryingAll(const Problem& problem) { return Trial(problem).Most((uint32_t{1} << problem.participants.size()) - 1); }

std::string WhatIsWrong(const Arrangement& arrangement) {
  const Problem& problem = arrangement.problem();
  std::set<int> seated;
  std::map<int, std::vector<int>> led;
  for (const Group& group : arrangement.groups()) {
    const Facilitator& leader = problem.facilitators[group.facilitator];
    if (!leader.slots[group.slot]) return "a facilitator who is not free";
    if ((leader.languages >> group.language & 1) == 0) return "a facilitator who does not speak the language";
    for (const int other : led[group.facilitator]) {
      if (problem.has_meetings && Overlap(problem.slots[other], problem.slots[group.slot])) return "a facilitator in two places";
    }
    led[group.facilitator].push_back(group.slot);
    if (static_cast<int>(led[group.facilitator].size()) > leader.most_groups) return "a facilitator with too many groups";
    const int size = static_cast<int>(group.members.size());
    if (size < problem.seats.least || size > problem.seats.most) return "a group of " + std::to_string(size);
    std::map<int, int> of_class;
    std::set<int> regions;
    for (const int member : group.members) {
      const Participant& one = problem.participants[member];
      if (!seated.insert(member).second) return "somebody seated twice";
      if (!one.slots[group.slot]) return "a member who is not free";
      if ((one.languages >> group.language & 1) == 0) return "a member who does not speak the language";
      if (one.class_index != kNone && ++of_class[one.class_index] > 2) return "three of a class";
      if (one.region != kNone) regions.insert(one.region);
    }
    if (regions.size() < 2) return "one region only";
  }
  if (static_cast<int>(seated.size()) != arrangement.seated()) return "a wrong count";
  return "";
}

Crowd MakeCrowd(int people, int leaders, uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](int most) { return static_cast<int>(random() % static_cast<uint64_t>(most)); };
  struct Place {
    const char* zone;
    const char* region;
    std::vector<std::string> languages;
  };
  const std::vector<Place> places = {{"Europe/Paris", "europe", {"fr", "en"}},
                                     {"Europe/Berlin", "europe", {"en"}},
                                     {"Europe/Athens", "europe", {"en"}},
                                     {"Africa/Tunis", "southern-mediterranean", {"fr", "ar"}},
                                     {"Africa/Casablanca", "southern-mediterranean", {"fr", "ar", "en"}},
                                     {"Asia/Beirut", "southern-mediterranean", {"ar", "en", "fr"}},
                                     {"Africa/Cairo", "southern-mediterranean", {"ar", "en"}},
                                     {"America/New_York", "other", {"en"}}};
  const auto evenings = [&](const Place& place, int days) {
    Availability availability{place.zone, {}, {}};
    for (int weekday = 1; weekday <= 7; ++weekday) {
      if (below(7) >= days) continue;
      const int start = (14 + below(6)) * 60;
      availability.windows.push_back({weekday, {start, std::min(start + 150 + 30 * below(6), kMinutesOfDay)}});
    }
    if (below(4) == 0) availability.exceptions.push_back({absl::CivilDay(2027, 3, 15 + below(21)), {}});
    return availability;
  };
  Crowd crowd;
  absl::TimeZone zone;
  absl::LoadTimeZone("Europe/Paris", &zone);
  std::vector<PlannedMeeting> meetings;
  for (const int day : {15, 22, 29}) {
    const absl::CivilDay first(2027, 3, day);
    meetings.push_back({{}, {}, absl::Hours(2), absl::FromCivil(first, zone), absl::FromCivil(first + 7, zone)});
  }
  crowd.slots = MakeSlots(zone, meetings, absl::InfinitePast());
  for (int i = 0; i < people; ++i) {
    const Place& place = places[below(static_cast<int>(places.size()))];
    Person person{UserId::New(kStart), place.region, "", place.languages, evenings(place, 4), {}};
    if (below(3) == 0) person.class_id = "class-" + std::to_string(below(people / 8 + 1));
    crowd.people.push_back(person);
  }
  for (int i = 0; i < leaders; ++i) {
    const Place& place = places[below(static_cast<int>(places.size()))];
    crowd.leaders.push_back({UserId::New(kStart), place.languages, 2 + below(4), evenings(place, 7), {}});
  }
  return crowd;
}

}  // namespace parley::scheduling::domain
