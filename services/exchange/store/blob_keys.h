#pragma once

#include <string>

#include "libs/ids/id.h"

// Where a video's bytes are in the blob store.
namespace parley::exchange::store {

inline std::string UploadKey(const VideoId& id) { return "uploads/" + id.text(); }
// Everything a video is played from; each attempt of the media worker has a folder of its own below.
inline std::string RenditionsFolder(const VideoId& id) { return "renditions/" + id.text() + "/"; }

}  // namespace parley::exchange::store
