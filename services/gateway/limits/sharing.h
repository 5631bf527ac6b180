#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "libs/redis/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/gateway/limits/table.h"

namespace parley::gateway::limits {

struct SharingOptions {
  std::string redis_url;
  // Before what TextOf says of a key.
  std::string prefix = "parley:{gateway}:limit:";
  absl::Duration pause = absl::Milliseconds(100);
};

// Tells Redis what was spent here since the last time, and the table what was spent in all. Redis keeps a key until all it spent has come
// back. When it fails, what was not told is given back to the table, and redis::Unavailable or redis::CommandError is thrown.
void Share(Table& table, redis::Connection& redis, const std::string& prefix, absl::Time now);

// Shares in a thread of its own, so that no request waits for Redis: between gateways a limit holds within a pause. While Redis is gone
// each gateway goes on by what it knows.
class Sharing {
 public:
  Sharing(SharingOptions options, Table& table, const Clock& clock);

  // Whether Redis took part the last time.
  bool shared() const { return shared_; }

 private:
  void Run(const std::stop_token& stop);

  const SharingOptions options_;
  Table& table_;
  const Clock& clock_;
  redis::Connection redis_;
  Pause pause_;
  std::atomic<bool> shared_{true};
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace parley::gateway::limits
