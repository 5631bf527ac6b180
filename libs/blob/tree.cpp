#include "libs/blob/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "libs/errors/error.h"

namespace parley::blob {
namespace {

constexpr mode_t kFolderMode = 0750;
constexpr mode_t kFileMode = 0640;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

absl::Status CreateFolder(const File& parent, const std::string& name) {
  if (mkdirat(parent.get(), name.c_str(), kFolderMode) == 0) return SyncFolder(parent);
  return errno == EEXIST ? absl::OkStatus() : ErrnoStatus("making a folder", errno);
}

absl::StatusOr<File> Enter(const File& parent, const std::string& name, Missing missing) {
  File folder(openat(parent.get(), name.c_str(), kFolderFlags));
  if (!folder.open() && errno == ENOENT && missing == Missing::kCreate) {
    if (auto status = CreateFolder(parent, name); !status.ok()) return status;
    folder = File(openat(parent.get(), name.c_str(), kFolderFlags));
  }
  if (!folder.open()) return ErrnoStatus("opening a folder", errno);
  return folder;
}

// Removes one name of a folder, with all below it.
absl::Status RemoveName(const File& folder, const std::string& name, bool is_folder) {
  if (is_folder) return RemoveTree(Place{File(dup(folder.get())), name});
  if (unlinkat(folder.get(), name.c_str(), 0) == 0 || errno == ENOENT) return absl::OkStatus();
  return ErrnoStatus("removing an object", errno);
}

bool IsFolder(const File& folder, const char* name) {
  struct stat found {};
  return fstatat(folder.get(), name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(found.st_mode);
}

}  // namespace

absl::StatusOr<Place> FindPlace(const std::string& root, std::string_view key, Missing missing) {
  File folder(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open()) return errors::Unavailable("BLOB_UNAVAILABLE", "the folder of objects cannot be opened");
  for (auto slash = key.find('/'); slash != std::string_view::npos; slash = key.find('/')) {
    auto next = Enter(folder, std::string(key.substr(0, slash)), missing);
    if (!next.ok()) return next.status();
    folder = *std::move(next);
    key.remove_prefix(slash + 1);
  }
  return Place{std::move(folder), std::string(key)};
}

absl::StatusOr<File> OpenRegular(const Place& place, int flags) {
  File file(openat(place.folder.get(), place.name.c_str(), flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, kFileMode));
  if (!file.open()) return ErrnoStatus("opening an object", errno);
  struct stat found {};
  if (fstat(file.get(), &found) != 0) return ErrnoStatus("opening an object", errno);
  if (!S_ISREG(found.st_mode)) return errors::NotFound("object");
  return file;
}

absl::Status RemoveTree(const Place& place) {
  File folder(openat(place.folder.get(), place.name.c_str(), kFolderFlags));
  if (!folder.open()) return errno == ENOENT ? absl::OkStatus() : ErrnoStatus("opening a folder", errno);
  const std::unique_ptr<DIR, CloseFolder> listing(fdopendir(dup(folder.get())));
  if (!listing) return ErrnoStatus("listing a folder", errno);
  while (const dirent* entry = readdir(listing.get())) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (auto status = RemoveName(folder, name, IsFolder(folder, entry->d_name)); !status.ok()) return status;
  }
  if (unlinkat(place.folder.get(), place.name.c_str(), AT_REMOVEDIR) != 0 && errno != ENOENT) {
    return ErrnoStatus("removing a folder", errno);
  }
  return SyncFolder(place.folder);
}

absl::Status SyncFolder(const File& folder) { return fsync(folder.get()) == 0 ? absl::OkStatus() : ErrnoStatus("syncing a folder", errno); }

absl::Status MoveInto(const Place& place, const std::string& path) {
  if (renameat(AT_FDCWD, path.c_str(), place.folder.get(), place.name.c_str()) != 0) return ErrnoStatus("storing an object", errno);
  return SyncFolder(place.folder);
}

}  // namespace parley::blob
