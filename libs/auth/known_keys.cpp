#include "libs/auth/known_keys.h"

#include "libs/errors/error.h"
#include "libs/log/log.h"

namespace parley::auth {
namespace {

constexpr absl::Duration kLeastPause = absl::Seconds(5);

}  // namespace

absl::StatusOr<std::shared_ptr<EVP_PKEY>> KnownKeys::Find(const std::string& kid, absl::Time now) {
  auto keys = Current();
  if (IsDue(*keys, kid, now)) {
    std::unique_lock fetching(fetching_, std::defer_lock);
    if (keys->count(kid) > 0) {
      // A refresh that somebody else is at need not be waited for.
      if (fetching.try_lock()) Fetch(now);
    } else {
      // What somebody else fetched meanwhile is the answer, also when it is none: waiting for an identity that is frozen must not add up.
      const int tries = Tries();
      fetching.lock();
      if (tries == Tries() && IsDue(*Current(), kid, now)) Fetch(now);
    }
    keys = Current();
  }
  if (keys->empty()) return errors::Unavailable("KEYS_UNAVAILABLE", "tokens cannot be verified at the moment; try again");
  const auto found = keys->find(kid);
  return found == keys->end() ? nullptr : found->second;
}

std::shared_ptr<const KnownKeys::Keys> KnownKeys::Current() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

int KnownKeys::Tries() const {
  const std::lock_guard lock(mutex_);
  return tries_;
}

bool KnownKeys::IsDue(const Keys& keys, const std::string& kid, absl::Time now) const {
  if (keys.empty()) return true;
  const std::lock_guard lock(mutex_);
  const bool is_old = now - fetch_time_ >= kKeysRefresh;
  return (is_old || keys.count(kid) == 0) && now - try_time_ >= kLeastPause;
}

void KnownKeys::Fetch(absl::Time now) {
  auto fetched = fetch_();
  auto keys = std::make_shared<Keys>();
  if (fetched.ok()) {
    for (const PublicKey& described : *fetched) {
      auto key = MakePublicKey(described);
      if (key.ok()) {
        (*keys)[described.kid] = *std::move(key);
      } else {
        log::Warning("a public key is unusable", {{"kid", described.kid}});
      }
    }
  } else {
    log::Warning("the keys that verify tokens could not be fetched", {{"error", std::string(fetched.status().message())}});
  }
  const std::lock_guard lock(mutex_);
  try_time_ = now;
  ++tries_;
  if (keys->empty()) return;  // what is known stays known
  fetch_time_ = now;
  keys_ = std::move(keys);
}

}  // namespace parley::auth
