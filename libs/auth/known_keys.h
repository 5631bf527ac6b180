#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "libs/auth/signature.h"
#include "libs/auth/token.h"

namespace parley::auth {

// The keys that tokens are verified with, fetched when needed. Thread-safe; one thread at a time fetches, and only those who can't go on
// without the answer wait for it.
class KnownKeys {
 public:
  explicit KnownKeys(TokenVerifier::FetchKeys fetch) : fetch_(std::move(fetch)) {}

  // nullptr when no key has this kid. UNAVAILABLE (KEYS_UNAVAILABLE) when there are no keys at all.
  absl::StatusOr<std::shared_ptr<EVP_PKEY>> Find(const std::string& kid, absl::Time now);

 private:
  using Keys = std::unordered_map<std::string, std::shared_ptr<EVP_PKEY>>;

  std::shared_ptr<const Keys> Current() const;
  int Tries() const;
  bool IsDue(const Keys& keys, const std::string& kid, absl::Time now) const;
  void Fetch(absl::Time now);

  const TokenVerifier::FetchKeys fetch_;
  std::mutex fetching_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Keys> keys_ = std::make_shared<const Keys>();
  int tries_ = 0;
  absl::Time try_time_ = absl::InfinitePast();    // of the last attempt
  absl::Time fetch_time_ = absl::InfinitePast();  // of the last that succeeded
};

}  // namespace parley::auth
