#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/exchange/media/container.h"
#include "services/exchange/media/plan.h"

// The words ffprobe and ffmpeg are called with. They run in the scratch folder and write there by relative names.
namespace parley::exchange::media {

inline constexpr char kMp4[] = "video.mp4";
inline constexpr char kPoster[] = "poster.jpg";
inline constexpr char kMaster[] = "master.m3u8";

std::vector<std::string> ProbeCommand(Container container, const std::string& input);
// Reads every packet without decoding, and tells the duration by `-progress`.
std::vector<std::string> ScanCommand(const Plan& plan, const std::string& input);
// Makes everything in one go: the MP4, each rung's HLS, the poster. Stops at `most` of the film.
std::vector<std::string> MakeCommand(const Plan& plan, const std::string& input, absl::Duration most);
// The first frame of the MP4 that was made, for a film without a frame where the poster is usually taken.
std::vector<std::string> PosterCommand();

}  // namespace parley::exchange::media
