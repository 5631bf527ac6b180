#include "services/scheduling/planner/worker.h"

#include <chrono>

#include "libs/log/log.h"
#include "services/scheduling/domain/solver.h"
#include "services/scheduling/planner/outcome.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/planning.h"
#include "services/scheduling/store/runs.h"

namespace parley::scheduling::planner {
namespace {

// A plan over which workers died this often is not tried again.
constexpr int kMostCrashes = 3;
constexpr absl::Duration kIdle = absl::Milliseconds(250);
// After the database refused: the plan is not to blame, and is tried again later.
constexpr absl::Duration kTryAgain = absl::Seconds(5);

absl::Duration Since(std::chrono::steady_clock::time_point start) { return absl::FromChrono(std::chrono::steady_clock::now() - start); }

// Those that can still be held at an hour of their window.
std::vector<domain::PlannedMeeting> StillAhead(std::vector<domain::PlannedMeeting> meetings, absl::Time now) {
  std::erase_if(meetings, [now](const domain::PlannedMeeting& meeting) { return meeting.window_end - meeting.duration <= now; });
  return meetings;
}

}  // namespace

// The right to work on a plan, renewed as long as `Keep` is asked.
class Worker::Lease {
 public:
  Lease(Worker& worker, const store::PlanJob& job, const std::stop_token& stop)
      : worker_(worker), job_(job), stop_(stop), renewed_(std::chrono::steady_clock::now()) {}

  // False once the work is to be dropped.
  bool Keep(int percent) {
    if (stop_.stop_requested() || lost_) return false;
    const absl::Duration age = Since(renewed_);
    if (age < worker_.options_.renew) return true;
    try {
      lost_ = !store::RenewPlan(worker_.db_, job_, worker_.clock_.Now() + worker_.options_.lease, percent);
      renewed_ = std::chrono::steady_clock::now();
    } catch (const postgres::Unavailable&) {
      // Until the lease is over nobody else has the plan: the database may come back in time.
      lost_ = age > worker_.options_.lease;
    }
    return !lost_;
  }
  // Taken by somebody else, or cancelled; not merely stopped.
  bool lost() const { return lost_; }

 private:
  Worker& worker_;
  const store::PlanJob& job_;
  const std::stop_token& stop_;
  std::chrono::steady_clock::time_point renewed_;
  bool lost_ = false;
};

Worker::Worker(WorkerOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock), db_(options_.database) {}

bool Worker::WorkOnce(const std::stop_token& stop) {
  const absl::Time now = clock_.Now();
  const auto job = store::TakePlan(db_, now, now + options_.lease);
  if (!job) return false;
  Work(*job, stop);
  return true;
}

Worker::Result Worker::Solve(const store::PlanJob& job, const std::function<bool(int percent)>& keep_going) {
  const absl::Time now = clock_.Now();
  const auto run = store::GetRun(db_, job.run_id);
  if (!run) throw std::runtime_error("run " + job.run_id.text() + " of a plan is not known");
  Given given;
  const auto planned = store::ListPlannedMeetings(db_, job.run_id);
  given.meetings = StillAhead(planned, now);
  if (!planned.empty() && given.meetings.empty()) return domain::PlanFailure::kNoMeetingLeft;
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(run->time_zone, &zone)) throw std::runtime_error("the zone " + run->time_zone + " is not known");
  std::vector<domain::Slot> slots;
  if (!given.meetings.empty()) {
    slots = domain::MakeSlots(zone, given.meetings, now);
    if (slots.empty()) return domain::PlanFailure::kNoCommonHour;
  }
  given.people = store::LoadPeople(db_, job.run_id, store::ListEnrolled(db_, job.run_id), now);
  given.leaders = store::LoadLeaders(db_, job.run_id, now);
  given.languages = run->working_languages;

  const domain::Seats seats = domain::SeatsFor(run->min_present, run->max_present, job.expected_attendance);
  const domain::Problem problem = domain::MakeProblem(std::move(slots), given.people, given.leaders, given.languages, seats);
  const domain::Chances chances(problem);
  const domain::Bound bound = domain::ProveBound(problem, chances);
  domain::SolveOptions options;
  options.keep_going = keep_going;
  const domain::Arrangement arrangement = domain::Solve(problem, chances, bound.seats, options);
  return MakeOutcome(given, arrangement, bound, domain::ExplainUnplaced(arrangement, chances));
}

void Worker::Work(const store::PlanJob& job, const std::stop_token& stop) {
  if (job.attempts > kMostCrashes) {
    store::FailPlan(db_, job, domain::PlanFailure::kTooComplex, clock_.Now());
    return;
  }
  Lease lease(*this, job, stop);
  const auto start = std::chrono::steady_clock::now();
  try {
    // Beyond the budget what there is is proposed; a lost lease or a stop drop it.
    const Result result = Solve(job, [&](int percent) { return lease.Keep(percent) && Since(start) < options_.budget; });
    if (lease.lost()) return log::Info("a plan was cancelled or taken over", {{"plan_id", job.plan_id.text()}});
    if (stop.stop_requested()) return store::PutBackPlan(db_, job, clock_.Now());
    if (const auto* failure = std::get_if<domain::PlanFailure>(&result)) {
      store::FailPlan(db_, job, *failure, clock_.Now());
      return;
    }
    const auto& outcome = std::get<v1::PlanOutcome>(result);
    store::ProposePlan(db_, job, outcome, clock_.Now());
    log::Info("a plan is proposed", {{"plan_id", job.plan_id.text()},
                                     {"seats_placed", outcome.certificate().seats_placed()},
                                     {"upper_bound", outcome.certificate().upper_bound()},
                                     {"seconds", absl::ToDoubleSeconds(Since(start))}});
  } catch (const std::exception& error) {
    log::Warning("a plan waits to be made", {{"plan_id", job.plan_id.text()}, {"error", error.what()}});
    store::PutBackPlan(db_, job, clock_.Now() + kTryAgain);
  }
}

void Worker::Run(const std::stop_token& stop) {
  Backoff backoff(absl::Seconds(5));
  while (!stop.stop_requested()) {
    try {
      if (!WorkOnce(stop)) pause_.For(kIdle, stop);
      backoff.Reset();
    } catch (const std::exception& error) {
      log::Warning("the planner waits", {{"error", error.what()}});
      pause_.For(backoff.Next(), stop);
    }
  }
}

}  // namespace parley::scheduling::planner
