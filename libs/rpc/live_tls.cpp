#include "libs/rpc/live_tls.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "libs/log/log.h"
#include "libs/time/pause.h"

namespace parley::rpc {
namespace {

constexpr absl::Duration kPause = absl::Seconds(1);
constexpr unsigned kGrpcPauseSeconds = 1;

// A file in memory with this text.
int Memory(const std::string& text) {
  const int descriptor = memfd_create("parley-tls", MFD_CLOEXEC);
  if (descriptor < 0 || write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("there is no memory for certificates");
  }
  return descriptor;
}

Pems Checked(const TlsFiles& files) {
  auto pems = ReadPems(files);
  const absl::Status status = pems.ok() ? CheckPems(files, *pems) : pems.status();
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
  return *std::move(pems);
}

std::string Pair(const Pems& pems) { return pems.key + "\n" + pems.certificate; }

}  // namespace

StagedText::StagedText(const std::string& text) : descriptor_(Memory(text)), path_("/proc/self/fd/" + std::to_string(descriptor_)) {}

// The descriptor is never closed: gRPC's threads go on reading for a while after the last credentials, and must not find another file
// there.
void StagedText::Replace(const std::string& text) {
  const int fresh = Memory(text);
  const int replaced = dup3(fresh, descriptor_, O_CLOEXEC);
  close(fresh);
  if (replaced < 0) throw std::runtime_error("a certificate in memory cannot be replaced");
}

std::shared_ptr<LiveTls> LiveTls::Of(const TlsFiles& files) {
  static std::mutex mutex;
  static std::map<std::tuple<std::string, std::string, std::string>, std::weak_ptr<LiveTls>> known;
  const std::lock_guard lock(mutex);
  std::weak_ptr<LiveTls>& entry = known[{files.ca, files.certificate, files.key}];
  std::shared_ptr<LiveTls> live = entry.lock();
  if (live == nullptr) entry = live = std::make_shared<LiveTls>(files);
  return live;
}

LiveTls::LiveTls(const TlsFiles& files) : files_(files), used_(Checked(files)) {
  pair_.emplace(Pair(used_));
  if (!files_.ca.empty()) ca_.emplace(used_.ca);
  provider_ = std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(pair_->path(), pair_->path(), ca_ ? ca_->path() : "",
                                                                                   kGrpcPauseSeconds);
  watcher_ = std::jthread([this](const std::stop_token& stop) { Watch(stop); });
}

void LiveTls::Watch(const std::stop_token& stop) {
  Pause pause;
  while (true) {
    pause.For(kPause, stop);
    if (stop.stop_requested()) return;
    try {
      Look();
    } catch (const std::exception& error) {
      log::Warning("certificates were not looked at", {{"error", error.what()}});
    }
  }
}

void LiveTls::Look() {
  const auto pems = ReadPems(files_);
  if (pems.ok() && *pems == used_) {
    flaw_.clear();
    return;
  }
  const absl::Status status = pems.ok() ? Take(*pems) : pems.status();
  const std::string flaw(status.message());
  if (flaw == std::exchange(flaw_, flaw)) return;  // said before
  if (!flaw.empty()) log::Warning("changed certificates are not used, those of before are", {{"error", flaw}});
}

absl::Status LiveTls::Take(const Pems& pems) {
  if (auto status = CheckPems(files_, pems); !status.ok()) return status;
  if (ca_) {
    if (auto status = CheckVouched(files_, pems); !status.ok()) return status;
  }
  // The CA first: who is of a new one is let in before we are.
  if (ca_ && pems.ca != used_.ca) ca_->Replace(pems.ca);
  if (Pair(pems) != Pair(used_)) pair_->Replace(Pair(pems));
  used_ = pems;
  log::Info("changed certificates are used from now on", {{"certificate", files_.certificate}});
  return absl::OkStatus();
}

}  // namespace parley::rpc
