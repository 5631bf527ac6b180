#include "services/gateway/openapi/own_addresses.h"

#include <boost/json/array.hpp>

#include "services/gateway/openapi/access.h"
#include "services/gateway/openapi/parts.h"
#include "services/gateway/openapi/responses.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
using http::Method;

json::object Operation(std::string_view id, std::string_view tag, std::string_view summary, std::string_view description) {
  return {{"operationId", id}, {"tags", json::array{tag}}, {"summary", summary}, {"description", description}};
}

json::object Public(json::object operation) {
  operation["security"] = json::array{};
  return operation;
}

json::object SignedIn(json::object operation, Method method) {
  api::v1::Access access;
  access.set_signed_in(true);
  operation["security"] = SecurityOf(access, method);
  return operation;
}

json::object Answer(std::string_view description) { return {{"description", description}}; }

json::object Answer(std::string_view description, std::string_view media_type, json::object schema) {
  return {{"description", description}, {"content", Content(media_type, std::move(schema))}};
}

json::object ObjectOf(json::object properties) { return {{"type", "object"}, {"properties", std::move(properties)}}; }

json::object Alive() {
  json::object operation = Operation("Health_Alive", "gateway", "Is it alive?", "Answers while the process does.");
  operation["responses"] = {{"200", Answer("It is.", "application/json", ObjectOf({{"alive", {{"type", "boolean"}}}}))}};
  return Public(std::move(operation));
}

json::object Ready() {
  const json::object schema =
      ObjectOf({{"ready", {{"type", "boolean"}}},
                {"services", {{"type", "object"}, {"additionalProperties", {{"type", "string"}, {"enum", {"serving", "unreachable"}}}}}}});
  json::object operation =
      Operation("Health_Ready", "gateway", "Is it ready?", "Whether every service behind the gateway serves, each by its name.");
  operation["responses"] = {{"200", Answer("All serve.", "application/json", schema)},
                            {"429", ReferProblem(429)},
                            {"503", Answer("Not all do, or the gateway is about to stop.", "application/json", schema)}};
  return Public(std::move(operation));
}

json::object Served(json::object operation, json::object answer) {
  operation["parameters"] =
      json::array{Parameter(Place::kHeader, "If-None-Match", "The ETag of what one has.", {{"type", "string"}}, false)};
  operation["responses"] = {{"200", std::move(answer)}, {"304", Answer("It is the one that If-None-Match names.")}};
  return Public(std::move(operation));
}

json::object Document() {
  return Served(Operation("OpenApi_Get", "gateway", "This document", "Made from the contracts when the gateway starts."),
                Answer("OpenAPI 3.1.", "application/json", {{"type", "object"}}));
}

json::object Protos() {
  return Served(Operation("Protos_Get", "gateway", "The contracts",
                          "The .proto files of every method that can be called by gRPC, with all that they import."),
                Answer("An archive, in a folder protos.", "application/gzip", json::object{}));
}

json::object Events() {
  json::object operation = Operation(
      "Notifications_Stream", "notifications", "Live notifications",
      "Server-sent events: an event `notification` for each of the signed-in user's as it comes, `data` as "
      "NotificationsService_ListNotifications "
      "has it; comments between keep the line awake. The stream ends by itself after 10 minutes: connect again, and list what came "
      "meanwhile.\n\nMay be called by whoever is signed in.");
  operation["responses"] = {
      {"200", Answer("Until either side ends it.", "text/event-stream", {{"type", "string"}})},
      {"400", ReferProblem(400)},
      {"401", ReferProblem(401)},
      {"403", ReferProblem(403)},
      {"429", OwnProblem(429, "RESOURCE_EXHAUSTED: TOO_MANY_STREAMS (the user has too many open), RATE_LIMITED, SERVER_BUSY.")},
      {"500", ReferProblem(500)},
      {"503", ReferProblem(503)},
      {"504", ReferProblem(504)}};
  return SignedIn(std::move(operation), Method::kGet);
}

