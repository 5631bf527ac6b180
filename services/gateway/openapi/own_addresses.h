#pragma once

#include <boost/json/object.hpp>

namespace parley::gateway::openapi {

// Adds what the gateway serves by itself, without a contract (Gateway::Impl::AddOwn).
void AddOwnAddresses(boost::json::object& paths);
// Of them, the resumable uploads.
void AddUploads(boost::json::object& paths);

}  // namespace parley::gateway::openapi
