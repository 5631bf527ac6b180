#include "tests/service/exchange_media/films.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "services/exchange/media/program.h"

namespace parley::exchange::media {
namespace {

std::vector<std::string> Joined(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

std::vector<std::string> Scene(double seconds, const std::string& size) {
  const std::string length = ":duration=" + std::to_string(seconds);
  return {"/usr/bin/ffmpeg",
          "-v",
          "error",
          "-y",
          "-f",
          "lavfi",
          "-i",
          "testsrc2=rate=25:size=" + size + length,
          "-f",
          "lavfi",
          "-i",
          "sine=frequency=330:sample_rate=48000" + length};
}

}  // namespace

std::string Run(const std::vector<std::string>& words) {
  const Outcome outcome = RunProgram(words, "/tmp", Bounds(), [](const std::string&) { return true; });
  if (!outcome.ok()) throw std::runtime_error(words.front() + ": " + outcome.err);
  return outcome.out;
}

std::string PhoneFilm(const std::string& folder, double seconds, const std::string& size, const std::vector<std::string>& more) {
  std::string path = folder + "/phone.mp4";
  std::vector<std::string> words = Joined(
      Scene(seconds, size), {"-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac", "-metadata",
                             "location=+33.8938+035.5018/", "-metadata", "title=My home", "-metadata:s:v", "title=My street"});
  Run(Joined(Joined(std::move(words), more), {path}));
  return path;
}

std::string RecorderFilm(const std::string& folder, double seconds) {
  std::string path = folder + "/recorder.webm";
  std::string command;
  for (const std::string& word : Scene(seconds, "320x240")) command += "'" + word + "' ";
  Run({"/bin/sh", "-c", command + "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 1500k -c:a libopus -f webm - | cat > " + path});
  return path;
}

std::string Probe(const std::string& path) {
  return Run({"/usr/bin/ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "flat", path});
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace parley::exchange::media
