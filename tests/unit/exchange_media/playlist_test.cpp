#include "services/exchange/media/playlist.h"

#include "catch2/catch.hpp"

namespace parley::exchange::media {
namespace {

TEST_CASE("the master playlist names each variant with its bandwidth, size and codecs") {
  CHECK(MasterPlaylist({{"720p/index.m3u8", 1280, 720, 2'500'000, "avc1.64001f,mp4a.40.2"}}) ==
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=2500000,RESOLUTION=1280x720,CODECS=\"avc1.64001f,mp4a.40.2\"\n720p/index.m3u8\n");
}

TEST_CASE("codecs are read from the initialisation segment") {
  CHECK(CodecsOf(std::string("....avcC\x01\x64\x00\x1f....", 16), true) == "avc1.64001f,mp4a.40.2");
  CHECK(CodecsOf(std::string("....avcC\x01\x42\xc0\x1e....", 16), false) == "avc1.42c01e");
  CHECK(CodecsOf("no such box", true).empty());
  CHECK(CodecsOf("avcC", true).empty());
}

TEST_CASE("the bandwidth is that of the densest segment") {
  const std::string playlist = "#EXTM3U\n#EXTINF:4.000000,\n0001.m4s\n#EXTINF:2.000000,\n0002.m4s\n#EXT-X-ENDLIST\n";
  CHECK(PeakBits(playlist, [](const std::string&) { return 1000; }) == 4000);
}

}  // namespace
}  // namespace parley::exchange::media
