#pragma once

#include <string>
#include <vector>

// Real films, made by ffmpeg for a test.
namespace parley::exchange::media {

// Runs a program of the system, which must succeed; answers what it wrote to stdout.
std::string Run(const std::vector<std::string>& words);

// H.264 and AAC in an MP4, as a phone's camera makes it, with a place and a title in its metadata.
std::string PhoneFilm(const std::string& folder, double seconds, const std::string& size = "640x360",
                      const std::vector<std::string>& more = {});

// VP8 and Opus in WebM written to a pipe: no duration in the header, as a browser's MediaRecorder leaves it.
std::string RecorderFilm(const std::string& folder, double seconds);

// `-show_streams -show_format` of a film, as ffprobe's flat lines.
std::string Probe(const std::string& path);

std::string ReadFile(const std::string& path);

}  // namespace parley::exchange::media
