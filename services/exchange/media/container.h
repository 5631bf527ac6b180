#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace parley::exchange::media {

// What we read: ISO base media (MP4, QuickTime, 3GP), Matroska (WebM), AVI.
enum class Container { kIsoMedia, kMatroska, kAvi };

// Bytes that Sniff wants to see.
inline constexpr size_t kSniffed = 16;

// Tells a container by its first bytes, never by name or claim. nullopt for anything else, playlists and texts above all: ffmpeg, left to
// itself, would open the files and addresses they name.
std::optional<Container> Sniff(std::string_view head);

// The one demuxer ffmpeg may use on it.
const char* Demuxer(Container container);

}  // namespace parley::exchange::media
