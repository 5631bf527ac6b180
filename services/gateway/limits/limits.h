#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "libs/time/clock.h"
#include "services/gateway/http/response.h"
#include "services/gateway/limits/address.h"
#include "services/gateway/limits/callers.h"
#include "services/gateway/limits/sharing.h"
#include "services/gateway/limits/table.h"

// How much anybody may ask for, at either door.
namespace parley::gateway::limits {

// By Limit. A whole school or a carrier's customers may share an address, so that it is counted only for whom no token tells apart.
struct Quotas {
  Quota address{6000, absl::Seconds(30)};
  Quota user{600, absl::Seconds(30)};
  Quota media{1200, absl::Seconds(30)};
  Quota client{3000, absl::Seconds(30)};
  Quota rationed{1000, absl::Hours(1)};
};

struct Options {
  Quotas quotas;
  Proxies proxies;
  size_t capacity = 65536;  // of the table: 64 bytes each
  SharingOptions sharing;
};

// What is asked for.
enum class Use : uint8_t {
  kFree,      // answered from memory for less than a refusal would cost
  kOrdinary,  // counted for the user or API client, else for the address
  kMedia,     // pieces of videos, up or down: many by nature, so that a user has a quota of their own for them
  kRationed,  // as kOrdinary, and for the address whoever asks (parley.api.v1.rationed)
};

struct Refusal {
  Limit limit = Limit::kAddress;
  Quota quota;
  absl::Duration wait;
};

// RESOURCE_EXHAUSTED (RATE_LIMITED), with the limit in its metadata and when to come back.
absl::Status StatusOf(const Refusal& refusal);
// The same as 429, with RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers).
http::Response ProblemOf(const Refusal& refusal);

class Limits {
 public:
  using Count = std::function<void(Limit limit)>;

  // `count` is told of each refusal. Throws std::invalid_argument for a Redis address that is none.
  Limits(const Options& options, auth::TokenVerifier::FetchKeys fetch_keys, Count count, const Clock& clock);

  // Nothing when it is let in, and then counted. Never waits. Thread-safe.
  std::optional<Refusal> Check(Use use, std::string_view token, const Address& address);

  const Proxies& proxies() const { return proxies_; }

 private:
  std::optional<Refusal> CheckCaller(Use use, std::string_view token, const Address& address);
  std::optional<Refusal> Spend(Limit limit, const Subject& subject);

  const std::array<Quota, kLimitNames.size()> quotas_;
  const Proxies proxies_;
  const Count count_;
  const Clock& clock_;
  Table table_;
  Callers callers_;
  Sharing sharing_;
};

}  // namespace parley::gateway::limits
