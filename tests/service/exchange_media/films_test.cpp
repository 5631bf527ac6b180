// What becomes of real files.
#include <filesystem>
#include <fstream>

#include "catch2/catch.hpp"
#include "tests/service/exchange_media/films.h"
#include "tests/service/exchange_media/workshop.h"

namespace parley::exchange::media {
namespace {

using Catch::Contains;
using domain::FailureReason;
using domain::State;

void CheckFailed(Workshop& workshop, const domain::Video& video, FailureReason reason) {
  CHECK(video.state == State::kFailed);
  CHECK(static_cast<int>(video.failure.reason) == static_cast<int>(reason));
  CHECK(video.failure.message.ends_with("."));
  CHECK(workshop.RenditionNames(video.id).empty());
  CHECK(workshop.CountEvents("VideoFailed") == 1);
  CHECK(workshop.CountEvents("VideoPublished") == 0);
}

std::string Text(Workshop& workshop, const std::string& name, const std::string& content) {
  std::string path = workshop.folder() + "/" + name;
  std::ofstream(path) << content;
  return path;
}

// H.264 as every browser plays it, whole, and nothing of where or what in it.
void CheckPlayable(Workshop& workshop, const domain::Video& video, int width, int height, double seconds) {
  INFO(video.failure.message);
  REQUIRE(video.state == State::kPublished);
  CHECK(absl::ToDoubleSeconds(video.playable.duration) == Approx(seconds).margin(0.3));
  CHECK(video.playable.width == width);
  CHECK(video.playable.height == height);
  const std::string mp4 = Probe(workshop.Rendition(video.id, "video.mp4"));
  CHECK_THAT(mp4, Contains("codec_name=\"h264\"") && Contains("codec_name=\"aac\"") && Contains("pix_fmt=\"yuv420p\""));
  CHECK_THAT(mp4, Contains("width=" + std::to_string(width)) && Contains("height=" + std::to_string(height)));
  CHECK_THAT(mp4, !Contains("tags.location") && !Contains("tags.title") && !Contains("My home") && !Contains("My street"));
  CHECK_THAT(Probe(workshop.Rendition(video.id, "poster.jpg")),
             Contains("codec_name=\"mjpeg\"") && Contains("width=" + std::to_string(width)));
  const std::string master = ReadFile(workshop.Rendition(video.id, "master.m3u8"));
  CHECK_THAT(master,
             Contains("RESOLUTION=" + std::to_string(width) + "x" + std::to_string(height)) && Contains("avc1.") && Contains("mp4a.40.2"));
  // moov before mdat: playing begins before all is loaded.
  const std::string bytes = ReadFile(workshop.Rendition(video.id, "video.mp4"));
  CHECK(bytes.find("moov") < bytes.find("mdat"));
  CHECK(bytes.find("My home") == std::string::npos);
  CHECK(workshop.CountEvents("VideoPublished") == 1);
  // The upload is on the list of what to remove.
  static constexpr postgres::Statement kRemovals{"TestRemovals", "SELECT blob_key FROM blob_removals"};
  CHECK(workshop.db().Execute(kRemovals).front().Get<std::string>(0) == "uploads/" + video.id.text());
}

// Each variant of the HLS, put together again, plays as long as the film.
void CheckHls(Workshop& workshop, const domain::Video& video, const std::string& rung, double seconds) {
  const std::string playlist = ReadFile(workshop.Rendition(video.id, rung + "/index.m3u8"));
  CHECK_THAT(playlist, Contains("#EXT-X-ENDLIST") && Contains("init.mp4") && Contains("0001.m4s"));
  const std::filesystem::path folder = std::filesystem::path(workshop.Rendition(video.id, rung + "/index.m3u8")).parent_path();
  const std::string probed = Run(
      {"/usr/bin/ffprobe", "-v", "error", "-allowed_extensions", "ALL", "-show_format", "-of", "flat", (folder / "index.m3u8").string()});
  const auto place = probed.find("format.duration=\"");
  REQUIRE(place != std::string::npos);
  CHECK(std::stod(probed.substr(place + 17)) == Approx(seconds).margin(0.3));
  for (const std::string& name : workshop.RenditionNames(video.id)) {
    if (name.starts_with(rung)) workshop.Rendition(video.id, name);
  }
}

TEST_CASE("a phone's film that fits is copied, without where it was taken") {
  Workshop workshop;
  const std::string path = PhoneFilm(workshop.folder(), 6);
  const domain::Video video = workshop.Made(path);
  CheckPlayable(workshop, video, 640, 360, 6);
  CheckHls(workshop, video, "480p", 6);
  // The picture is the same, byte for byte.
  const auto hash = [](const std::string& film) {
    return Run({"/usr/bin/ffmpeg", "-v", "error", "-i", film, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"});
  };
  CHECK(hash(path) == hash(workshop.Rendition(video.id, "video.mp4")));
}

TEST_CASE("a larger film comes in two sizes") {
  Workshop workshop;
  const domain::Video video = workshop.Made(PhoneFilm(workshop.folder(), 5, "1920x1080"));
  CheckPlayable(workshop, video, 1280, 720, 5);
  CheckHls(workshop, video, "720p", 5);
  CheckHls(workshop, video, "480p", 5);
  CHECK_THAT(ReadFile(workshop.Rendition(video.id, "master.m3u8")), Contains("RESOLUTION=854x480"));
}

TEST_CASE("a browser's recording, whose header tells no duration, becomes a film that does") {
  Workshop workshop;
  const std::string path = RecorderFilm(workshop.folder(), 4);
  REQUIRE_THAT(Probe(path), Contains("format.duration=\"N/A\""));
  const domain::Video video = workshop.Made(path);
  CheckPlayable(workshop, video, 320, 240, 4);
  CheckHls(workshop, video, "480p", 4);
}

TEST_CASE("a film held upright stays upright") {
  Workshop workshop;
  const std::string flat = PhoneFilm(workshop.folder(), 4, "640x360");
  const std::string upright = workshop.folder() + "/upright.mp4";
  Run({"/usr/bin/ffmpeg", "-v", "error", "-y", "-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90", upright});
  CheckPlayable(workshop, workshop.Made(upright), 360, 640, 4);
}

TEST_CASE("a film without sound is a film") {
  Workshop workshop;
  const domain::Video video = workshop.Made(PhoneFilm(workshop.folder(), 4, "1280x960", {"-an"}));
  REQUIRE(video.state == State::kPublished);
  CHECK_THAT(ReadFile(workshop.Rendition(video.id, "master.m3u8")), !Contains("mp4a"));
}

TEST_CASE("what is no video is refused before ffmpeg reads it") {
  Workshop workshop;
  SECTION("a text") {
    CheckFailed(workshop, workshop.Made(Text(workshop, "a.mp4", "Dear grandmother, I am well.")), FailureReason::kNotAVideo);
  }
  SECTION("nothing much") { CheckFailed(workshop, workshop.Made(Text(workshop, "a.mp4", "x")), FailureReason::kNotAVideo); }
  SECTION("a playlist that names a file of the system") {
    const std::string playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
    CheckFailed(workshop, workshop.Made(Text(workshop, "a.mp4", playlist)), FailureReason::kNotAVideo);
  }
  SECTION("a list of files to put together") {
    CheckFailed(workshop, workshop.Made(Text(workshop, "a.mp4", "ffconcat version 1.0\nfile /etc/passwd\n")), FailureReason::kNotAVideo);
  }
  SECTION("a playlist that begins like an MP4") {
    const std::string playlist = std::string("\0\0\0\x18", 4) + "ftypisom\n#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n";
    CheckFailed(workshop, workshop.Made(Text(workshop, "a.mp4", playlist)), FailureReason::kDamaged);
  }
}

TEST_CASE("a film with sound alone is refused") {
  Workshop workshop;
  const std::string path = PhoneFilm(workshop.folder(), 4, "640x360", {"-vn"});
  CheckFailed(workshop, workshop.Made(path), FailureReason::kNoPicture);
}

TEST_CASE("a film that is too short or too long is refused by what is in it") {
  Workshop workshop;
  SECTION("too short") { CheckFailed(workshop, workshop.Made(PhoneFilm(workshop.folder(), 1)), FailureReason::kTooShort); }
  SECTION("too long") { CheckFailed(workshop, workshop.Made(PhoneFilm(workshop.folder(), 12)), FailureReason::kTooLong); }
  SECTION("too long, and its header does not tell") {
    CheckFailed(workshop, workshop.Made(RecorderFilm(workshop.folder(), 12)), FailureReason::kTooLong);
  }
}

TEST_CASE("a film whose end is missing is refused as damaged") {
  Workshop workshop;
  SECTION("with its index at the end") {
    const std::string path = PhoneFilm(workshop.folder(), 6);
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    CheckFailed(workshop, workshop.Made(path), FailureReason::kDamaged);
  }
  SECTION("with its index at the beginning") {
    const std::string path = PhoneFilm(workshop.folder(), 6, "640x360", {"-movflags", "+faststart"});
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
    CheckFailed(workshop, workshop.Made(path), FailureReason::kDamaged);
  }
}

TEST_CASE("a film with garbage in its middle never ends the worker") {
  Workshop workshop;
  const std::string path = PhoneFilm(workshop.folder(), 6);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path) / 3));
  file << std::string(50'000, '\x55');
  file.close();
  const domain::Video video = workshop.Made(path);
  CHECK((video.state == State::kPublished || video.failure.reason == FailureReason::kDamaged));
}

TEST_CASE("pictures that are too small or too large are refused") {
  Workshop workshop;
  SECTION("8 by 8") { CheckFailed(workshop, workshop.Made(PhoneFilm(workshop.folder(), 4, "8x8")), FailureReason::kNotAVideo); }
  SECTION("8K") {
    const std::string path = PhoneFilm(workshop.folder(), 0.2, "7680x4320", {"-g", "1"});
    CheckFailed(workshop, workshop.Made(path), FailureReason::kTooComplex);
  }
}

}  // namespace
}  // namespace parley::exchange::media
