#include "services/exchange/media/plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace parley::exchange::media {
namespace {

using domain::Failure;
using domain::FailureReason;

constexpr std::array<std::string_view, 8> kVideoCodecs = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg"};
constexpr std::array<std::string_view, 18> kAudioCodecs = {"aac",       "opus",      "vorbis",    "mp3",       "ac3",      "eac3",
                                                           "amr_nb",    "amr_wb",    "alac",      "flac",      "pcm_u8",   "pcm_s16le",
                                                           "pcm_s16be", "pcm_s24le", "pcm_f32le", "pcm_mulaw", "pcm_alaw", "mp2"};
constexpr int kLeastSide = 16;
constexpr int kMostSide = 8192;
constexpr int64_t kMostPixels = int64_t{4096} * 2304;
// Recorders stop a little late, and frames do not end on whole seconds.
constexpr absl::Duration kTolerance = absl::Milliseconds(500);
constexpr double kMostFrameRate = 60.5;
constexpr double kMostBitsPerSecond = 4e6;
constexpr int kShort720 = 720;
constexpr int kShort480 = 480;

template <class Known>
bool Knows(const Known& known, const std::string& codec) {
  return std::find(known.begin(), known.end(), codec) != known.end();
}

struct Size {
  double width = 0;
  double height = 0;
};

// As it is shown: square pixels, upright.
Size ShownSize(const Stream& video) {
  Size size{static_cast<double>(video.width) * video.sample_width / video.sample_height, static_cast<double>(video.height)};
  if (std::abs(video.rotation) % 180 == 90) std::swap(size.width, size.height);
  return size;
}

int Even(double length) { return std::max(2, static_cast<int>(std::lround(length / 2)) * 2); }

// As large as fits in `short_side` and 16:9 of it, never larger than it is.
Rung MakeRung(const Size& size, int short_side, int max_kbits) {
  const double scale =
      std::min({1.0, short_side / std::min(size.width, size.height), short_side * 16.0 / 9 / std::max(size.width, size.height)});
  return {std::to_string(short_side) + "p", Even(size.width * scale), Even(size.height * scale), max_kbits};
}

bool IsSmall(const Size& size, int short_side) { return std::min(size.width, size.height) <= short_side; }

// H.264 and AAC as every browser and phone decodes them, within what we would spend on them ourselves.
bool Fits(Container container, const Stream& video, const Stream* audio, double bits_per_second) {
  const bool profile = video.profile == "High" || video.profile == "Main" || video.profile.find("Baseline") != std::string::npos;
  const bool picture = video.codec == "h264" && profile && video.pixel_format == "yuv420p" && video.rotation == 0 &&
                       video.sample_width == video.sample_height && video.width % 2 == 0 && video.height % 2 == 0;
  const bool size = std::min(video.width, video.height) <= kShort720 && std::max(video.width, video.height) <= kShort720 * 16 / 9;
  const bool pace = video.frame_rate > 0 && video.frame_rate <= kMostFrameRate && bits_per_second <= kMostBitsPerSecond;
  const bool sound = audio == nullptr || (audio->codec == "aac" && audio->profile == "LC" && audio->channels <= 2);
  return container == Container::kIsoMedia && picture && size && pace && sound;
}

std::string InWords(absl::Duration duration) {
  const int64_t seconds = absl::ToInt64Seconds(duration);
  if (seconds < 60) return std::to_string(seconds) + " seconds";
  return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
}

}  // namespace

Failure NotAVideo() {
  return {FailureReason::kNotAVideo, "This file is not a video that can be played: send an MP4, MOV, WebM, MKV or AVI file."};
}
Failure Damaged() {
  return {FailureReason::kDamaged, "The video could not be read to its end: record it again, or send the original file."};
}
Failure TooComplex() {
  return {FailureReason::kTooComplex, "The video is too much work to convert: send it in a smaller size, for example 1080p."};
}

std::optional<Failure> RefuseByHeaders(const Probed& probed) {
  const Stream* video = probed.video();
  const Stream* audio = probed.audio();
  if (video == nullptr && audio == nullptr) return NotAVideo();
  if (video == nullptr) return Failure{FailureReason::kNoPicture, "The file has sound but no picture: record a video."};
  if (!Knows(kVideoCodecs, video->codec)) return NotAVideo();
  if (audio != nullptr && !Knows(kAudioCodecs, audio->codec)) return NotAVideo();
  if (video->width <= 0 || video->height <= 0) return Damaged();
  if (std::max(video->width, video->height) > kMostSide || int64_t{video->width} * video->height > kMostPixels) {
    return Failure{FailureReason::kTooComplex, "The picture is too large: send the video in at most 4K."};
  }
  const Size shown = ShownSize(*video);
  if (std::min({video->width, video->height, static_cast<int>(shown.width)}) < kLeastSide) {
    return Failure{FailureReason::kNotAVideo, "The picture is smaller than 16 by 16 pixels: no player could show it."};
  }
  return std::nullopt;
}

std::optional<Failure> RefuseByDuration(absl::Duration found, absl::Duration claimed, const domain::DurationLimits& limits) {
  if (found > limits.max + kTolerance) {
    return Failure{FailureReason::kTooLong, "The video is longer than " + InWords(limits.max) + ": make it shorter."};
  }
  if (claimed - found > std::max(absl::Seconds(1), claimed * 0.05)) return Damaged();
  if (found < limits.min - kTolerance) {
    return Failure{FailureReason::kTooShort, "The video is shorter than " + InWords(limits.min) + ": say a little more."};
  }
  return std::nullopt;
}

Plan MakePlan(Container container, const Probed& probed, absl::Duration found, int64_t size_bytes) {
  const Stream& video = *probed.video();
  const Stream* audio = probed.audio();
  Plan plan;
  plan.container = container;
  plan.video_index = video.index;
  if (audio != nullptr) plan.audio_index = audio->index;
  plan.fits = Fits(container, video, audio, static_cast<double>(size_bytes) * 8 / std::max(0.1, absl::ToDoubleSeconds(found)));
  const Size size = ShownSize(video);
  if (!IsSmall(size, kShort480)) plan.rungs.push_back(MakeRung(size, kShort720, 2500));
  // Copied streams come in the one size they have.
  if (plan.rungs.empty() || !plan.fits) plan.rungs.push_back(MakeRung(size, kShort480, 1200));
  return plan;
}

}  // namespace parley::exchange::media
