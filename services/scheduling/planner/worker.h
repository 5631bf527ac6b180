#pragma once

#include <functional>
#include <stop_token>
#include <variant>

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "parley/scheduling/v1/plan.pb.h"
#include "services/scheduling/store/plans.h"

namespace parley::scheduling::planner {

struct WorkerOptions {
  postgres::Connection::Options database;
  // A worker that dies is missed after this long.
  absl::Duration lease = absl::Seconds(20);
  absl::Duration renew = absl::Seconds(1);
  // How long it looks for better at most; small runs take less than a second.
  absl::Duration budget = absl::Seconds(20);
};

// Makes plans, one at a time. Any number of workers share the queue; a worker that dies loses its lease and nothing else. For one thread.
class Worker {
 public:
  Worker(WorkerOptions options, const Clock& clock);

  // Takes a plan and ends it. False when there was none.
  bool WorkOnce(const std::stop_token& stop);

  // Works until stopped; a plan that is stopped is given back.
  void Run(const std::stop_token& stop);

 private:
  class Lease;
  using Result = std::variant<v1::PlanOutcome, domain::PlanFailure>;

  void Work(const store::PlanJob& job, const std::stop_token& stop);
  Result Solve(const store::PlanJob& job, const std::function<bool(int percent)>& keep_going);

  const WorkerOptions options_;
  const Clock& clock_;
  postgres::Connection db_;
  Pause pause_;
};

}  // namespace parley::scheduling::planner
