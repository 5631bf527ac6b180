#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>

#include "services/gateway/routes/contract.h"

namespace parley::gateway::openapi {

// What a method's comment says of each HTTP status: the sentence from where a google.rpc.Code is named to its end, or to where the next one
// is.
std::map<int, std::string> ErrorsNamedIn(const std::string& comment);

// All problems that a route may answer with, by status: those that its comment names, and those of any call.
boost::json::object ProblemsOf(const routes::Route& route, const std::string& comment);

// A problem of one operation.
boost::json::object OwnProblem(int status, std::string_view description);
// {"$ref": …} of a problem that is the same wherever it comes, for one of the statuses of SharedProblems.
boost::json::object ReferProblem(int status);
// For the document's components.
boost::json::object SharedProblems();

}  // namespace parley::gateway::openapi
