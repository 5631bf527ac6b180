#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/metrics/registry.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/arrival.h"
#include "libs/rpc/metrics.h"
#include "libs/rpc/server.h"
#include "libs/rpc/worker_pool.h"
#include "libs/time/clock.h"

// Private to this library.
namespace parley::rpc {

// What becomes of calls between their arrival and their answer: they wait in a queue, and workers, each with a connection of its own, let
// them in, serve them and finish them.
class Workers {
 public:
  // Those given must outlive it.
  Workers(const ServerOptions& options, const Clock& clock, auth::TokenVerifier& verifier, metrics::Registry& registry);

  // Makes a method known, for the metrics; before Start.
  void Know(const std::string& method) { metrics_.Add(method); }
  // Before calls come, and anybody asks.
  void Start();
  // Has the call answered: at once, with RESOURCE_EXHAUSTED, when too many wait.
  void Take(std::unique_ptr<Arrival> call);
  int waiting() const { return pool_ ? pool_->waiting() : 0; }
  void Stop();

 private:
  using Calls = std::vector<std::unique_ptr<Arrival>>;

  // One call, or several of a method that gathers.
  void Answer(int worker, Calls calls);
  // Leaves the calls that may be served.
  void LetIn(Calls& calls);
  // Leaves the calls for which something was found. The others go back to the queue, since their statements need not follow one another.
  void GatherFor(postgres::Connection& connection, Calls& calls);
  absl::Status Run(postgres::Connection& connection, const Arrival& call);
  // The next step of a stream that was let in: reading it, then a batch at a time, so that other calls come between.
  void GoOn(postgres::Connection& connection, std::unique_ptr<Arrival> call);
  void Post(std::unique_ptr<Arrival> call);
  void Finish(Arrival& call, const absl::Status& status);

  // Who calls: the service at the other end, and the user or client if the method is for one or a good token came along.
  absl::StatusOr<Caller> Authenticate(Arrival& call);
  absl::Status ReadBearer(const grpc::CallbackServerContext& context, Caller& caller);
  // Whoever was let in a while ago may have lost what their token says. That it has expired meanwhile is no reason to stop.
  absl::Status CheckStill(const Arrival& call);

  const ServerOptions& options_;
  const Clock& clock_;
  auth::TokenVerifier& verifier_;
  metrics::Registry& registry_;
  Metrics metrics_;
  std::vector<std::unique_ptr<postgres::Connection>> connections_;
  std::unique_ptr<WorkerPool<std::unique_ptr<Arrival>>> pool_;
  std::atomic<int> streams_{0};  // not answered yet
};

}  // namespace parley::rpc
