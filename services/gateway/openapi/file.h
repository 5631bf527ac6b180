#pragma once

#include "absl/status/statusor.h"
#include "services/gateway/web/files.h"

namespace parley::gateway::openapi {

// /openapi.json, as web::Send serves it. Else as DocumentText.
absl::StatusOr<web::File> MakeFile();

}  // namespace parley::gateway::openapi
