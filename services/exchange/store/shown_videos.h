#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "libs/postgres/connection.h"
#include "parley/exchange/v1/video.pb.h"

// Videos straight from rows to what is answered. The right to see them is the caller's to check, except where it is said.
namespace parley::exchange::store {

// Where a page begins: after this one.
struct VideoCursor {
  absl::Time publish_time;
  std::string video_id;
};
VideoCursor BeforeNewest();
VideoCursor BeforeOldest();

// `viewer` decides whether what is the author's alone is told.
std::optional<v1::Video> GetShownVideo(postgres::Session& db, const VideoId& id, const UserId& viewer);

// The visible answers in a group, newest first, of one prompt when `prompt_id` is not empty; nullopt when `viewer` has no place in the
// group's run, or nothing is known of the group.
std::optional<std::vector<v1::Video>> ListVideos(postgres::Session& db, const GroupId& group_id, const PromptId& prompt_id,
                                                 const UserId& viewer, const VideoCursor& after, int limit);
// The visible replies, oldest first.
std::vector<v1::Video> ListReplies(postgres::Session& db, const VideoId& id, const UserId& viewer, const VideoCursor& after, int limit);
// A person's own in a run, newest first; `before` is empty for the first page.
std::vector<v1::Video> ListMyVideos(postgres::Session& db, const UserId& author_id, const RunId& run_id, const std::string& before,
                                    int limit);

}  // namespace parley::exchange::store
