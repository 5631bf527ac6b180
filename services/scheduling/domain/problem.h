#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libs/ids/id.h"
#include "services/scheduling/domain/availability.h"
#include "services/scheduling/domain/slots.h"

// What is to be solved: people, hours and the rules of a group, brought into the numbers that the search and the proofs work with.
namespace parley::scheduling::domain {

// Somebody enrolled, as others told of them.
struct Person {
  UserId id;
  std::string region;                  // empty: not told
  std::string class_id;                // empty: of the general public
  std::vector<std::string> languages;  // BCP 47; empty: those of the run
  std::optional<Availability> availability;
  std::vector<Stretch> busy;  // meetings elsewhere
};

struct Leader {
  UserId id;
  std::vector<std::string> languages;
  int most_groups = 1;
  std::optional<Availability> availability;
  std::vector<Stretch> busy;
};

// Places in a group.
struct Seats {
  int least = 8;
  int most = 10;
  friend bool operator==(const Seats&, const Seats&) = default;
};
// As many as let `min_present` to `max_present` people come when this share of them does (over 0, at most 1); never below 2.
Seats SeatsFor(int min_present, int max_present, double expected_attendance);

inline constexpr int kMostOfClass = 2;   // in one group
inline constexpr int kLeastRegions = 2;  // in one group
inline constexpr int kNone = -1;

// A set of the run's working languages, by their order.
using LanguageSet = uint32_t;
inline constexpr size_t kMostLanguages = 32;

// The working languages somebody speaks: the primary subtags are compared, so that who speaks "fr-TN" speaks "fr". All when none are told.
LanguageSet LanguagesOf(const std::vector<std::string>& spoken, const std::vector<std::string>& working);

// A participant in numbers.
struct Participant {
  bool has_availability = false;
  SlotSet slots;  // that fit for the whole series
  LanguageSet languages = 0;
  int region = kNone;       // none: not told, which counts as no region
  int class_index = kNone;  // none: of the general public
  int zone = 0;             // of Problem::discomfort
};

struct Facilitator {
  SlotSet slots;
  LanguageSet languages = 0;
  int most_groups = 1;
};

struct Problem {
  bool has_meetings = false;
  std::vector<Slot> slots;           // without meetings one, which stands for no hour at all and fits everybody
  std::vector<SlotSet> overlapping;  // by slot: those nobody can take beside it
  std::vector<Participant> participants;
  std::vector<Facilitator> facilitators;
  Seats seats;
  int languages = 0;
  int regions = 0;
  int classes = 0;
  std::vector<std::vector<int>> discomfort;  // by zone, by slot: minutes of the series outside of 8:00 to 22:00
};

// `zone` and `meetings` are the run's; `meetings` is empty for a run without any, else `slots` are those of MakeSlots, not empty.
Problem MakeProblem(std::vector<Slot> slots, const std::vector<Person>& people, const std::vector<Leader>& leaders,
                    const std::vector<std::string>& working_languages, Seats seats);

// True when the person or leader can be at all of `meetings`.
bool IsFreeAt(const Calendar& calendar, const std::vector<Stretch>& busy, const std::vector<Stretch>& meetings);

}  // namespace parley::scheduling::domain
