#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "libs/auth/token.h"

namespace parley::auth {

// Tokens that were verified before, by digest, the oldest forgotten first. Thread-safe.
class VerifiedTokens {
 public:
  struct Entry {
    std::string kid;
    Bearer bearer;
  };

  explicit VerifiedTokens(size_t capacity) : capacity_(capacity) {}
  std::optional<Entry> Find(const std::string& digest) const;
  void Remember(const std::string& digest, Entry entry);

 private:
  const size_t capacity_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::deque<std::string> order_;
};

}  // namespace parley::auth
