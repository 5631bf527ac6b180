#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

// What ffprobe says of a file: claims of its headers, to be tested against its content.
namespace parley::exchange::media {

struct Stream {
  int index = 0;
  std::string type;   // "video", "audio", …
  std::string codec;  // "h264"
  std::string profile;
  std::string pixel_format;
  int width = 0;  // as stored
  int height = 0;
  int sample_width = 1;  // shape of a pixel
  int sample_height = 1;
  int rotation = 0;  // degrees
  double frame_rate = 0;
  int channels = 0;
  bool is_cover = false;  // a still picture attached to music
  int64_t frame_count = 0;
  absl::Duration duration;
};

struct Probed {
  std::vector<Stream> streams;
  absl::Duration duration;  // zero when not told

  // The first picture, and the first sound; nullptr when there is none.
  const Stream* video() const;
  const Stream* audio() const;
};

// Reads `ffprobe -of flat`.
Probed ParseProbe(const std::string& text);

// The last `out_time_us` of `ffmpeg -progress`; nullopt when it told none.
std::optional<absl::Duration> ParseOutTime(const std::string& progress);

}  // namespace parley::exchange::media
