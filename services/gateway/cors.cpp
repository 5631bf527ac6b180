#include "services/gateway/cors.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace parley::gateway {
namespace {

constexpr std::string_view kMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr std::string_view kRequestHeaders =
    "Authorization, Content-Type, Idempotency-Key, If-None-Match, Range, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset, "
    "X-HTTP-Method-Override, traceparent";
constexpr std::string_view kAnswerHeaders =
    "Content-Range, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, "
    "Upload-Length, Upload-Offset, WWW-Authenticate, traceresponse";
// Two hours, the most that browsers keep it.
constexpr std::string_view kMaxAge = "7200";

// As browsers write one (RFC 6454, 6.2): lower case, without a path.
bool IsOrigin(std::string_view text) {
  const size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view host = text.substr(scheme + 3);
  const bool known = text.substr(0, scheme) == "https" || text.substr(0, scheme) == "http";
  return known && !host.empty() && host.find_first_of("/?#@*\\ \"") == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), [](char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); });
}

}  // namespace

absl::StatusOr<Cors> Cors::Parse(std::string_view origins) {
  Cors cors;
  while (!origins.empty()) {
    const size_t comma = std::min(origins.find(','), origins.size());
    const std::string origin(http::Trim(origins.substr(0, comma)));
    origins.remove_prefix(std::min(comma + 1, origins.size()));
    if (origin.empty()) continue;
    if (!IsOrigin(origin)) return absl::InvalidArgumentError("\"" + origin + "\" is no origin such as https://app.example");
    cors.origins_.insert(origin);
  }
  return cors;
}

std::string Cors::HeadersFor(const http::Request& request) const {
  if (origins_.empty()) return {};
  // Caches must keep what one origin was told from another.
  std::string lines = "Vary: Origin\r\n";
  const std::string_view origin = request.Find("origin");
  if (origins_.contains(origin)) {
    lines.append("Access-Control-Allow-Origin: ").append(origin).append("\r\n");
    lines.append("Access-Control-Expose-Headers: ").append(kAnswerHeaders).append("\r\n");
  }
  return lines;
}

std::optional<http::Response> Cors::AnswerPreflight(const http::Request& request) const {
  const bool asks = request.method == http::Method::kOptions && !request.Find("access-control-request-method").empty();
  if (!asks || !origins_.contains(request.Find("origin"))) return std::nullopt;
  http::Response response{.status = 204};
  response.Add("Access-Control-Allow-Methods", kMethods);
  response.Add("Access-Control-Allow-Headers", kRequestHeaders);
  response.Add("Access-Control-Max-Age", kMaxAge);
  return response;
}

}  // namespace parley::gateway
