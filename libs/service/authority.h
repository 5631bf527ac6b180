#pragma once

#include <functional>
#include <stop_token>
#include <utility>

#include "absl/status/statusor.h"
#include "libs/auth/token.h"
#include "libs/rpc/client.h"

namespace parley::service {

// What identity says about tokens.
struct Authority {
  using FetchRevocations = std::function<absl::StatusOr<auth::Revocations>()>;

  Authority(auth::TokenVerifier::FetchKeys keys, FetchRevocations revocations = nullptr)
      : fetch_keys(std::move(keys)), fetch_revocations(std::move(revocations)) {}

  auth::TokenVerifier::FetchKeys fetch_keys;
  // Asked at the start, and every second in a thread; before its first answer no token is good. May be empty: none is stale then.
  FetchRevocations fetch_revocations;
};

// The authority of every service but identity: identity's GetJwks and ListRevocations by rpc. A token that became stale is refused two
// seconds later at most, while identity answers.
Authority FetchKeysFrom(rpc::Client& identity);

// Tells `heed` every second what is stale, until `stop`. While the answer can't be had, what was told before goes on.
void HeedRevocations(const Authority::FetchRevocations& fetch, const std::function<void(auth::Revocations)>& heed,
                     const std::stop_token& stop);

}  // namespace parley::service
