#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/ids/id.h"

namespace parley::identity::domain {

struct User {
  UserId id;
  std::string email;
  std::string display_name;  // empty until chosen
  std::string locale;
  std::string time_zone;
  std::string country;                 // empty when not told
  std::vector<std::string> languages;  // BCP 47, the best first; empty when not told
  ClassId class_id;                    // empty for the general public
  std::vector<auth::Role> roles;
  int64_t version = 0;
  int64_t token_version = 0;  // grows when a role is taken away
  absl::Time create_time;
};

// What a person changes of their own; absent fields stay.
struct UserChange {
  std::optional<std::string> display_name;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
  std::optional<std::string> country;
  std::optional<std::vector<std::string>> languages;
};

// A name as it is shown: without white space at its ends, 1 to 60 characters, none of them a control character, a line separator or one
// that turns the direction of what follows. nullopt when it can't be.
std::optional<std::string> CleanDisplayName(std::string_view text);

// The most languages a person may name.
inline constexpr int kMaxLanguages = 10;

// Applies a change whose fields are valid; false when nothing is different.
bool Apply(const UserChange& change, User& user);

// Changes with every update (AIP-154).
std::string Etag(const User& user);

}  // namespace parley::identity::domain
