#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

// What makes the tokens of one kind of link of UUIDs: base64url of the UUID and an HMAC of it.
class LinkKey {
 public:
  // `secret` is the service's; a key for this purpose alone is derived from it.
  LinkKey(std::string_view secret, std::string_view purpose);
  std::string Make(const std::string& uuid) const;
  std::optional<std::string> Read(std::string_view token) const;

 private:
  std::string Mac(std::string_view id_bytes) const;
  std::string key_;
};

// The tokens of mailed links of one kind of thing. A link can be made again for mailing while no copy of it is kept.
template <class IdType>
class LinkTokens {
 public:
  LinkTokens(std::string_view secret, std::string_view purpose) : key_(secret, purpose) {}
  std::string Make(const IdType& id) const { return key_.Make(id.text()); }
  // What a token made here is of; nullopt for any other text.
  std::optional<IdType> Read(std::string_view token) const {
    auto uuid = key_.Read(token);
    if (!uuid) return std::nullopt;
    return IdType::Trusted(*std::move(uuid));
  }

 private:
  LinkKey key_;
};

}  // namespace parley::auth
