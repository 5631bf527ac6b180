#include "services/scheduling/domain/search.h"

#include <algorithm>
#include <limits>

namespace parley::scheduling::domain {
namespace {

constexpr int kDeepest = 2;        // how many may have to move for one to be seated
constexpr size_t kMostTries = 12;  // of groups made with spared members
constexpr double kOfRarity = 10;

bool HasRegion(const Problem& problem, const std::vector<int>& members, int region) {
  return std::any_of(members.begin(), members.end(), [&](int member) { return problem.participants[member].region == region; });
}

}  // namespace

Search::Search(const Problem& problem, const Chances& chances, uint64_t seed)
    : problem_(problem), chances_(chances), random_(seed), arrangement_(problem) {
  for (const Participant& one : problem.participants) {
    int hours = 0;
    ForEachFit(problem, one.slots, one.languages, [&](int slot, int language) { hours += chances.IsPossible(slot, language) ? 1 : 0; });
    rarity_.push_back(1 + kOfRarity / (hours + 1));
  }
}

std::vector<int> Search::Waiting() const {
  std::vector<int> waiting;
  for (int i = 0; i < static_cast<int>(problem_.participants.size()); ++i) {
    if (arrangement_.GroupOf(i) == kNone && chances_.IsHopeful(i)) waiting.push_back(i);
  }
  return waiting;
}

int Search::FindFacilitator(int slot, int language) {
  // Who has the fewest hours left to lead at, so that the others stay free for theirs.
  int best = kNone;
  size_t fewest = std::numeric_limits<size_t>::max();
  for (int i = 0; i < static_cast<int>(problem_.facilitators.size()); ++i) {
    if (!arrangement_.MayLead(i, slot, language)) continue;
    const size_t hours = problem_.facilitators[i].slots.count();
    if (hours < fewest) {
      best = i;
      fewest = hours;
    }
  }
  return best;
}

std::vector<Search::Opening> Search::Openings(const std::vector<int>& waiting, int least_people, double noise) {
  const size_t languages = static_cast<size_t>(problem_.languages);
  std::vector<std::vector<double>> rarities(problem_.slots.size() * languages);
  for (const int one : waiting) {
    const Participant& participant = problem_.participants[one];
    ForEachFit(problem_, participant.slots, participant.languages, [&](int slot, int language) {
      if (chances_.IsPossible(slot, language)) rarities[slot * languages + language].push_back(rarity_[one]);
    });
  }
  std::vector<Opening> openings;
  for (size_t i = 0; i < rarities.size(); ++i) {
    auto& found = rarities[i];
    if (found.empty() || static_cast<int>(found.size()) < least_people) continue;
    Opening opening{static_cast<int>(i / languages), static_cast<int>(i % languages), kNone, 0};
    opening.facilitator = FindFacilitator(opening.slot, opening.language);
    if (opening.facilitator == kNone) continue;
    const size_t taken = std::min(found.size(), static_cast<size_t>(problem_.seats.most));
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(taken) - 1, found.end(), std::greater<>());
    for (size_t j = 0; j < taken; ++j) opening.promise += found[j];
    opening.promise *= Blur(noise);
    openings.push_back(opening);
  }
  std::stable_sort(openings.begin(), openings.end(), [](const Opening& a, const Opening& b) { return a.promise > b.promise; });
  return openings;
}

std::vector<int> Search::Choose(const Opening& opening, const std::vector<int>& waiting, double noise) {
  const Group group{opening.slot, opening.language, opening.facilitator, {}};
  std::vector<std::pair<double, int>> fitting;
  std::vector<double> share(static_cast<size_t>(problem_.regions));
  for (const int one : waiting) {
    if (!arrangement_.Fits(group, one)) continue;
    fitting.emplace_back(rarity_[one] * Blur(noise), one);
    const int region = problem_.participants[one].region;
    if (region != kNone) share[region] += 1;
  }
  std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto seats = static_cast<size_t>(problem_.seats.most);
  for (double& one : share)
    one = std::max(1.0, one * static_cast<double>(seats) / static_cast<double>(std::max<size_t>(1, fitting.size())));

  std::vector<int> members;
  std::vector<double> taken(share.size());
  std::vector<bool> used(fitting.size());
  // First within each region's share, then whoever fits.
  for (const bool within_share : {true, false}) {
    for (size_t i = 0; i < fitting.size() && members.size() < seats; ++i) {
      const Participant& one = problem_.participants[fitting[i].second];
      if (used[i]) continue;
      if (within_share && (one.region == kNone || taken[one.region] + 1 > share[one.region] + 0.5)) continue;
      if (one.class_index != kNone && CountOfClass(problem_, members, one.class_index) >= kMostOfClass) continue;
      used[i] = true;
      if (one.region != kNone) taken[one.region] += 1;
      members.push_back(fitting[i].second);
    }
  }
  return members;
}

