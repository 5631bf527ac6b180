#include "services/exchange/store/feeds.h"

#include "services/exchange/sql.h"

namespace parley::exchange::store {

std::vector<std::optional<FeedVersion>> GetFeedVersions(postgres::Session& db, const std::vector<FeedReader>& readers) {
  std::vector<GroupId> groups;
  std::vector<UserId> users;
  groups.reserve(readers.size());
  users.reserve(readers.size());
  for (const FeedReader& reader : readers) {
    groups.push_back(reader.group_id);
    users.push_back(reader.user_id);
  }
  std::vector<std::optional<FeedVersion>> versions(readers.size());
  for (const auto& row : db.Execute(sql::kGetFeedVersions, groups, users)) {
    versions.at(static_cast<size_t>(row.Get<int64_t>(0)) - 1) = FeedVersion{row.Get<std::string>(1)};
  }
  return versions;
}

}  // namespace parley::exchange::store
