#include <boost/json/array.hpp>

#include "services/gateway/openapi/access.h"
#include "services/gateway/openapi/own_addresses.h"
#include "services/gateway/openapi/parts.h"
#include "services/gateway/openapi/responses.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;
using http::Method;

constexpr std::string_view kWhole = "/v1/uploads";
constexpr std::string_view kOne = "/v1/uploads/{video_id}";

json::object Sent(std::string_view name, std::string_view description, json::value example) {
  json::object parameter = Parameter(Place::kHeader, name, description, {{"type", example.is_int64() ? "integer" : "string"}}, true);
  parameter["example"] = std::move(example);
  return parameter;
}

json::object Version() { return Sent("Tus-Resumable", "The version of tus.", "1.0.0"); }

json::object VideoId() {
  json::object parameter = Parameter(Place::kPath, "video_id", "The video that the bytes are of.", {{"type", "string"}}, true);
  parameter["example"] = "01900000-0000-7000-8000-000000000001";
  return parameter;
}

json::object Answer(std::string_view description, json::object headers) {
  headers["Tus-Resumable"] = Header("1.0.0.", "string");
  return {{"description", description}, {"headers", std::move(headers)}};
}

json::object Standing() {
  return {{"Upload-Offset", Header("Bytes stored: go on from there.", "integer")},
          {"Upload-Expires", Header("When what is missing is waited for no more.", "string")}};
}

// Those of every request on an upload, and its own.
json::object Problems(json::object own) {
  json::object responses{{"401", ReferProblem(401)},
                         {"403", ReferProblem(403)},
                         {"412", OwnProblem(412, "INVALID_ARGUMENT: TUS_VERSION (Tus-Resumable is not 1.0.0).")},
                         {"429", ReferProblem(429)},
                         {"500", ReferProblem(500)},
                         {"503", ReferProblem(503)},
                         {"504", ReferProblem(504)}};
  for (auto& entry : own) responses[entry.key()] = std::move(entry.value());
  return responses;
}

json::object OneUploadProblems(json::object more) {
  more["404"] = OwnProblem(404, "NOT_FOUND: the upload, or it is not the caller's.");
  more["400"] = ReferProblem(400);
  more["410"] = OwnProblem(410, "FAILED_PRECONDITION: UPLOAD_CLOSED (it is whole, withdrawn or expired).");
  more["423"] = OwnProblem(423, "ABORTED: UPLOAD_LOCKED (another request still writes it; try again).");
  return Problems(std::move(more));
}

json::object Operation(std::string_view id, std::string_view summary, std::string_view description, Method method) {
  api::v1::Access access;
  access.set_signed_in(true);
  return {{"operationId", id},
          {"tags", json::array{"exchange"}},
          {"summary", summary},
          {"description", description},
          {"security", SecurityOf(access, method)}};
}

json::object Options(std::string_view id) {
  json::object operation = Operation(id, "What the uploads can do (tus)", "Anybody may call it.", Method::kOptions);
  operation["security"] = json::array{};
  operation["responses"] = {
      {"204", Answer("tus 1.0.0 with creation and expiration.", {{"Tus-Version", Header("1.0.0.", "string")},
                                                                 {"Tus-Extension", Header("What more it can.", "string")},
                                                                 {"Tus-Max-Size", Header("Bytes.", "integer")}})}};
  return operation;
}

