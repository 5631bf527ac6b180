#pragma once

#include <memory>

#include "libs/blob/store.h"
#include "services/gateway/file_threads.h"
#include "services/gateway/http/turn.h"
#include "services/gateway/uploads/ledger.h"

namespace parley::gateway::uploads {

// All the memory an upload takes beside its connection's.
inline constexpr size_t kPieceBytes = size_t{192} * 1024;

// Moves the body of one PATCH into the blob and keeps the ledger.
class Receiver {
 public:
  Receiver(http::Turn& turn, Ledger& ledger, blob::Appender& blob, FileThreads& files)
      : turn_(turn), ledger_(ledger), blob_(blob), files_(files), written_(ledger.upload().offset()) {}

  // OK when the body ended and all of it is recorded. CANCELLED when the client is gone or was asked to end: what had arrived is recorded.
  // OUT_OF_RANGE when more came than the upload takes (its size is kept, the rest is not read). Other errors: of the blob, of the exchange.
  http::Task<absl::Status> Receive();

 private:
  // Fills the piece; what ended it: OK for a full piece or the body's end (then `ended_`).
  http::Task<absl::Status> Fill();
  http::Task<absl::Status> WritePiece();
  http::Task<absl::Status> Record();
  bool due() const;

  http::Turn& turn_;
  Ledger& ledger_;
  blob::Appender& blob_;
  FileThreads& files_;
  std::unique_ptr<char[]> piece_ = std::make_unique_for_overwrite<char[]>(kPieceBytes);
  size_t filled_ = 0;
  int64_t written_;
  bool ended_ = false;
  std::chrono::steady_clock::time_point recorded_at_ = std::chrono::steady_clock::now();
};

}  // namespace parley::gateway::uploads
