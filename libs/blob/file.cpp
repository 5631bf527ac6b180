#include "libs/blob/file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "libs/errors/error.h"

namespace parley::blob {

File::~File() {
  if (open()) close(descriptor_);
}

absl::Status ErrnoStatus(const std::string& what, int error) {
  const std::string message = what + ": " + std::strerror(error);
  if (error == ENOENT || error == ENOTDIR) return errors::NotFound("object");
  if (error == ENOSPC || error == EDQUOT) return errors::ResourceExhausted("DISK_FULL", message, absl::Minutes(1));
  return errors::Unavailable("BLOB_UNAVAILABLE", message);
}

}  // namespace parley::blob
