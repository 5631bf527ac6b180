#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/ids/id.h"
#include "libs/postgres/connection.h"

namespace parley::exchange::store {

// Who asks for which group's feed.
struct FeedReader {
  GroupId group_id;
  UserId user_id;
};

// Of what a group's feed shows: each change makes another. A page read after its version is at least as new.
struct FeedVersion {
  std::string text;
};

// For each reader, in order: the feed's version, or nullopt when the reader has no place in the group's run or nothing is known of the
// group.
std::vector<std::optional<FeedVersion>> GetFeedVersions(postgres::Session& db, const std::vector<FeedReader>& readers);

}  // namespace parley::exchange::store
