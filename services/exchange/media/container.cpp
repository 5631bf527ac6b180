#include "services/exchange/media/container.h"

namespace parley::exchange::media {

std::optional<Container> Sniff(std::string_view head) {
  if (head.size() < kSniffed) return std::nullopt;
  const std::string_view box = head.substr(4, 4);
  // QuickTime files of old begin with another box than ftyp.
  for (const std::string_view first : {"ftyp", "moov", "mdat", "wide", "free", "skip"}) {
    if (box == first) return Container::kIsoMedia;
  }
  if (head.starts_with("\x1A\x45\xDF\xA3")) return Container::kMatroska;
  if (head.starts_with("RIFF") && head.substr(8, 4) == "AVI ") return Container::kAvi;
  return std::nullopt;
}

const char* Demuxer(Container container) {
  switch (container) {
    case Container::kIsoMedia:
      return "mov";
    case Container::kMatroska:
      return "matroska";
    case Container::kAvi:
      return "avi";
  }
  return "";
}

}  // namespace parley::exchange::media
