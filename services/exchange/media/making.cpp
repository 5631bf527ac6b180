#include "services/exchange/media/making.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "libs/log/log.h"
#include "services/exchange/media/command.h"
#include "services/exchange/media/container.h"
#include "services/exchange/media/plan.h"
#include "services/exchange/media/playlist.h"
#include "services/exchange/media/probe.h"

namespace parley::exchange::media {
namespace {

namespace fs = std::filesystem;

using domain::Failure;

constexpr Bounds kQuick{absl::Minutes(2), absl::Minutes(2), int64_t{1} << 30, int64_t{3} << 30, 256};
constexpr Bounds kLong{absl::Minutes(40), absl::Minutes(60), int64_t{1} << 30, int64_t{3} << 30, 256};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string ReadHead(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("could not open the upload");
  std::string head(kSniffed, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<size_t>(file.gcount()));
  return head;
}

// On a full disk programs fail in many ways, and what they wrote looks damaged. Less room than this is none.
constexpr std::uintmax_t kLeastRoom = 16 << 20;
constexpr char kNoRoom[] = "No space left on device";

bool IsFull(const std::string& folder) {
  std::error_code error;
  const fs::space_info space = fs::space(folder, error);
  return !error && space.available < kLeastRoom;
}

const char* MediaType(const fs::path& path) {
  static const std::map<std::string, const char*> kTypes = {
      {".mp4", "video/mp4"}, {".m4s", "video/iso.segment"}, {".m3u8", "application/vnd.apple.mpegurl"}, {".jpg", "image/jpeg"}};
  const auto found = kTypes.find(path.extension().string());
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

// One film on its way. Each step leaves `end` when it found one.
class Making {
 public:
  Making(const Sandbox& sandbox, const std::string& input, const std::string& scratch, const domain::DurationLimits& limits,
         const KeepGoing& keep_going)
      : sandbox_(sandbox), input_(input), scratch_(scratch), limits_(limits), keep_going_(keep_going) {}

  std::variant<Made, Failure, Broken> Run() {
    const auto container = Sniff(ReadHead(input_));
    if (!container) return NotAVideo();
    plan_.container = *container;
    if (!ProbeInput() || !Scan() || !Make() || !ProbeResult()) return std::visit([](auto end) { return Result(end); }, *end_);
    return Finish();
  }

 private:
  using Result = std::variant<Made, Failure, Broken>;

  bool End(std::variant<Failure, Broken> end) {
    // The film is not to blame: it is tried again later.
    if (std::holds_alternative<Failure>(end) && IsFull(scratch_)) throw std::runtime_error("there is no room to make it");
    end_ = std::move(end);
    return false;
  }

  // Runs a program; false when that ended the making. `failed` is what a plain failure of it means.
  bool Try(const std::vector<std::string>& words, const Bounds& bounds, const Failure& failed, Outcome& outcome) {
    outcome = sandbox_.Run(words, input_, scratch_, bounds, [this](const std::string& out) { return keep_going_(Percent(out)); });
    if (outcome.ok()) return true;
    log::Info(
        "a program did not succeed",
        {{"program", words.front()}, {"exit_code", outcome.exit_code}, {"end", static_cast<int>(outcome.end)}, {"error", outcome.err}});
    switch (outcome.end) {
      case Outcome::End::kStopped:
        return End(Broken::kStopped);
      case Outcome::End::kCrashed:
        return End(Broken::kCrashed);
      case Outcome::End::kBounded:
        return End(TooComplex());
      case Outcome::End::kExited:
        break;
    }
    if (outcome.err.find(kNoRoom) != std::string::npos) throw std::runtime_error("there was no room to make it");
    return End(outcome.err.find("Cannot allocate memory") != std::string::npos ? TooComplex() : failed);
  }

  int Percent(const std::string& progress) const {
    const auto done = ParseOutTime(progress);
    if (!done || found_ <= absl::ZeroDuration()) return 0;
    return std::clamp(static_cast<int>(100 * absl::FDivDuration(*done, found_)), 0, 99);
  }

  bool ProbeInput() {
    Outcome outcome;
    if (!Try(ProbeCommand(plan_.container, sandbox_.InputPath(input_)), kQuick, Damaged(), outcome)) return false;
    probed_ = ParseProbe(outcome.out);
    if (auto refused = RefuseByHeaders(probed_)) return End(*refused);
    plan_ = MakePlan(plan_.container, probed_, absl::ZeroDuration(), 0);
    return true;
  }

  // The packets tell how long the film is, whatever its header says.
  bool Scan() {
    Outcome outcome;
    if (!Try(ScanCommand(plan_, sandbox_.InputPath(input_)), kQuick, Damaged(), outcome)) return false;
    const auto found = ParseOutTime(outcome.out);
    if (!found) return End(Damaged());
    const bool header_counts = plan_.container == Container::kIsoMedia;
    if (auto refused = RefuseByDuration(*found, header_counts ? probed_.duration : absl::ZeroDuration(), limits_)) return End(*refused);
    found_ = *found;
    plan_ = MakePlan(plan_.container, probed_, found_, static_cast<int64_t>(fs::file_size(input_)));
    return true;
  }

  bool Make() {
    if (RunMake()) return true;
    // What can't be copied as it is may still be encoded anew.
    const bool plain_failure = std::holds_alternative<Failure>(*end_);
    if (!plan_.fits || !plain_failure) return false;
    plan_.fits = false;
    end_.reset();
    return RunMake();
  }

  bool RunMake() {
    for (const auto& entry : fs::directory_iterator(scratch_)) fs::remove_all(entry.path());
    for (const Rung& rung : plan_.rungs) fs::create_directory(scratch_ + "/" + rung.name);
    Outcome outcome;
    if (!Try(MakeCommand(plan_, sandbox_.InputPath(input_), limits_.max + absl::Seconds(1)), kLong, Damaged(), outcome)) return false;
    if (outcome.err.find(kNoRoom) != std::string::npos) throw std::runtime_error("there was no room to make it");
    if (plan_.fits && !outcome.err.empty()) {
      log::Info("a film that fits did not decode cleanly", {{"error", outcome.err}});
      return End(Damaged());
    }
    if (IsFilled(kPoster)) return true;
    return Try(PosterCommand(), kQuick, Damaged(), outcome) && (IsFilled(kPoster) || End(Damaged()));
  }

  bool IsFilled(const std::string& name) const {
    std::error_code error;
    const auto size = fs::file_size(scratch_ + "/" + name, error);
    return !error && size > 0;
  }

  // What was decoded, or copied, is what counts.
  bool ProbeResult() {
    Outcome outcome;
    if (!Try(ProbeCommand(Container::kIsoMedia, kMp4), kQuick, Damaged(), outcome)) return false;
    result_ = ParseProbe(outcome.out);
    const Stream* video = result_.video();
    if (video == nullptr || video->frame_count == 0) return End(Damaged());
    if (auto refused = RefuseByDuration(result_.duration, found_, limits_)) return End(*refused);
    return true;
  }

  Result Finish() {
    std::vector<Variant> variants;
    for (const Rung& rung : plan_.rungs) {
      const std::string folder = scratch_ + "/" + rung.name + "/";
      const auto size_of = [&folder](const std::string& segment) { return static_cast<int64_t>(fs::file_size(folder + segment)); };
      variants.push_back({rung.name + "/index.m3u8", rung.width, rung.height, PeakBits(ReadFile(folder + "index.m3u8"), size_of),
                          CodecsOf(ReadFile(folder + "init.mp4"), plan_.audio_index.has_value())});
    }
    std::ofstream master(scratch_ + "/" + kMaster);
    master << MasterPlaylist(variants);
    master.close();
    if (!master) throw std::runtime_error("could not write the playlist");

    Made made;
    made.playable = {result_.duration, result_.video()->width, result_.video()->height};
    for (const auto& entry : fs::recursive_directory_iterator(scratch_)) {
      // Never a link: what is stored is what was written here.
      if (entry.symlink_status().type() != fs::file_type::regular) continue;
      made.files.push_back({fs::relative(entry.path(), scratch_).string(), MediaType(entry.path())});
    }
    std::sort(made.files.begin(), made.files.end(), [](const MadeFile& a, const MadeFile& b) { return a.name < b.name; });
    return made;
  }

  const Sandbox& sandbox_;
  const std::string& input_;
  const std::string& scratch_;
  const domain::DurationLimits& limits_;
  const KeepGoing& keep_going_;
  Plan plan_;
  Probed probed_;
  absl::Duration found_;
  Probed result_;
  std::optional<std::variant<Failure, Broken>> end_;
};

}  // namespace

std::variant<Made, Failure, Broken> MakePlayable(const Sandbox& sandbox, const std::string& input, const std::string& scratch,
                                                 const domain::DurationLimits& limits, const KeepGoing& keep_going) {
  return Making(sandbox, input, scratch, limits, keep_going).Run();
}

}  // namespace parley::exchange::media
