#include "services/exchange/media/scratch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/time/clock.h"
#include "libs/ids/id.h"
#include "libs/log/log.h"

namespace parley::exchange::media {
namespace {

namespace fs = std::filesystem;

constexpr char kLock[] = "/lock";
constexpr char kPrefix[] = "worker-";

// The descriptor of the locked file, or -1 when somebody holds it, or it is gone.
int TryLock(const std::string& folder, int flags) {
  const int descriptor = open((folder + kLock).c_str(), O_RDWR | O_CLOEXEC | flags, 0600);
  if (descriptor < 0) return -1;
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  close(descriptor);
  return -1;
}

void RemoveDead(const std::string& root) {
  for (const auto& entry : fs::directory_iterator(root)) {
    if (!entry.path().filename().string().starts_with(kPrefix)) continue;
    const int lock = TryLock(entry.path().string(), 0);
    if (lock < 0) continue;
    std::error_code error;
    fs::remove_all(entry.path(), error);
    if (error) log::Warning("a dead worker's scratch folder stays", {{"path", entry.path().string()}, {"error", error.message()}});
    close(lock);
  }
}

}  // namespace

Scratch::Scratch(const std::string& root) : folder_(fs::absolute(root) / (kPrefix + NewUuid(absl::Now()))) {
  fs::create_directories(root);
  RemoveDead(root);
  fs::create_directory(folder_);
  lock_ = TryLock(folder_, O_CREAT);
  if (lock_ < 0) throw std::system_error(errno, std::generic_category(), "locking " + folder_);
}

Scratch::~Scratch() {
  std::error_code error;
  fs::remove_all(folder_, error);
  if (error) log::Warning("the scratch folder stays", {{"path", folder_}, {"error", error.message()}});
  close(lock_);
}

std::string Scratch::Fresh(const std::string& name) const {
  Remove(name);
  std::string path = folder_ + "/" + name;
  fs::create_directory(path);
  return path;
}

void Scratch::Remove(const std::string& name) const { fs::remove_all(folder_ + "/" + name); }

}  // namespace parley::exchange::media
