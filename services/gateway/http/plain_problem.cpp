#include "services/gateway/http/plain_problem.h"

#include <string>

namespace parley::gateway::http {
namespace {

// The google.rpc.Code that says the same.
std::string_view CodeOf(int status) {
  switch (status) {
    case 408:
      return "DEADLINE_EXCEEDED";
    case 500:
      return "INTERNAL";
    case 501:
    case 505:
      return "UNIMPLEMENTED";
    default:
      return "INVALID_ARGUMENT";
  }
}

}  // namespace

Response PlainProblem(int status, std::string_view why) {
  Response response{.status = status, .content_type = "application/problem+json"};
  response.body.append(R"({"type":"about:blank","title":")").append(ReasonPhrase(status)).append(R"(","status":)");
  response.body.append(std::to_string(status)).append(R"(,"detail":")").append(why);
  response.body.append(R"(","code":")").append(CodeOf(status)).append("\"}");
  response.Add("Cache-Control", "no-store");
  return response;
}

}  // namespace parley::gateway::http
