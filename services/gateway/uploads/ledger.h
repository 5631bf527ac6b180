#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "libs/time/clock.h"
#include "parley/exchange/v1/internal.pb.h"
#include "services/gateway/visit.h"

namespace parley::gateway::uploads {

// An upload as the exchange keeps it, seen with its author's token.
class Ledger {
 public:
  Ledger(const Visit& visit, std::string_view token, const Clock& clock);

  // Where the upload stands.
  http::Task<absl::Status> Load();
  // Moves the offset. Tried again for a few seconds while the exchange can't be reached: the bytes are there, and sending them again is
  // dear.
  http::Task<absl::Status> Advance(int64_t to_offset);

  const exchange::v1::UploadStatus& upload() const { return upload_; }

 private:
  const Visit& visit_;
  std::string_view token_;
  const Clock& clock_;
  int exchange_;
  exchange::v1::UploadStatus upload_;
};

}  // namespace parley::gateway::uploads
