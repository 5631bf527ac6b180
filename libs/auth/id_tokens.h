#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

// Tokens of mailed links: base64url of an id and an HMAC of it. So a link can be made again for mailing while no copy of it is kept.
class IdTokens {
 public:
  // `secret` is the service's; a key for this purpose alone is derived from it, so that a token of one purpose is none of another.
  IdTokens(std::string_view secret, std::string_view purpose);
  // `id` is a canonical UUID.
  std::string Make(const std::string& id) const;
  // The id of a token made here; nullopt for any other text.
  std::optional<std::string> Read(std::string_view token) const;

 private:
  std::string Mac(std::string_view id_bytes) const;
  std::string key_;
};

}  // namespace parley::auth
