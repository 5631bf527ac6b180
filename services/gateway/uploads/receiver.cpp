#include "services/gateway/uploads/receiver.h"

#include <chrono>

namespace parley::gateway::uploads {
namespace {

// What a crash of ours, or a token that expires under way, can cost a client at most.
constexpr int64_t kRecordBytes = 16 << 20;
constexpr std::chrono::seconds kRecordEvery{20};

}  // namespace

bool Receiver::due() const {
  return written_ - ledger_.upload().offset() >= kRecordBytes || std::chrono::steady_clock::now() - recorded_at_ >= kRecordEvery;
}

http::Task<absl::Status> Receiver::Fill() {
  while (filled_ < kPieceBytes) {
    const auto count = co_await turn_.Read(piece_.get() + filled_, kPieceBytes - filled_);
    if (!count.ok()) co_return count.status();
    ended_ = *count == 0;
    if (ended_) break;
    filled_ += *count;
  }
  co_return absl::OkStatus();
}

http::Task<absl::Status> Receiver::WritePiece() {
  if (filled_ == 0) co_return absl::OkStatus();
  const std::string_view bytes(piece_.get(), filled_);
  const std::function<absl::Status()> write = [this, bytes] { return blob_.Write(written_, bytes); };
  const absl::Status status = co_await files_.Run<absl::Status>(write);
  if (status.ok()) {
    written_ += static_cast<int64_t>(filled_);
    filled_ = 0;
  }
  co_return status;
}

http::Task<absl::Status> Receiver::Record() {
  recorded_at_ = std::chrono::steady_clock::now();
  if (written_ == ledger_.upload().offset()) co_return absl::OkStatus();
  if (written_ == ledger_.upload().size_bytes()) {
    const std::function<absl::Status()> sync = [this] { return blob_.Sync(); };
    const absl::Status synced = co_await files_.Run<absl::Status>(sync);
    if (!synced.ok()) co_return synced;
  }
  co_return co_await ledger_.Advance(written_);
}

http::Task<absl::Status> Receiver::Receive() {
  absl::Status received;
  absl::Status stored;
  while (received.ok() && stored.ok() && !ended_) {
    received = co_await Fill();
    if (static_cast<int64_t>(filled_) > ledger_.upload().size_bytes() - written_) {
      filled_ = static_cast<size_t>(ledger_.upload().size_bytes() - written_);
      received = absl::OutOfRangeError("The body is longer than the upload.");
    }
    stored = co_await WritePiece();
    if (stored.ok() && due()) stored = co_await Record();
  }
  const absl::Status recorded = co_await Record();
  co_return !stored.ok() ? stored : !recorded.ok() ? recorded : received;
}

}  // namespace parley::gateway::uploads
