#pragma once

#include <cstdint>
#include <utility>

#include "libs/blob/file.h"
#include "libs/blob/store.h"

// Private to this library: one object of a folder, open.
namespace parley::blob {

class FileReader final : public Reader {
 public:
  FileReader(File file, int64_t size) : file_(std::move(file)), size_(size) {}
  int64_t size() const override { return size_; }
  absl::StatusOr<int64_t> Read(int64_t offset, char* buffer, int64_t length) override;
  int descriptor() const override { return file_.get(); }

 private:
  const File file_;
  const int64_t size_;
};

class FileAppender final : public Appender {
 public:
  // `folder` is where the file's name stands, which Sync makes durable too.
  FileAppender(File file, File folder) : file_(std::move(file)), folder_(std::move(folder)) {}
  absl::Status Write(int64_t offset, std::string_view data) override;
  absl::Status Sync() override;

 private:
  const File file_;
  const File folder_;
  bool name_is_durable_ = false;
};

// Writes all of `data` at `offset`.
absl::Status WriteAll(const File& file, int64_t offset, std::string_view data);

}  // namespace parley::blob
