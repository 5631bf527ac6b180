#include "services/scheduling/domain/problem.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace parley::scheduling::domain {
namespace {

constexpr int kComfortableFrom = 8 * 3600;
constexpr int kComfortableUntil = 22 * 3600;

std::string PrimarySubtag(const std::string& language) {
  std::string primary = language.substr(0, language.find('-'));
  std::transform(primary.begin(), primary.end(), primary.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return primary;
}

// Numbers names by the order in which they are met; an empty name is none.
class Index {
 public:
  int Of(const std::string& name) {
    if (name.empty()) return kNone;
    return numbers_.emplace(name, static_cast<int>(numbers_.size())).first->second;
  }
  int size() const { return static_cast<int>(numbers_.size()); }

 private:
  std::map<std::string, int> numbers_;
};

int Discomfort(const std::vector<std::vector<LocalStretch>>& meetings) {
  int seconds = 0;
  for (const auto& meeting : meetings) {
    for (const LocalStretch& stretch : meeting) {
      const int comfortable = std::min(stretch.end, kComfortableUntil) - std::max(stretch.start, kComfortableFrom);
      seconds += stretch.end - stretch.start - std::max(0, comfortable);
    }
  }
  return seconds / 60;
}

// The slots as the clocks of one zone show them.
struct ZoneView {
  int index = 0;
  std::vector<std::vector<std::vector<LocalStretch>>> slots;  // by slot, by meeting
};

class Views {
 public:
  explicit Views(const std::vector<Slot>& slots) : slots_(slots) {}

  const ZoneView& Of(const std::string& name) {
    const auto found = views_.find(name);
    if (found != views_.end()) return found->second;
    ZoneView& view = views_[name];
    view.index = static_cast<int>(views_.size()) - 1;
    absl::TimeZone zone;
    absl::LoadTimeZone(name, &zone);
    for (const Slot& slot : slots_) {
      auto& meetings = view.slots.emplace_back();
      for (const Stretch& meeting : slot.meetings) meetings.push_back(LocalStretches(zone, meeting.start, meeting.end));
      discomfort_.resize(views_.size());
      discomfort_[view.index].push_back(Discomfort(meetings));
    }
    return view;
  }
  std::vector<std::vector<int>> TakeDiscomfort() { return std::move(discomfort_); }

 private:
  const std::vector<Slot>& slots_;
  std::map<std::string, ZoneView> views_;
  std::vector<std::vector<int>> discomfort_;
};

bool IsBusy(const std::vector<Stretch>& busy, const std::vector<Stretch>& meetings) {
  return std::any_of(busy.begin(), busy.end(), [&](const Stretch& other) {
    return std::any_of(meetings.begin(), meetings.end(), [&](const Stretch& meeting) { return Overlap(meeting, other); });
  });
}

SlotSet FittingSlots(const std::vector<Slot>& slots, const ZoneView& view, const Calendar& calendar, const std::vector<Stretch>& busy) {
  SlotSet fitting;
  for (size_t i = 0; i < slots.size(); ++i) {
    const auto& meetings = view.slots[i];
    const bool is_free = std::all_of(meetings.begin(), meetings.end(), [&](const auto& meeting) { return calendar.IsFree(meeting); });
    fitting[i] = is_free && !IsBusy(busy, slots[i].meetings);
  }
  return fitting;
}

}  // namespace

Seats SeatsFor(int min_present, int max_present, double expected_attendance) {
  // A hair less, so that what divides evenly is not rounded up.
  const int least = std::max(2, static_cast<int>(std::ceil(min_present / expected_attendance - 1e-9)));
  const int most = static_cast<int>(std::floor(max_present / expected_attendance + 1e-9));
  return {least, std::max(least, most)};
}

LanguageSet LanguagesOf(const std::vector<std::string>& spoken, const std::vector<std::string>& working) {
  LanguageSet set = 0;
  for (size_t i = 0; i < std::min(working.size(), kMostLanguages); ++i) {
    const std::string wanted = PrimarySubtag(working[i]);
    const bool speaks = spoken.empty() || std::any_of(spoken.begin(), spoken.end(),
                                                      [&](const std::string& language) { return PrimarySubtag(language) == wanted; });
    if (speaks) set |= LanguageSet{1} << i;
  }
  return set;
}

bool IsFreeAt(const Calendar& calendar, const std::vector<Stretch>& busy, const std::vector<Stretch>& meetings) {
  if (IsBusy(busy, meetings)) return false;
  return std::all_of(meetings.begin(), meetings.end(), [&](const Stretch& one) { return calendar.IsFree(one.start, one.end); });
}

Problem MakeProblem(std::vector<Slot> slots, const std::vector<Person>& people, const std::vector<Leader>& leaders,
                    const std::vector<std::string>& working_languages, Seats seats) {
  Problem problem;
  problem.has_meetings = !slots.empty();
  problem.seats = seats;
  problem.languages = static_cast<int>(std::min(working_languages.size(), kMostLanguages));
  if (slots.empty()) slots.emplace_back();
  problem.overlapping.resize(slots.size());
  for (size_t i = 0; i < slots.size(); ++i) {
    for (size_t j = 0; j < slots.size(); ++j) problem.overlapping[i][j] = Overlap(slots[i], slots[j]);
  }

  Views views(slots);
  Index regions, classes;
  SlotSet any;
  if (!problem.has_meetings) any.set(0);
  for (const Person& person : people) {
    Participant& added = problem.participants.emplace_back();
    added.has_availability = person.availability.has_value();
    added.slots = any;
    const ZoneView& view = views.Of(person.availability ? person.availability->time_zone : "UTC");
    added.zone = view.index;
    if (problem.has_meetings && person.availability) {
      added.slots = FittingSlots(slots, view, Calendar(*person.availability), person.busy);
    }
    added.languages = LanguagesOf(person.languages, working_languages);
    added.region = regions.Of(person.region);
    added.class_index = classes.Of(person.class_id);
  }
  for (const Leader& leader : leaders) {
    Facilitator& added = problem.facilitators.emplace_back();
    added.slots = any;
    if (problem.has_meetings && leader.availability) {
      added.slots = FittingSlots(slots, views.Of(leader.availability->time_zone), Calendar(*leader.availability), leader.busy);
    }
    added.languages = LanguagesOf(leader.languages, working_languages);
    added.most_groups = leader.most_groups;
  }
  problem.discomfort = views.TakeDiscomfort();
  problem.regions = regions.size();
  problem.classes = classes.size();
  problem.slots = std::move(slots);
  return problem;
}

}  // namespace parley::scheduling::domain
