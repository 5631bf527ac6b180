#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::gateway::http {

enum class Method : uint8_t { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions, kOther };

// Methods are case-sensitive (RFC 9110, 9.1).
Method MethodOf(std::string_view name);
std::string_view NameOf(Method method);

// A request's head. Views point into the connection's buffer and hold until the answer is sent.
struct Request {
  struct Header {
    std::string_view name;
    std::string_view value;
  };

  Method method = Method::kOther;
  std::string_view target;
  std::vector<Header> headers;
  // Bytes of the body as announced; none for a chunked body.
  std::optional<int64_t> content_length;
  bool chunked = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
  // The first header of that name (any case), empty when there is none.
  std::string_view Find(std::string_view name) const;
  int Count(std::string_view name) const;
  // All headers of that name, in their order.
  std::vector<std::string_view> FindAll(std::string_view name) const;
  // A cookie's value, empty when there is none.
  std::string_view Cookie(std::string_view name) const;
};

bool EqualIgnoringCase(std::string_view a, std::string_view b);
std::string_view Trim(std::string_view text);
// A whole non-negative decimal number; nullopt for anything else, signs, spaces and overflow included.
std::optional<int64_t> ParseCount(std::string_view text);

}  // namespace parley::gateway::http
