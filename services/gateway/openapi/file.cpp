#include "services/gateway/openapi/file.h"

#include <utility>

#include "services/gateway/http/representation.h"
#include "services/gateway/openapi/document.h"

namespace parley::gateway::openapi {
absl::StatusOr<web::File> MakeFile() {
  auto text = DocumentText();
  if (!text.ok()) return text.status();
  web::File file{.content = *std::move(text), .packed = {}, .media_type = "application/json", .etag = {}};
  file.packed = http::Gzip(file.content, http::Effort::kBest);
  file.etag = http::MakeEntityTag(file.content);
  return file;
}

}  // namespace parley::gateway::openapi