bool Search::OpenOne(double noise) {
  const std::vector<int> waiting = Waiting();
  for (const Opening& opening : Openings(waiting, problem_.seats.least, noise)) {
    std::vector<int> members = Choose(opening, waiting, noise);
    if (!KeepsRules(problem_, members)) continue;
    arrangement_.Add({opening.slot, opening.language, opening.facilitator, std::move(members)});
    return true;
  }
  return false;
}

bool Search::FillWithSpared(const Opening& opening, std::vector<int> members) {
  const Arrangement before = arrangement_;
  Group group{opening.slot, opening.language, opening.facilitator, std::move(members)};
  for (int i = 0; i < static_cast<int>(arrangement_.groups().size()); ++i) {
    const std::vector<int> there = arrangement_.groups()[i].members;
    for (const int member : there) {
      const bool has_size = static_cast<int>(group.members.size()) >= problem_.seats.least;
      const int regions = CountRegions(problem_, group.members);
      if (has_size && regions >= kLeastRegions) break;
      const int region = problem_.participants[member].region;
      if (has_size && (region == kNone || HasRegion(problem_, group.members, region))) continue;
      if (!arrangement_.MayJoin(group, member) || !arrangement_.MayLeave(arrangement_.groups()[i], member)) continue;
      arrangement_.Leave(member);
      group.members.push_back(member);
    }
  }
  if (KeepsRules(problem_, group.members)) {
    arrangement_.Add(std::move(group));
    return true;
  }
  arrangement_ = before;
  return false;
}

bool Search::OpenWithSpared(double noise) {
  const std::vector<int> waiting = Waiting();
  if (waiting.empty()) return false;
  const std::vector<Opening> openings = Openings(waiting, 1, noise);
  for (size_t i = 0; i < std::min(openings.size(), kMostTries); ++i) {
    if (FillWithSpared(openings[i], Choose(openings[i], waiting, noise))) return true;
  }
  return false;
}

bool Search::Seat(int participant, int depth, std::vector<bool>& visited) {
  const int count = static_cast<int>(arrangement_.groups().size());
  for (int i = 0; i < count; ++i) {
    if (!visited[i] && arrangement_.MayJoin(arrangement_.groups()[i], participant)) {
      arrangement_.Join(i, participant);
      return true;
    }
  }
  if (depth == 0) return false;
  for (int i = 0; i < count; ++i) {
    if (visited[i] || !arrangement_.Fits(arrangement_.groups()[i], participant)) continue;
    visited[i] = true;
    const std::vector<int> members = arrangement_.groups()[i].members;
    for (const int member : members) {
      if (!arrangement_.MayReplace(arrangement_.groups()[i], member, participant)) continue;
      arrangement_.Leave(member);
      arrangement_.Join(i, participant);
      if (Seat(member, depth - 1, visited)) return true;
      arrangement_.Leave(participant);
      arrangement_.Join(i, member);
    }
  }
  return false;
}

void Search::SeatWaiting() {
  for (const int one : Waiting()) {
    const auto& groups = arrangement_.groups();
    if (std::none_of(groups.begin(), groups.end(), [this](const Group& group) { return arrangement_.HasRoom(group); })) return;
    std::vector<bool> visited(groups.size());
    Seat(one, kDeepest, visited);
  }
}

void Search::Build(double noise) {
  do {
    while (OpenOne(noise)) {
    }
    SeatWaiting();
  } while (OpenWithSpared(noise));
}

void Search::Ruin(int count) {
  const std::vector<int> waiting = Waiting();
  for (int i = 0; i < count && !arrangement_.groups().empty(); ++i) {
    int chosen = Random(static_cast<int>(arrangement_.groups().size()));
    if (i == 0 && !waiting.empty()) {
      // One that takes hours from somebody who waits: it could meet when they can, or its facilitator lead them.
      const Participant& one = problem_.participants[waiting[Random(static_cast<int>(waiting.size()))]];
      const int start = chosen;
      const int groups = static_cast<int>(arrangement_.groups().size());
      const auto is_near = [&](const Group& group) { return (problem_.facilitators[group.facilitator].slots & one.slots).any(); };
      while (!is_near(arrangement_.groups()[chosen])) {
        chosen = (chosen + 1) % groups;
        if (chosen == start) break;
      }
    }
    arrangement_.Remove(chosen);
  }
}

}  // namespace parley::scheduling::domain
