#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace parley::exchange::media {

// One HLS variant as the master playlist tells of it.
struct Variant {
  std::string playlist;  // "720p/index.m3u8"
  int width = 0;
  int height = 0;
  int64_t peak_bits = 0;  // a second, of its densest segment
  std::string codecs;     // RFC 6381
};

std::string MasterPlaylist(const std::vector<Variant>& variants);

// "avc1.64001f" and, with sound, "mp4a.40.2", read from the variant's initialisation segment. Empty when it holds no H.264.
std::string CodecsOf(const std::string& init_segment, bool has_audio);

// The densest segment of a media playlist. `size_of` tells a segment's size in bytes.
int64_t PeakBits(const std::string& media_playlist, const std::function<int64_t(const std::string& segment)>& size_of);

}  // namespace parley::exchange::media
