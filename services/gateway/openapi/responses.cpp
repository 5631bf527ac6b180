#include "services/gateway/openapi/responses.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "services/gateway/openapi/parts.h"
#include "services/gateway/problem.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;

struct SharedProblem {
  int status;
  std::string_view name;
  std::string_view description;
};

// Of any call: from the host or the gateway, so that no contract repeats them (docs/adding-an-rpc.md).
constexpr SharedProblem kShared[] = {
    {400, "InvalidArgument",
     "INVALID_ARGUMENT: a field or a parameter; `errors` names it. MALFORMED_JSON, UNEXPECTED_BODY, MALFORMED_ADDRESS, "
     "REQUEST_ID_REUSED (for another request), TEXT_NOT_STORABLE (it holds a zero byte)."},
    {401, "Unauthenticated",
     "UNAUTHENTICATED: SIGN_IN_REQUIRED, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_STALE (its roles or its client were taken away "
     "since)."},
    {403, "PermissionDenied",
     "PERMISSION_DENIED: ROLE_REQUIRED, SCOPE_REQUIRED, CLIENT_REQUIRED, SESSION_HEADER_MISSING (signed in by cookie without "
     "`Parley-Session: cookie`)."},
    {404, "NotFound", "NOT_FOUND: what is asked for, or it is not the caller's to see."},
    {409, "Aborted", "ABORTED: CONTENTION (others are changing the same thing; try again)."},
    {413, "TooLarge", "RESOURCE_EXHAUSTED: BODY_TOO_LARGE (more than 1 MiB)."},
    {415, "UnsupportedMediaType", "INVALID_ARGUMENT: UNSUPPORTED_MEDIA_TYPE (the body must be application/json)."},
    {429, "ResourceExhausted",
     "RESOURCE_EXHAUSTED: RATE_LIMITED (too many requests; `metadata.limit` says of whom: address, user, media, client or rationed), "
     "SERVER_BUSY (the queue is full; try again)."},
    {500, "Internal", "INTERNAL: it has been noted."},
    {503, "Unavailable", "UNAVAILABLE: SERVICE_UNAVAILABLE, DATABASE_UNAVAILABLE; try again."},
    {504, "DeadlineExceeded", "DEADLINE_EXCEEDED: safe to repeat with the same Idempotency-Key."},
};

const SharedProblem* FindShared(int status) {
  for (const SharedProblem& shared : kShared) {
    if (shared.status == status) return &shared;
  }
  return nullptr;
}

// CANCELLED and UNKNOWN are words of the domain too, and no contract promises them.
std::optional<int> StatusOfWord(std::string_view word) {
  for (int i = static_cast<int>(absl::StatusCode::kInvalidArgument); i <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++i) {
    const auto code = static_cast<absl::StatusCode>(i);
    if (word == absl::StatusCodeToString(code)) return HttpStatusOf(code);
  }
  return std::nullopt;
}

bool IsOfWord(char c) { return absl::ascii_isalnum(c) || c == '_'; }

struct NamedCode {
  size_t at;
  int status;
};

std::vector<NamedCode> FindCodes(std::string_view text) {
  std::vector<NamedCode> codes;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && IsOfWord(text[end])) ++end;
    if (const auto status = StatusOfWord(text.substr(at, end - at))) codes.push_back({at, *status});
    at = std::max(end, at + 1);
  }
  return codes;
}

// The end of the sentence under way: after a full stop before a space or the end, outside of brackets.
size_t EndOfSentence(std::string_view text, size_t at) {
  for (int brackets = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++brackets;
    if (text[at] == ')') --brackets;
    if (text[at] == '.' && brackets <= 0 && (at + 1 == text.size() || absl::ascii_isspace(text[at + 1]))) return at + 1;
  }
  return at;
}

std::set<int> GeneralStatuses(const routes::Route& route) {
  std::set<int> statuses{400, 429, 500, 503, 504};
  // Where no token is needed, one that does not hold is as good as none.
  if (!route.is_public) statuses.insert({401, 403});
  if (route.request_id != nullptr) statuses.insert(409);
  if (route.body != routes::Route::Body::kNone) statuses.insert({413, 415});
  return statuses;
}

}  // namespace

json::object OwnProblem(int status, std::string_view description) {
  json::object response{{"description", description}};
  if (status == 401) response["headers"] = json::object{{"WWW-Authenticate", Header("Bearer.", "string")}};
  if (status == 429 || status == 503) response["headers"] = json::object{{"Retry-After", Header("Seconds.", "integer")}};
  if (status == 429) {
    json::object& headers = response["headers"].as_object();
    headers["RateLimit"] = Header("With RATE_LIMITED: the limit, what is left of it, and the seconds until there is more.", "string");
    headers["RateLimit-Policy"] = Header("With RATE_LIMITED: the limit, how many it is, and in how many seconds.", "string");
  }
  response["content"] = Content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}});
  return response;
}

std::map<int, std::string> ErrorsNamedIn(const std::string& comment) {
  std::map<int, std::string> named;
  const std::vector<NamedCode> codes = FindCodes(comment);
  for (size_t i = 0; i < codes.size(); ++i) {
    const size_t next = i + 1 < codes.size() ? codes[i + 1].at : comment.size();
    const size_t end = std::min(EndOfSentence(comment, codes[i].at), next);
    std::string& said = named[codes[i].status];
    said.append(said.empty() ? "" : " ").append(http::Trim(std::string_view(comment).substr(codes[i].at, end - codes[i].at)));
  }
  return named;
}

json::object ProblemsOf(const routes::Route& route, const std::string& comment) {
  std::map<int, std::string> named = ErrorsNamedIn(comment);
  for (const int status : GeneralStatuses(route)) named.try_emplace(status);
  json::object responses;
  for (auto& [status, said] : named) {
    const SharedProblem* shared = FindShared(status);
    if (!said.empty() && shared != nullptr && status != 404) said.append("\n\nOf any method: ").append(shared->description);
    responses[std::to_string(status)] = said.empty() ? ReferProblem(status) : OwnProblem(status, said);
  }
  return responses;
}

json::object ReferProblem(int status) { return {{"$ref", "#/components/responses/" + std::string(FindShared(status)->name)}}; }

json::object SharedProblems() {
  json::object responses;
  for (const SharedProblem& shared : kShared) responses[shared.name] = OwnProblem(shared.status, shared.description);
  return responses;
}

}  // namespace parley::gateway::openapi
