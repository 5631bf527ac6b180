#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"

// Private to this library: file descriptors, owned, and errno as a Status.
namespace parley::blob {

class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File();
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  int get() const { return descriptor_; }
  bool open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// NOT_FOUND for ENOENT, RESOURCE_EXHAUSTED for a full disk, else UNAVAILABLE. `what` was being done.
absl::Status ErrnoStatus(const std::string& what, int error);

}  // namespace parley::blob
