#include "services/exchange/media/probe.h"

#include "catch2/catch.hpp"

namespace parley::exchange::media {
namespace {

TEST_CASE("what ffprobe says is read by stream") {
  const Probed probed = ParseProbe(
      "streams.stream.0.index=0\nstreams.stream.0.codec_type=\"video\"\nstreams.stream.0.codec_name=\"mjpeg\"\n"
      "streams.stream.0.disposition.attached_pic=1\n"
      "streams.stream.1.index=1\nstreams.stream.1.codec_name=\"h264\"\nstreams.stream.1.codec_type=\"video\"\nstreams.stream.1.width=1920\n"
      "streams.stream.1.height=1080\nstreams.stream.1.sample_aspect_ratio=\"4:3\"\nstreams.stream.1.avg_frame_rate=\"30000/1001\"\n"
      "streams.stream.1.side_data_list.side_data.0.rotation=-90\n"
      "streams.stream.2.index=2\nstreams.stream.2.codec_type=\"audio\"\nstreams.stream.2.channels=1\nformat.duration=\"12.500000\"\n");
  REQUIRE(probed.streams.size() == 3);
  REQUIRE(probed.video() != nullptr);
  CHECK(probed.video()->index == 1);
  CHECK(probed.video()->rotation == -90);
  CHECK(probed.video()->sample_width == 4);
  CHECK(probed.video()->frame_rate == Approx(29.97).margin(0.01));
  REQUIRE(probed.audio() != nullptr);
  CHECK(probed.audio()->channels == 1);
  CHECK(probed.duration == absl::Milliseconds(12'500));
}

TEST_CASE("what is not told, or is nonsense, is nothing") {
  const Probed probed = ParseProbe("garbage\nstreams.stream.0.codec_type=\"video\"\nstreams.stream.0.width=N/A\nformat.duration=\"N/A\"\n");
  REQUIRE(probed.video() != nullptr);
  CHECK(probed.video()->width == 0);
  CHECK(probed.duration == absl::ZeroDuration());
  CHECK(ParseProbe("").video() == nullptr);
}

TEST_CASE("the last time that ffmpeg reports counts") {
  CHECK(ParseOutTime("out_time_us=1000\nprogress=continue\nout_time_us=2500000\nprogress=end\n") == absl::Milliseconds(2500));
  CHECK_FALSE(ParseOutTime("out_time_us=N/A\n").has_value());
  CHECK_FALSE(ParseOutTime("out_time_us=-5\n").has_value());
  CHECK_FALSE(ParseOutTime("").has_value());
}

}  // namespace
}  // namespace parley::exchange::media
