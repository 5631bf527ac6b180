#include "libs/rpc/page_token.h"

#include "libs/auth/digest.h"
#include "libs/errors/error.h"

// A token is base64url of a truncated HMAC (16 bytes) and the cursor.
namespace parley::rpc {
namespace {

constexpr size_t kTagBytes = 16;
constexpr size_t kLongestToken = 2048;
constexpr int kLargestPage = 100;

std::string Tag(const std::string& key, std::string_view scope, std::string_view cursor) {
  // The length in front keeps (scope, cursor) pairs apart that read alike.
  const std::string text = std::to_string(scope.size()) + ':' + std::string(scope) + std::string(cursor);
  return auth::HmacSha256(key, text).substr(0, kTagBytes);
}

}  // namespace

std::string PageTokens::Encode(std::string_view scope, std::string_view cursor) const {
  return auth::ToBase64Url(Tag(key_, scope, cursor) + std::string(cursor));
}

absl::StatusOr<std::string> PageTokens::Decode(std::string_view scope, std::string_view token) const {
  if (token.empty()) return std::string();
  const absl::Status refused = errors::InvalidField("page_token", "is not of this list; start again without one");
  if (token.size() > kLongestToken) return refused;
  const auto raw = auth::FromBase64Url(token);
  if (!raw.ok() || raw->size() < kTagBytes) return refused;
  std::string cursor = raw->substr(kTagBytes);
  if (!auth::ConstantTimeEqual(Tag(key_, scope, cursor), std::string_view(*raw).substr(0, kTagBytes))) return refused;
  return cursor;
}

absl::StatusOr<int> PageSize(int asked, int otherwise) {
  if (asked < 0 || asked > kLargestPage) return errors::InvalidField("page_size", "must be from 0 to " + std::to_string(kLargestPage));
  return asked == 0 ? otherwise : asked;
}

}  // namespace parley::rpc
