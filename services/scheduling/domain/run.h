#pragma once

#include <string>
#include <vector>

#include "libs/ids/id.h"

namespace parley::scheduling::domain {

// As parley.catalog.v1.Run.State.
enum class RunState { kDraft = 1, kOpen = 2, kRunning = 3, kFinished = 4, kCancelled = 5 };

// catalog's run, as far as groups and meetings need it.
struct Run {
  RunId id;
  PartnerId partner_id;
  RunState state = RunState::kDraft;
  std::string time_zone;
  std::vector<std::string> working_languages;
  int min_present = 8;
  int max_present = 10;
};

// Groups are made, and meetings held.
inline bool TakesPlans(const Run& run) { return run.state == RunState::kOpen || run.state == RunState::kRunning; }
inline bool HasEnded(const Run& run) { return run.state == RunState::kFinished || run.state == RunState::kCancelled; }

}  // namespace parley::scheduling::domain
