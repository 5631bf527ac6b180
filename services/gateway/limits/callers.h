#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "libs/auth/token.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/gateway/limits/key.h"

namespace parley::gateway::limits {

// Whose access tokens are. The gateway judges no token, but only one that identity has signed may choose a quota: subjects and tokens could
// be invented as one likes. Identity's keys are fetched in a thread, so that no request waits for them; until they are there, tokens are
// nobody's.
class Callers {
 public:
  Callers(auth::TokenVerifier::FetchKeys fetch, const Clock& clock);

  struct Caller {
    bool is_client = false;
    Subject subject;
  };
  // Nobody for a token that does not hold now.
  std::optional<Caller> Find(std::string_view token);

 private:
  using Keys = std::vector<auth::PublicKey>;

  std::shared_ptr<const Keys> keys() const;
  void Run(const std::stop_token& stop);

  const auth::TokenVerifier::FetchKeys fetch_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Keys> keys_;  // null until they were there
  Pause pause_;
  const std::unique_ptr<auth::TokenVerifier> verifier_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace parley::gateway::limits