json::object Rendition() {
  json::object operation = Operation(
      "Renditions_Get", "exchange", "A file of a video",
      "A file that a video's `playback` names, for whoever may see the video. `name` may hold slashes. Takes `Range` and conditions.\n\n"
      "May be called by whoever is signed in.");
  json::object id = Parameter(Place::kPath, "video_id", "", {{"type", "string"}}, true);
  id["example"] = "01900000-0000-7000-8000-000000000001";
  json::object name =
      Parameter(Place::kPath, "name", "As `playback` has it; its slashes are sent as they are.", {{"type", "string"}}, true);
  name["example"] = "video.mp4";
  operation["parameters"] =
      json::array{id, name, Parameter(Place::kHeader, "Range", "One range of bytes.", {{"type", "string"}}, false),
                  Parameter(Place::kHeader, "If-None-Match", "The ETag of what one has.", {{"type", "string"}}, false)};
  const json::object file{{"*/*", json::object{}}};
  json::object whole = Answer("The file.");
  whole["headers"] = {{"ETag", Header("Of this file.", "string")}, {"Accept-Ranges", Header("bytes.", "string")}};
  whole["content"] = file;
  json::object part = Answer("The range asked for.");
  part["headers"] = {{"Content-Range", Header("Which bytes these are.", "string")}};
  part["content"] = file;
  operation["responses"] = {
      {"200", whole},
      {"206", part},
      {"304", Answer("It is the one that If-None-Match names.")},
      {"400", ReferProblem(400)},
      {"401", ReferProblem(401)},
      {"403", ReferProblem(403)},
      {"404", OwnProblem(404, "NOT_FOUND: the video, the file, or it is not the caller's to see.")},
      {"416", OwnProblem(416, "OUT_OF_RANGE: the file has no such bytes; Content-Range tells its size.")},
      {"429", ReferProblem(429)},
      {"500", ReferProblem(500)},
      {"503", OwnProblem(503, "UNAVAILABLE: BLOB_UNAVAILABLE, SERVICE_UNAVAILABLE, DATABASE_UNAVAILABLE; try again.")},
      {"504", ReferProblem(504)}};
  return SignedIn(std::move(operation), Method::kGet);
}

json::object Unsubscribe() {
  json::object operation = Operation("Unsubscribe_Post", "notifications", "One click of a mail program (RFC 8058)",
                                     "What the List-Unsubscribe header of a mail names: turns off the mails of its topic. Apps call "
                                     "NotificationsService_Unsubscribe.\n\nAnybody may call it.");
  json::object token = Parameter(Place::kQuery, "token", "Of the mail.", {{"type", "string"}}, true);
  token["example"] = "token";
  operation["parameters"] = json::array{token};
  json::object content =
      Content("application/x-www-form-urlencoded", ObjectOf({{"List-Unsubscribe", {{"type", "string"}, {"enum", {"One-Click"}}}}}));
  operation["requestBody"] = {{"required", false}, {"content", std::move(content)}};
  operation["responses"] = {{"204", Answer("They are off.")},
                            {"400", ReferProblem(400)},
                            {"404", ReferProblem(404)},
                            {"409", ReferProblem(409)},
                            {"413", OwnProblem(413, "RESOURCE_EXHAUSTED: BODY_TOO_LARGE (more than 4 KiB).")},
                            {"429", ReferProblem(429)},
                            {"500", ReferProblem(500)},
                            {"503", ReferProblem(503)},
                            {"504", ReferProblem(504)}};
  return Public(std::move(operation));
}

}  // namespace

void AddOwnAddresses(json::object& paths) {
  AddOperation(paths, "/v1/users/me/events", Method::kGet, Events());
  AddOperation(paths, "/v1/videos/{video_id}/renditions/{name}", Method::kGet, Rendition());
  AddUploads(paths);
  AddOperation(paths, "/unsubscribe", Method::kPost, Unsubscribe());
  AddOperation(paths, "/healthz", Method::kGet, Alive());
  AddOperation(paths, "/readyz", Method::kGet, Ready());
  AddOperation(paths, "/openapi.json", Method::kGet, Document());
  AddOperation(paths, "/protos.tar.gz", Method::kGet, Protos());
}

}  // namespace parley::gateway::openapi
