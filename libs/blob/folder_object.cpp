#include "libs/blob/folder_object.h"

#include <unistd.h>

#include <cerrno>

#include "libs/blob/tree.h"

namespace parley::blob {

absl::StatusOr<int64_t> FileReader::Read(int64_t offset, char* buffer, int64_t length) {
  int64_t done = 0;
  while (done < length) {
    const auto count = pread(file_.get(), buffer + done, static_cast<size_t>(length - done), offset + done);
    if (count == 0) break;
    if (count > 0) done += count;
    if (count < 0 && errno != EINTR) return ErrnoStatus("reading an object", errno);
  }
  return done;
}

absl::Status WriteAll(const File& file, int64_t offset, std::string_view data) {
  while (!data.empty()) {
    const auto count = pwrite(file.get(), data.data(), data.size(), offset);
    if (count < 0) {
      if (errno == EINTR) continue;
      return ErrnoStatus("writing an object", errno);
    }
    offset += count;
    data.remove_prefix(static_cast<size_t>(count));
  }
  return absl::OkStatus();
}

absl::Status FileAppender::Write(int64_t offset, std::string_view data) { return WriteAll(file_, offset, data); }

absl::Status FileAppender::Sync() {
  if (fdatasync(file_.get()) != 0) return ErrnoStatus("syncing an object", errno);
  if (!name_is_durable_) {
    if (auto status = SyncFolder(folder_); !status.ok()) return status;
    name_is_durable_ = true;
  }
  return absl::OkStatus();
}

}  // namespace parley::blob
