#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::mail {

// An address that mail can go to.
struct Address {
  std::string text;  // as given
  std::string key;   // folded to lower case: addresses are the same when their keys are
};

// Reads a dot-atom address within RFC 5321's limits (64 octets before the @, 254 in all; ASCII; no quoted local parts). nullopt for
// anything else.
std::optional<Address> ParseAddress(std::string_view text);

}  // namespace parley::mail
