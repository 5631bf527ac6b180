#pragma once

#include <string_view>

#include "services/gateway/http/response.h"

namespace parley::gateway::http {

// The problem document (RFC 9457) of what is refused before it is known what was asked for: the same members as gateway::Problem, without a
// reason. `why` has no character that JSON escapes.
Response PlainProblem(int status, std::string_view why);

}  // namespace parley::gateway::http
