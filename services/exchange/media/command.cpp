#include "services/exchange/media/command.h"

namespace parley::exchange::media {
namespace {

using Words = std::vector<std::string>;

// The decoders ffmpeg may load, whatever a file asks for.
constexpr char kDecoders[] =
    "h264,hevc,vp8,vp9,libdav1d,libaom-av1,av1,mpeg4,h263,mjpeg,aac,opus,libopus,vorbis,mp3,mp3float,mp2,mp2float,ac3,eac3,amrnb,amrwb,"
    "alac,"
    "flac,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le,pcm_mulaw,pcm_alaw";

void Add(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

// Reading: this demuxer, these decoders, this file; no other protocol, no file it may name.
Words Input(Container container, const std::string& path) {
  return {"-protocol_whitelist", "file", "-codec_whitelist", kDecoders, "-f", Demuxer(container), "-i", "file:" + path};
}

Words Map(const Plan& plan, const std::string& picture) {
  Words words = {"-map", picture};
  if (plan.audio_index) Add(words, {"-map", "0:" + std::to_string(*plan.audio_index)});
  // Where a film was taken, and by whose phone, is nobody's business.
  Add(words, {"-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1"});
  return words;
}

Words Encode(const Rung& rung, absl::Duration most) {
  return {"-c:v",
          "libx264",
          "-preset",
          "veryfast",
          "-profile:v",
          "high",
          "-crf",
          "23",
          "-maxrate",
          std::to_string(rung.max_kbits) + "k",
          "-bufsize",
          std::to_string(2 * rung.max_kbits) + "k",
          "-force_key_frames",
          "expr:gte(t,n_forced*2)",
          "-sc_threshold",
          "0",
          "-fps_mode",
          "cfr",
          "-fpsmax",
          "30",
          "-c:a",
          "aac",
          "-b:a",
          "128k",
          "-ac",
          "2",
          "-ar",
          "48000",
          "-af",
          "aresample=async=1:first_pts=0",
          "-flags",
          "+global_header",
          "-t",
          std::to_string(absl::ToDoubleSeconds(most))};
}

// One encoding, two files: the MP4 and the HLS of the same rung.
Words ToMp4AndHls(const Rung& rung) {
  return {"-f", "tee",
          "[f=mp4:movflags=+faststart]" + std::string(kMp4) + "|[f=hls:hls_time=4:hls_playlist_type=vod:hls_segment_type=fmp4:" +
              "hls_fmp4_init_filename=init.mp4:start_number=1:hls_segment_filename=" + rung.name + "/%04d.m4s]" + rung.name +
              "/index.m3u8"};
}

Words ToHls(const Rung& rung) {
  return {"-f",
          "hls",
          "-hls_time",
          "4",
          "-hls_playlist_type",
          "vod",
          "-hls_segment_type",
          "fmp4",
          "-hls_fmp4_init_filename",
          "init.mp4",
          "-start_number",
          "1",
          "-hls_segment_filename",
          rung.name + "/%04d.m4s",
          rung.name + "/index.m3u8"};
}

Words ToPoster(const std::string& picture) {
  return {"-map", picture, "-frames:v", "1", "-q:v", "4", "-f", "image2", "-update", "1", kPoster};
}

std::string Scale(const Rung& rung) { return "scale=" + std::to_string(rung.width) + ":" + std::to_string(rung.height); }

// The picture, decoded once, in each rung's size.
std::string Graph(const Plan& plan) {
  const bool two = plan.rungs.size() > 1;
  std::string graph = "[0:" + std::to_string(plan.video_index) + "]" + Scale(plan.rungs.front()) + ",setsar=1,format=yuv420p,split=" +
                      (two ? "3[v0][small][still];[small]" + Scale(plan.rungs[1]) + ",setsar=1[v1]" : std::string("2[v0][still]"));
  return graph + ";[still]select='gte(t,0.5)'[poster]";
}

Words Begin() { return {"/usr/bin/ffmpeg", "-v", "error", "-nostdin", "-y", "-progress", "pipe:1"}; }

// Streams are copied. Key frames are decoded beside: what can't be decoded is not published.
Words CopyCommand(const Plan& plan, const std::string& input) {
  const std::string picture = "0:" + std::to_string(plan.video_index);
  Words words = Begin();
  Add(words, {"-skip_frame", "nokey"});
  Add(words, Input(plan.container, input));
  Add(words, Map(plan, picture));
  Add(words, {"-c", "copy"});
  Add(words, ToMp4AndHls(plan.rungs.front()));
  Add(words, ToPoster(picture));
  Add(words, {"-map", picture, "-f", "null", "-"});
  return words;
}

}  // namespace

Words ProbeCommand(Container container, const std::string& input) {
  Words words = {"/usr/bin/ffprobe", "-v", "error"};
  Add(words, Input(container, input));
  Add(words,
      {"-show_entries",
       "stream=index,codec_type,codec_name,profile,pix_fmt,width,height,sample_aspect_ratio,avg_frame_rate,channels,nb_frames,duration:"
       "stream_disposition=attached_pic:stream_side_data=rotation:format=duration",
       "-of", "flat"});
  return words;
}

Words ScanCommand(const Plan& plan, const std::string& input) {
  Words words = Begin();
  Add(words, Input(plan.container, input));
  Add(words, Map(plan, "0:" + std::to_string(plan.video_index)));
  Add(words, {"-c", "copy", "-f", "null", "-"});
  return words;
}

Words MakeCommand(const Plan& plan, const std::string& input, absl::Duration most) {
  if (plan.fits) return CopyCommand(plan, input);
  Words words = Begin();
  Add(words, Input(plan.container, input));
  Add(words, {"-filter_complex", Graph(plan)});
  for (size_t i = 0; i < plan.rungs.size(); ++i) {
    Add(words, Map(plan, "[v" + std::to_string(i) + "]"));
    Add(words, Encode(plan.rungs[i], most));
    Add(words, i == 0 ? ToMp4AndHls(plan.rungs[i]) : ToHls(plan.rungs[i]));
  }
  Add(words, ToPoster("[poster]"));
  return words;
}

Words PosterCommand() {
  Words words = Begin();
  Add(words, Input(Container::kIsoMedia, kMp4));
  Add(words, ToPoster("0:v:0"));
  return words;
}

}  // namespace parley::exchange::media
