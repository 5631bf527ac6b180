#include "services/scheduling/planner/backlog.h"

#include "services/scheduling/store/plans.h"

namespace parley::scheduling::planner {

service::Look AtPlans() {
  return {{{"parley_planner_waiting_plans", "Plans that nobody makes at the moment."},
           {"parley_planner_running_plans", "Plans that are being made."},
           {"parley_planner_oldest_waiting_seconds", "Age of the oldest that waits; 0 when none does."}},
          [](postgres::Session& db, absl::Time now) -> std::vector<double> {
            const store::PlanBacklog backlog = store::GetPlanBacklog(db, now);
            return {static_cast<double>(backlog.waiting), static_cast<double>(backlog.running),
                    service::SecondsSince(backlog.oldest_time, now)};
          }};
}

}  // namespace parley::scheduling::planner
