#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::gateway::limits {

// What is limited. The names stand in answers, metrics and Redis.
enum class Limit : uint8_t { kAddress, kUser, kMedia, kClient, kRationed };
inline constexpr std::array<std::string_view, 5> kLimitNames = {"address", "user", "media", "client", "rationed"};
inline std::string_view NameOf(Limit limit) { return kLimitNames[static_cast<size_t>(limit)]; }

// An address's, user's or API client's 128 bits.
struct Subject {
  uint64_t high = 0;
  uint64_t low = 0;
  friend bool operator==(const Subject&, const Subject&) = default;
};

// Of canonical UUID text.
Subject SubjectOf(std::string_view uuid);

// Whose quota of which limit. Of a fixed size, whatever a client sends.
struct Key {
  Limit limit = Limit::kAddress;
  Subject subject;
  friend bool operator==(const Key&, const Key&) = default;
};

// "user:0193a0000000700080000000000000bb".
std::string TextOf(const Key& key);

}  // namespace parley::gateway::limits
