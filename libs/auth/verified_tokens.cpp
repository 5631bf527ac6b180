#include "libs/auth/verified_tokens.h"

#include <utility>

namespace parley::auth {

std::optional<VerifiedTokens::Entry> VerifiedTokens::Find(const std::string& digest) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(digest);
  if (found == entries_.end()) return std::nullopt;
  return found->second;
}

void VerifiedTokens::Remember(const std::string& digest, Entry entry) {
  const std::lock_guard lock(mutex_);
  if (!entries_.emplace(digest, std::move(entry)).second) return;
  order_.push_back(digest);
  if (order_.size() <= capacity_) return;
  entries_.erase(order_.front());
  order_.pop_front();
}

}  // namespace parley::auth
