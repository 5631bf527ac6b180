#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "services/gateway/openapi/comments.h"
#include "services/gateway/openapi/schemas.h"
#include "services/gateway/routes/contract.h"

namespace parley::gateway::openapi {

// The key of `paths`: the template, each variable by the name of the field that it fills. A nested one by its last part, since a path that
// differs in its variables' names alone is the same to OpenAPI: {partner.partner_id} of an update is the {partner_id} of the others.
std::string PathOf(const routes::Route& route);

// A route of a contract. `binding` counts the routes of its method, from 1.
boost::json::object DescribeRoute(const routes::Route& route, int binding, Schemas& schemas, const Comments& comments);

}  // namespace parley::gateway::openapi
