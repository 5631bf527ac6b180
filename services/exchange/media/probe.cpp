#include "services/exchange/media/probe.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>

namespace parley::exchange::media {
namespace {

using Values = std::map<std::string, std::string>;

// Lines such as `streams.stream.0.codec_name="h264"`.
Values ReadLines(const std::string& text) {
  Values values;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find('=');
    if (equals == std::string::npos) continue;
    std::string value = line.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    values.emplace(line.substr(0, equals), std::move(value));
  }
  return values;
}

// What ffprobe leaves out, or calls N/A, is zero.
template <class Number>
Number NumberOf(const std::string& text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// "30000/1001", "1:1".
std::pair<int64_t, int64_t> PairOf(const std::string& text, char between) {
  const auto place = text.find(between);
  if (place == std::string::npos) return {0, 0};
  return {NumberOf<int64_t>(text.substr(0, place)), NumberOf<int64_t>(text.substr(place + 1))};
}

absl::Duration DurationOf(const std::string& text) {
  const auto seconds = NumberOf<double>(text);
  return seconds > 0 && seconds < 1e9 ? absl::Seconds(seconds) : absl::ZeroDuration();
}

Stream ReadStream(Values& values, const std::string& prefix) {
  Stream stream;
  stream.index = NumberOf<int>(values[prefix + "index"]);
  stream.type = values[prefix + "codec_type"];
  stream.codec = values[prefix + "codec_name"];
  stream.profile = values[prefix + "profile"];
  stream.pixel_format = values[prefix + "pix_fmt"];
  stream.width = NumberOf<int>(values[prefix + "width"]);
  stream.height = NumberOf<int>(values[prefix + "height"]);
  stream.channels = NumberOf<int>(values[prefix + "channels"]);
  stream.is_cover = values[prefix + "disposition.attached_pic"] == "1";
  stream.frame_count = NumberOf<int64_t>(values[prefix + "nb_frames"]);
  stream.duration = DurationOf(values[prefix + "duration"]);
  const auto [sample_width, sample_height] = PairOf(values[prefix + "sample_aspect_ratio"], ':');
  if (sample_width > 0 && sample_height > 0 && sample_width < 1000 && sample_height < 1000) {
    stream.sample_width = static_cast<int>(sample_width);
    stream.sample_height = static_cast<int>(sample_height);
  }
  const auto [frames, seconds] = PairOf(values[prefix + "avg_frame_rate"], '/');
  if (seconds > 0) stream.frame_rate = static_cast<double>(frames) / static_cast<double>(seconds);
  for (int i = 0; i < 4 && stream.rotation == 0; ++i) {
    stream.rotation = NumberOf<int>(values[prefix + "side_data_list.side_data." + std::to_string(i) + ".rotation"]);
  }
  return stream;
}

const Stream* FirstOf(const std::vector<Stream>& streams, const std::string& type) {
  const auto found =
      std::find_if(streams.begin(), streams.end(), [&type](const Stream& stream) { return stream.type == type && !stream.is_cover; });
  return found == streams.end() ? nullptr : &*found;
}

}  // namespace

const Stream* Probed::video() const { return FirstOf(streams, "video"); }
const Stream* Probed::audio() const { return FirstOf(streams, "audio"); }

Probed ParseProbe(const std::string& text) {
  Values values = ReadLines(text);
  Probed probed;
  for (int i = 0;; ++i) {
    const std::string prefix = "streams.stream." + std::to_string(i) + ".";
    if (!values.contains(prefix + "codec_type")) break;
    probed.streams.push_back(ReadStream(values, prefix));
  }
  probed.duration = DurationOf(values["format.duration"]);
  return probed;
}

std::optional<absl::Duration> ParseOutTime(const std::string& progress) {
  constexpr char kKey[] = "out_time_us=";
  const auto place = progress.rfind(kKey);
  if (place == std::string::npos) return std::nullopt;
  const std::string value = progress.substr(place + sizeof(kKey) - 1, 20);
  int64_t microseconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), microseconds);
  if (error != std::errc() || microseconds < 0) return std::nullopt;
  return absl::Microseconds(microseconds);
}

}  // namespace parley::exchange::media
