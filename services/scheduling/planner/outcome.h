#pragma once

#include <vector>

#include "parley/scheduling/v1/plan.pb.h"
#include "services/scheduling/domain/arrangement.h"
#include "services/scheduling/domain/bound.h"
#include "services/scheduling/domain/unplaced.h"

namespace parley::scheduling::planner {

// What a problem was made of, in its order.
struct Given {
  std::vector<domain::PlannedMeeting> meetings;
  std::vector<domain::Person> people;
  std::vector<domain::Leader> leaders;
  std::vector<std::string> languages;
};

// The arrangement in terms of people and instants, with the proof and the reasons.
v1::PlanOutcome MakeOutcome(const Given& given, const domain::Arrangement& arrangement, const domain::Bound& bound,
                            const std::vector<domain::Unplaced>& unplaced);

}  // namespace parley::scheduling::planner
