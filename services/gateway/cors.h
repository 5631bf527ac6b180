#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/response.h"

namespace parley::gateway {

// Cross-origin requests of browsers (the Fetch standard, CORS protocol): front-ends that are served elsewhere, whose origins the operator
// named, may call the API by token. Cookies stay with the house's own app: no credentials are allowed.
class Cors {
 public:
  // Of a list such as "https://app.university.example, http://localhost:5173"; empty: nobody. INVALID_ARGUMENT naming what is no origin.
  static absl::StatusOr<Cors> Parse(std::string_view origins);

  // Header lines for the answer to a request of an API address.
  std::string HeadersFor(const http::Request& request) const;
  // The answer to a browser that asks before a request whether it may; nullopt when this is none, or it may not.
  std::optional<http::Response> AnswerPreflight(const http::Request& request) const;

 private:
  std::set<std::string, std::less<>> origins_;
};

}  // namespace parley::gateway
