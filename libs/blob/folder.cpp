#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <system_error>

#include "libs/blob/folder_object.h"
#include "libs/blob/store.h"
#include "libs/blob/tree.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"

namespace parley::blob {
namespace {

namespace fs = std::filesystem;

// Below the root, for files on their way in. No key has capital letters, so no object is ever in its place.
constexpr char kIncoming[] = "Incoming";

absl::Status CheckKey(std::string_view key) {
  if (IsKey(key)) return absl::OkStatus();
  return errors::InvalidField("key", "must be 1 to 200 of a-z, 0-9, '.', '_', '-' and '/', without empty, \".\" or \"..\" segments");
}

// What a process left behind when it was killed while it copied.
void RemoveStale(const fs::path& incoming) {
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(24);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(incoming, error)) {
    if (entry.last_write_time(error) < old && !error) fs::remove(entry.path(), error);
    if (error) log::Warning("a stale file stays", {{"path", entry.path().string()}, {"error", error.message()}});
  }
}

absl::Status CopyBytes(const File& from, const File& to) {
  std::array<char, 262'144> buffer{};
  for (int64_t offset = 0;;) {
    const auto count = pread(from.get(), buffer.data(), buffer.size(), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrnoStatus("reading a file", errno);
    if (count == 0) return absl::OkStatus();
    if (auto status = WriteAll(to, offset, {buffer.data(), static_cast<size_t>(count)}); !status.ok()) return status;
    offset += count;
  }
}

class Folder final : public Store {
 public:
  explicit Folder(const std::string& root) : root_(fs::absolute(root).lexically_normal().string()) {
    fs::create_directories(fs::path(root_) / kIncoming);
    RemoveStale(fs::path(root_) / kIncoming);
  }

  absl::StatusOr<std::unique_ptr<Reader>> Open(std::string_view key) override {
    auto file = OpenExisting(key);
    if (!file.ok()) return file.status();
    struct stat found {};
    if (fstat(file->get(), &found) != 0) return ErrnoStatus("opening an object", errno);
    return std::make_unique<FileReader>(*std::move(file), found.st_size);
  }

  absl::StatusOr<std::unique_ptr<Appender>> Append(std::string_view key) override {
    if (auto status = CheckKey(key); !status.ok()) return status;
    auto place = FindPlace(root_, key, Missing::kCreate);
    if (!place.ok()) return place.status();
    auto file = OpenRegular(*place, O_WRONLY | O_CREAT);
    if (!file.ok()) return file.status();
    return std::make_unique<FileAppender>(*std::move(file), std::move(place->folder));
  }

  absl::Status PutFile(std::string_view key, const std::string& path) override {
    if (auto status = CheckKey(key); !status.ok()) return status;
    const File source(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat found {};
    if (!source.open() || fstat(source.get(), &found) != 0) return ErrnoStatus("opening a file to store", errno);
    if (!S_ISREG(found.st_mode)) return absl::InvalidArgumentError("only a regular file can be stored");
    const auto place = FindPlace(root_, key, Missing::kCreate);
    if (!place.ok()) return place.status();
    struct stat target {};
    if (fstat(place->folder.get(), &target) != 0) return ErrnoStatus("opening a folder", errno);
    if (found.st_dev != target.st_dev) return CopyInto(*place, source);
    if (fsync(source.get()) != 0) return ErrnoStatus("syncing a file to store", errno);
    return MoveInto(*place, path);
  }

  absl::StatusOr<std::string> LocalPath(std::string_view key) override {
    const auto file = OpenExisting(key);
    if (!file.ok()) return file.status();
    return root_ + "/" + std::string(key);
  }

  absl::Status Remove(std::string_view key) override {
    const bool is_tree = !key.empty() && key.back() == '/';
    if (is_tree) key.remove_suffix(1);
    if (auto status = CheckKey(key); !status.ok()) return status;
    const auto place = FindPlace(root_, key, Missing::kFail);
    if (!place.ok()) return absl::IsNotFound(place.status()) ? absl::OkStatus() : place.status();
    if (is_tree) return RemoveTree(*place);
    if (unlinkat(place->folder.get(), place->name.c_str(), 0) == 0) return SyncFolder(place->folder);
    return errno == ENOENT ? absl::OkStatus() : ErrnoStatus("removing an object", errno);
  }

 private:
  absl::StatusOr<File> OpenExisting(std::string_view key) {
    if (auto status = CheckKey(key); !status.ok()) return status;
    const auto place = FindPlace(root_, key, Missing::kFail);
    if (!place.ok()) return place.status();
    return OpenRegular(*place, O_RDONLY);
  }

  // From another file system: by way of a file beside the objects, so that the object appears whole.
  absl::Status CopyInto(const Place& place, const File& source) {
    std::string path = root_ + "/" + kIncoming + "/XXXXXX";
    const File copy(mkostemp(path.data(), O_CLOEXEC));
    if (!copy.open()) return ErrnoStatus("making a file", errno);
    absl::Status status = CopyBytes(source, copy);
    if (status.ok() && (fchmod(copy.get(), 0640) != 0 || fsync(copy.get()) != 0)) status = ErrnoStatus("syncing an object", errno);
    if (status.ok()) status = MoveInto(place, path);
    if (!status.ok() && unlink(path.c_str()) != 0) log::Warning("a stale file stays", {{"path", path}});
    return status;
  }

  const std::string root_;
};

}  // namespace

std::unique_ptr<Store> OpenFolder(const std::string& root) { return std::make_unique<Folder>(root); }

}  // namespace parley::blob
