#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "services/gateway/http/request.h"
#include "services/gateway/http/response.h"

// What tus 1.0 (core, creation, expiration) says in headers.
namespace parley::gateway::uploads {

inline constexpr int64_t kMaxUploadBytes = int64_t{2} << 30;

// Why a request is refused: an HTTP status, and the problem told. `http_status` 0: it is not.
struct Refusal {
  int http_status = 0;
  absl::Status problem;
};

// 412 unless Tus-Resumable is 1.0.0.
Refusal CheckVersion(const http::Request& request);

// A PATCH: where its bytes belong. 400, 415.
struct Patch {
  int64_t offset = 0;
};
Refusal ReadPatch(const http::Request& request, Patch& patch);
// 409 when the upload stands elsewhere, 413 when the announced bytes would go beyond its size.
Refusal CheckPatch(const http::Request& request, const Patch& patch, int64_t offset, int64_t size);

// A POST that creates. Metadata: prompt_id or reply_to_video_id, filetype. 400, 413.
struct Creation {
  int64_t length = 0;
  std::string prompt_id;
  std::string reply_to_video_id;
  std::string media_type;
  std::string request_id;
};
Refusal ReadCreation(const http::Request& request, Creation& creation);

// Every answer but OPTIONS' carries Tus-Resumable; a 412 also Tus-Version.
http::Response TusResponse(int status);
http::Response TusProblem(const Refusal& refusal);
// An answer to OPTIONS.
http::Response Capabilities();

}  // namespace parley::gateway::uploads
