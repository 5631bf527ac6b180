#pragma once

#include <cstdint>
#include <string_view>

#include "services/gateway/http/request.h"

// Conditional and partial requests (RFC 9110, 13 and 14), for representations with a strong entity tag.
namespace parley::gateway::renditions {

// What to answer with.
struct Selection {
  enum class Kind { kWhole, kPart, kUnsatisfiable, kNotModified };
  Kind kind = Kind::kWhole;
  int64_t first = 0;
  int64_t length = 0;
};

// One byte range; several at once, other units and malformed ones count as none, as the RFC allows.
Selection ReadRange(std::string_view range, int64_t size);

// If-None-Match, then Range if If-Range (a strong tag) agrees.
Selection Select(const http::Request& request, std::string_view etag, int64_t size);

}  // namespace parley::gateway::renditions
