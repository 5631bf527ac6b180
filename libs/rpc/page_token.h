#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace parley::rpc {

// Opaque, signed page tokens (AIP-158). A token holds the key of the last row of a page and is bound to `scope`: the list and its filters,
// so that a token of one list is refused by another.
class PageTokens {
 public:
  explicit PageTokens(std::string key) : key_(std::move(key)) {}
  std::string Encode(std::string_view scope, std::string_view cursor) const;
  // The cursor; empty for an empty token. INVALID_ARGUMENT (page_token) when it was not made here for this scope.
  absl::StatusOr<std::string> Decode(std::string_view scope, std::string_view token) const;

 private:
  std::string key_;
};

// A page size as asked: 0 means `otherwise`. INVALID_ARGUMENT (page_size) outside 0..100.
absl::StatusOr<int> PageSize(int asked, int otherwise);

}  // namespace parley::rpc
