#include "services/gateway/renditions/range.h"

#include <algorithm>

#include "services/gateway/http/representation.h"

namespace parley::gateway::renditions {
namespace {

constexpr std::string_view kUnit = "bytes=";

}  // namespace

Selection ReadRange(std::string_view range, int64_t size) {
  const Selection whole{Selection::Kind::kWhole, 0, size};
  if (range.size() <= kUnit.size() || !http::EqualIgnoringCase(range.substr(0, kUnit.size()), kUnit)) return whole;
  const std::string_view spec = http::Trim(range.substr(kUnit.size()));
  const size_t dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return whole;
  const std::string_view first_text = spec.substr(0, dash);
  const std::string_view last_text = spec.substr(dash + 1);
  const auto first = http::ParseCount(first_text);
  const auto last = http::ParseCount(last_text);
  if (first_text.empty()) {
    if (!last) return whole;
    if (*last == 0 || size == 0) return {Selection::Kind::kUnsatisfiable, 0, 0};
    const int64_t length = std::min(*last, size);
    return {Selection::Kind::kPart, size - length, length};
  }
  if (!first || (!last && !last_text.empty()) || (last && *last < *first)) return whole;
  if (*first >= size) return {Selection::Kind::kUnsatisfiable, 0, 0};
  const int64_t end = last ? std::min(*last, size - 1) : size - 1;
  return {Selection::Kind::kPart, *first, end - *first + 1};
}

Selection Select(const http::Request& request, std::string_view etag, int64_t size) {
  if (http::HasTag(request.Find("if-none-match"), etag)) return {Selection::Kind::kNotModified, 0, 0};
  const std::string_view condition = request.Find("if-range");
  const bool strong = condition.size() == etag.size() + 2 && condition.front() == '"' && http::HasTag(condition, etag);
  if (request.method != http::Method::kGet || (!condition.empty() && !strong)) return {Selection::Kind::kWhole, 0, size};
  return ReadRange(request.Find("range"), size);
}

}  // namespace parley::gateway::renditions
