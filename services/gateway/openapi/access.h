#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "parley/api/v1/access.pb.h"
#include "services/gateway/http/request.h"

namespace parley::gateway::openapi {

// One sentence: who may call.
std::string DescribeAccess(const api::v1::Access& access);
// The same for programs, as `x-parley-access`.
boost::json::object AccessExtension(const api::v1::Access& access);

// The ways to sign in that an operation takes, any of them; public ones also take nobody.
boost::json::array SecurityOf(const api::v1::Access& access, http::Method method);
// What these ways are, for the document's components.
boost::json::object SecuritySchemes();

}  // namespace parley::gateway::openapi
