#include "services/gateway/uploads/tus.h"

#include <map>

#include "absl/strings/escaping.h"
#include "libs/errors/error.h"
#include "services/gateway/http/target.h"
#include "services/gateway/problem.h"

namespace parley::gateway::uploads {
namespace {

constexpr std::string_view kVersion = "1.0.0";

Refusal Refuse(int http_status, absl::StatusCode code, std::string reason, const std::string& message) {
  return {http_status, errors::WithDetails(absl::Status(code, message), {.reason = std::move(reason)})};
}

Refusal RefuseHeader(const char* header, std::string description) { return {400, errors::InvalidField(header, std::move(description))}; }

// "name base64,name base64,name" (tus 1.0, Upload-Metadata). False when malformed.
bool ParseMetadata(std::string_view text, std::map<std::string, std::string>& metadata) {
  while (!text.empty()) {
    const size_t comma = text.find(',');
    const std::string_view pair = http::Trim(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    const size_t space = pair.find(' ');
    const std::string name(pair.substr(0, space));
    const std::string encoded(space == std::string_view::npos ? std::string_view() : http::Trim(pair.substr(space + 1)));
    std::string value;
    if (name.empty() || !absl::Base64Unescape(encoded, &value) || !http::IsUtf8(value)) return false;
    if (!metadata.emplace(name, value).second) return false;
  }
  return true;
}

}  // namespace

Refusal CheckVersion(const http::Request& request) {
  if (request.Find("tus-resumable") == kVersion) return {};
  return Refuse(412, absl::StatusCode::kInvalidArgument, "TUS_VERSION",
                "Uploads speak tus 1.0.0: send the header \"Tus-Resumable: 1.0.0\".");
}

Refusal ReadPatch(const http::Request& request, Patch& patch) {
  const std::string_view type = request.Find("content-type");
  if (!http::EqualIgnoringCase(http::Trim(type.substr(0, type.find(';'))), "application/offset+octet-stream")) {
    return Refuse(415, absl::StatusCode::kInvalidArgument, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/offset+octet-stream.");
  }
  const auto offset = http::ParseCount(request.Find("upload-offset"));
  if (!offset || request.Count("upload-offset") != 1) return RefuseHeader("Upload-Offset", "Must be one number of bytes, 0 or more.");
  patch.offset = *offset;
  return {};
}

Refusal CheckPatch(const http::Request& request, const Patch& patch, int64_t offset, int64_t size) {
  if (patch.offset != offset) {
    return Refuse(409, absl::StatusCode::kAborted, "OFFSET_MISMATCH",
                  "The upload stands at " + std::to_string(offset) + ": go on from there.");
  }
  if (request.content_length.value_or(0) > size - offset) {
    return Refuse(413, absl::StatusCode::kInvalidArgument, "UPLOAD_TOO_LONG", "The upload has " + std::to_string(size) + " bytes in all.");
  }
  return {};
}

Refusal ReadCreation(const http::Request& request, Creation& creation) {
  if (!request.Find("upload-defer-length").empty()) return RefuseHeader("Upload-Defer-Length", "The length must be known at the start.");
  const auto length = http::ParseCount(request.Find("upload-length"));
  if (!length || request.Count("upload-length") != 1) return RefuseHeader("Upload-Length", "Must be one number of bytes, 0 or more.");
  if (*length > kMaxUploadBytes) {
    return Refuse(413, absl::StatusCode::kInvalidArgument, "UPLOAD_TOO_LONG",
                  "No upload may be longer than " + std::to_string(kMaxUploadBytes) + " bytes.");
  }
  if (request.has_body())
    return Refuse(400, absl::StatusCode::kInvalidArgument, "UNEXPECTED_BODY", "Create the upload first, then send its bytes by PATCH.");
  std::map<std::string, std::string> metadata;
  if (!ParseMetadata(request.Find("upload-metadata"), metadata))
    return RefuseHeader("Upload-Metadata", "Must be names with base64 values, by commas.");
  creation.length = *length;
  creation.prompt_id = metadata["prompt_id"];
  creation.reply_to_video_id = metadata["reply_to_video_id"];
  creation.media_type = metadata["filetype"];
  creation.request_id = std::string(request.Find("idempotency-key"));
  return {};
}

http::Response TusResponse(int status) {
  http::Response response{.status = status};
  response.Add("Tus-Resumable", kVersion).Add("Cache-Control", "no-store");
  return response;
}

http::Response TusProblem(const Refusal& refusal) {
  http::Response response = Problem(refusal.problem, refusal.http_status);
  response.Add("Tus-Resumable", kVersion);
  if (refusal.http_status == 412) response.Add("Tus-Version", kVersion);
  return response;
}

http::Response Capabilities() {
  http::Response response = TusResponse(204);
  response.Add("Tus-Version", kVersion).Add("Tus-Extension", "creation,expiration").Add("Tus-Max-Size", std::to_string(kMaxUploadBytes));
  return response;
}

}  // namespace parley::gateway::uploads
