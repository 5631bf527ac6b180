#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Objects by key. Keys are relative paths of [a-z0-9._/-] without "..", checked here. A folder today; any S3 behind the same interface
// later.
namespace parley::blob {

// True for keys the stores take: 1 to 200 characters, no empty, "." or ".." segment.
bool IsKey(std::string_view key);

// An object opened for reading; stays readable if it is removed meanwhile. Closes on destruction.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual int64_t size() const = 0;
  // Reads up to `length` bytes at `offset` into `buffer`; fewer only at the end. Errors: UNAVAILABLE.
  virtual absl::StatusOr<int64_t> Read(int64_t offset, char* buffer, int64_t length) = 0;
  // The file descriptor behind it for sendfile, or -1 when there is none.
  virtual int descriptor() const { return -1; }
};

// An object being written at increasing offsets by one writer (an upload). Closes on destruction without syncing.
class Appender {
 public:
  virtual ~Appender() = default;
  // Writes all of `data` at `offset`. Bytes are in the kernel when it returns (safe against kill -9 of us). Errors: RESOURCE_EXHAUSTED
  // (disk full), UNAVAILABLE.
  virtual absl::Status Write(int64_t offset, std::string_view data) = 0;
  // On disk when it returns (fdatasync).
  virtual absl::Status Sync() = 0;
};

// Thread-safe.
class Store {
 public:
  virtual ~Store() = default;
  // NOT_FOUND when there is no such object.
  virtual absl::StatusOr<std::unique_ptr<Reader>> Open(std::string_view key) = 0;
  // Creates the object when it does not exist. Bytes beyond what the upload's owner recorded may exist after a crash and are overwritten.
  virtual absl::StatusOr<std::unique_ptr<Appender>> Append(std::string_view key) = 0;
  // Stores a whole local file under the key, atomically and durably; replaces what is there. The file may be moved away.
  virtual absl::Status PutFile(std::string_view key, const std::string& path) = 0;
  // The object as a local path for a program to read. NOT_FOUND.
  virtual absl::StatusOr<std::string> LocalPath(std::string_view key) = 0;
  // Removing what is not there is fine. A key ending in '/' removes everything under it.
  virtual absl::Status Remove(std::string_view key) = 0;
};

// Objects as files below `root` (created if missing; std::filesystem::filesystem_error when it cannot be).
std::unique_ptr<Store> OpenFolder(const std::string& root);

}  // namespace parley::blob
