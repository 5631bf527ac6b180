#include "tests/bench/feed/feed.h"

#include <cstdio>

namespace parley::bench {
namespace {

std::string Id(int kind, int number) {
  char id[40];
  std::snprintf(id, sizeof(id), "0193a000-0000-7%03x-8000-%012d", kind, number);
  return id;
}

exchange::v1::Video VideoOf(int number) {
  exchange::v1::Video video;
  video.set_video_id(Id(6, number));
  video.set_run_id(Id(1, 1));
  video.set_prompt_id(Id(3, 1));
  video.set_group_id("0193a000-0000-7000-8000-00000000bbbb");
  video.set_author_id(Id(5, number));
  auto& author = *video.mutable_author();
  author.set_user_id(video.author_id());
  author.set_display_name("Student " + std::to_string(1000 + number));
  author.set_country("LB");
  author.set_region("southern-mediterranean");
  video.set_state(exchange::v1::Video::STATE_PUBLISHED);
  video.set_visible(true);
  video.mutable_duration()->set_seconds(30 + number);
  video.mutable_duration()->set_nanos(300'000'000);
  auto& playback = *video.mutable_playback();
  const std::string folder = "/v1/videos/" + video.video_id() + "/renditions/";
  playback.set_mp4_url(folder + "video.mp4");
  playback.set_hls_url(folder + "master.m3u8");
  playback.set_poster_url(folder + "poster.jpg");
  playback.set_width(1280);
  playback.set_height(720);
  video.set_reply_count(1 + number % 6);
  video.mutable_create_time()->set_seconds(1'790'000'000 + number);
  video.mutable_publish_time()->set_seconds(1'790'000'000 + number);
  video.set_etag("v1");
  return video;
}

}  // namespace

exchange::v1::ListVideosResponse Feed() {
  exchange::v1::ListVideosResponse feed;
  for (int number = 0; number < 20; ++number) *feed.add_videos() = VideoOf(number);
  // As long as a signed page token is.
  feed.set_next_page_token(std::string(110, 'x'));
  return feed;
}

}  // namespace parley::bench
