#include "services/exchange/media/playlist.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace parley::exchange::media {

std::string MasterPlaylist(const std::vector<Variant>& variants) {
  std::string text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n";
  for (const Variant& variant : variants) {
    text += "#EXT-X-STREAM-INF:BANDWIDTH=" + std::to_string(variant.peak_bits) + ",RESOLUTION=" + std::to_string(variant.width) + "x" +
            std::to_string(variant.height) + ",CODECS=\"" + variant.codecs + "\"\n" + variant.playlist + "\n";
  }
  return text;
}

std::string CodecsOf(const std::string& init_segment, bool has_audio) {
  // avcC: version, profile, compatible profiles, level.
  const auto box = init_segment.find("avcC");
  if (box == std::string::npos || box + 8 > init_segment.size()) return "";
  const auto byte = [&](size_t place) { return static_cast<unsigned>(static_cast<unsigned char>(init_segment[box + place])); };
  char codec[16];
  std::snprintf(codec, sizeof(codec), "avc1.%02x%02x%02x", byte(5), byte(6), byte(7));
  return std::string(codec) + (has_audio ? ",mp4a.40.2" : "");
}

int64_t PeakBits(const std::string& media_playlist, const std::function<int64_t(const std::string& segment)>& size_of) {
  constexpr char kInfo[] = "#EXTINF:";
  int64_t peak = 1;
  double seconds = 0;
  std::istringstream lines(media_playlist);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kInfo)) seconds = std::strtod(line.c_str() + sizeof(kInfo) - 1, nullptr);
    if (line.empty() || line.front() == '#' || seconds <= 0) continue;
    peak = std::max(peak, static_cast<int64_t>(static_cast<double>(size_of(line)) * 8 / seconds));
  }
  return peak;
}

}  // namespace parley::exchange::media
