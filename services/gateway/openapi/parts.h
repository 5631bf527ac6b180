#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string_view>

#include "absl/strings/ascii.h"
#include "services/gateway/http/request.h"

// The small objects that operations are made of.
namespace parley::gateway::openapi {

enum class Place { kPath, kQuery, kHeader };

inline boost::json::object Parameter(Place place, std::string_view name, std::string_view description, boost::json::object schema,
                                     bool required) {
  const std::string_view in = place == Place::kPath ? "path" : place == Place::kQuery ? "query" : "header";
  boost::json::object parameter{{"name", name}, {"in", in}};
  if (!description.empty()) parameter["description"] = description;
  if (required) parameter["required"] = true;
  parameter["schema"] = std::move(schema);
  return parameter;
}

inline boost::json::object Content(std::string_view media_type, boost::json::object schema) {
  return {{media_type, {{"schema", std::move(schema)}}}};
}

inline boost::json::object Header(std::string_view description, std::string_view type) {
  return {{"description", description}, {"schema", {{"type", type}}}};
}

// Puts an operation where it belongs in `paths`; false when there is one already.
inline bool AddOperation(boost::json::object& paths, std::string_view path, http::Method method, boost::json::object operation) {
  boost::json::value& item = paths[path];
  if (!item.is_object()) item.emplace_object();
  return item.get_object().emplace(absl::AsciiStrToLower(std::string(http::NameOf(method))), std::move(operation)).second;
}

}  // namespace parley::gateway::openapi
