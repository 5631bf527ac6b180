#pragma once

#include <optional>
#include <vector>

#include "libs/ids/id.h"
#include "libs/postgres/connection.h"

namespace parley::exchange::store {

// Who asks for which group's feed.
struct FeedReader {
  GroupId group_id;
  UserId user_id;
};

// How often what a group's feed shows has changed. It never falls; a page read after it is at least as new.
struct FeedVersion {
  int64_t number = 0;
};

// For each reader, in order: the feed's version, or nullopt when the reader has no place in the group's run or nothing is known of the
// group.
std::vector<std::optional<FeedVersion>> GetFeedVersions(postgres::Session& db, const std::vector<FeedReader>& readers);

}  // namespace parley::exchange::store