json::object Create() {
  json::object operation =
      Operation("Uploads_Create", "Start a video (tus creation)",
                "For clients that speak tus alone: does what ExchangeService_CreateVideo does.\n\nMay be called by whoever is "
                "signed in.",
                Method::kPost);
  json::object key = Parameter(Place::kHeader, "Idempotency-Key", "Without one each request starts a video of its own.",
                               {{"type", "string"}, {"format", "uuid"}}, false);
  operation["parameters"] = {Version(), Sent("Upload-Length", "The size of the file in bytes.", 1048576),
                             Sent("Upload-Metadata", "tus pairs: prompt_id or reply_to_video_id, and filetype (`video/…`), each in base64.",
                                  "prompt_id MDE5MDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAx,filetype dmlkZW8vbXA0"),
                             key};
  json::object responses = Problems({{"400", OwnProblem(400, "INVALID_ARGUMENT, FAILED_PRECONDITION: as ExchangeService_CreateVideo.")},
                                     {"404", OwnProblem(404, "NOT_FOUND: what is answered.")},
                                     {"409", ReferProblem(409)},
                                     {"413", OwnProblem(413, "INVALID_ARGUMENT: UPLOAD_TOO_LONG.")}});
  responses["201"] = Answer("It is started.", {{"Location", Header("Where its bytes go.", "string")}});
  operation["responses"] = std::move(responses);
  return operation;
}

json::object Stand() {
  json::object operation = Operation("Uploads_Head", "Where an upload stands (tus)", "May be called by the video's author.", Method::kHead);
  operation["parameters"] = {VideoId(), Version()};
  json::object headers = Standing();
  headers["Upload-Length"] = Header("Bytes in all.", "integer");
  json::object responses = OneUploadProblems({});
  responses["200"] = Answer("It stands at Upload-Offset.", std::move(headers));
  for (auto& [status, response] : responses) {  // a HEAD is answered without content
    if (response.as_object().contains("$ref")) response = json::object{{"description", "As a problem, without its content."}};
    response.as_object().erase("content");
  }
  operation["responses"] = std::move(responses);
  return operation;
}

json::object Piece(std::string_view id, std::string_view summary, Method method) {
  json::object operation =
      Operation(id, summary,
                "Bytes from Upload-Offset on. However the request ends, what came is kept: ask by HEAD and go on. The last byte is "
                "answered when all are on the disk.\n\nMay be called by the video's author.",
                method);
  operation["parameters"] = {VideoId(), Version(), Sent("Upload-Offset", "Where these bytes belong.", 0)};
  operation["requestBody"] = {{"required", true},
                              {"content", Content("application/offset+octet-stream", {{"type", "string"}, {"format", "binary"}})}};
  json::object responses = OneUploadProblems(
      {{"409", OwnProblem(409, "ABORTED: OFFSET_MISMATCH (the upload stands elsewhere).")},
       {"413", OwnProblem(413, "INVALID_ARGUMENT, OUT_OF_RANGE: UPLOAD_TOO_LONG (more than the upload's size).")},
       {"415", OwnProblem(415, "INVALID_ARGUMENT: UNSUPPORTED_MEDIA_TYPE (the body must be application/offset+octet-stream).")},
       {"507", OwnProblem(507, "RESOURCE_EXHAUSTED: DISK_FULL.")}});
  responses["204"] = Answer("They are kept.", Standing());
  operation["responses"] = std::move(responses);
  return operation;
}

json::object Override() {
  json::object operation = Piece("Uploads_Override", "Send bytes, where PATCH does not get through (tus)", Method::kPost);
  operation["parameters"].as_array().push_back(Sent("X-HTTP-Method-Override", "PATCH.", "PATCH"));
  operation["responses"].as_object()["405"] = OwnProblem(405, "UNIMPLEMENTED: METHOD_NOT_ALLOWED (without X-HTTP-Method-Override: PATCH).");
  return operation;
}

}  // namespace

void AddUploads(json::object& paths) {
  AddOperation(paths, kWhole, Method::kPost, Create());
  AddOperation(paths, kWhole, Method::kOptions, Options("Uploads_Capabilities"));
  AddOperation(paths, kOne, Method::kHead, Stand());
  AddOperation(paths, kOne, Method::kPatch, Piece("Uploads_Patch", "Send bytes (tus)", Method::kPatch));
  AddOperation(paths, kOne, Method::kPost, Override());
  json::object capabilities = Options("Uploads_CapabilitiesOfOne");
  capabilities["parameters"] = {VideoId()};
  AddOperation(paths, kOne, Method::kOptions, std::move(capabilities));
}

}  // namespace parley::gateway::openapi
