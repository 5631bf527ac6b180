#include "services/exchange/media/container.h"

#include <string>

#include "catch2/catch.hpp"

namespace parley::exchange::media {
namespace {

std::string Padded(std::string head) {
  head.resize(kSniffed, '\0');
  return head;
}

TEST_CASE("a container is told by its first bytes") {
  CHECK(Sniff(Padded(std::string("\0\0\0\x20", 4) + "ftypisom")) == Container::kIsoMedia);
  CHECK(Sniff(Padded(std::string("\0\0\0\x08", 4) + "wide")) == Container::kIsoMedia);
  CHECK(Sniff(Padded("\x1A\x45\xDF\xA3")) == Container::kMatroska);
  CHECK(Sniff(Padded(std::string("RIFF\0\0\0\0", 8) + "AVI LIST")) == Container::kAvi);
}

TEST_CASE("texts, playlists, sounds and stumps are no container") {
  for (const std::string head : {"#EXTM3U\n#EXTINF:1\n/etc/passwd", "ffconcat version 1.0\n", "RIFF....WAVEfmt ....",
                                 "<?xml version=\"1.0\"?>", "a letter to my grandmother", "ftypisomftypisom"}) {
    INFO(head);
    CHECK_FALSE(Sniff(Padded(head)).has_value());
  }
  CHECK_FALSE(Sniff("").has_value());
  CHECK_FALSE(Sniff(std::string("\0\0\0\x20", 4) + "ftyp").has_value());
}

}  // namespace
}  // namespace parley::exchange::media
