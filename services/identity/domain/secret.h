#pragma once

#include <string>
#include <string_view>

namespace parley::identity::domain {

// 32 random bytes in base64url: a secret that is handed out once and of which only a hash is kept.
std::string NewSecret();
// True for text that could be one.
bool IsSecret(std::string_view text);
// What is stored of it. Of so many random bits no slower hash is needed.
std::string SecretHash(std::string_view secret);

}  // namespace parley::identity::domain
