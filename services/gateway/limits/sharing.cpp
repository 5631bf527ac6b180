#include "services/gateway/limits/sharing.h"

#include <charconv>
#include <utility>
#include <vector>

#include "libs/log/log.h"

namespace parley::gateway::limits {
namespace {

// Small enough that Redis is not held up for longer than a fraction of a millisecond.
constexpr size_t kBatch = 256;
constexpr absl::Duration kPatience = absl::Seconds(1);
constexpr absl::Duration kLongestPause = absl::Seconds(1);

// Of each key: spent, since, until and most, as Table::News has them. Doubles are exact for microseconds until the year 2255, but Lua would
// write them with 14 digits.
constexpr char kScript[] = R"(
local now = tonumber(ARGV[1])
local known = redis.call('MGET', unpack(KEYS))
local answers = {}
for i, key in ipairs(KEYS) do
  local spent, since, til, most = unpack(ARGV, i * 4 - 2, i * 4 + 1)
  local all = math.max(tonumber(known[i] or 0), tonumber(since)) + tonumber(spent)
  all = math.min(math.max(all, tonumber(til)), now + tonumber(most))
  answers[i] = string.format('%.0f', all)
  if all > now then redis.call('SET', key, answers[i], 'PX', math.ceil((all - now) / 1000)) end
end
return answers
)";

using Batch = std::vector<Table::News>;

std::vector<std::string> CommandOf(const Batch& batch, size_t first, size_t end, const std::string& prefix, absl::Time now) {
  std::vector<std::string> words = {"EVAL", kScript, std::to_string(end - first)};
  words.reserve(4 + 5 * (end - first));
  for (size_t i = first; i < end; ++i) words.push_back(prefix + TextOf(batch[i].key));
  words.push_back(std::to_string(absl::ToUnixMicros(now)));
  for (size_t i = first; i < end; ++i) {
    for (const int64_t number : {batch[i].spent, batch[i].since, batch[i].until, batch[i].most}) words.push_back(std::to_string(number));
  }
  return words;
}

void ShareBatch(Table& table, redis::Connection& redis, const std::vector<std::string>& command, const Batch& batch, size_t first) {
  const redis::Reply reply = redis.Command(command);
  for (size_t i = 0; i < reply.items.size(); ++i) {
    const std::string& text = reply.items[i].text;
    int64_t until = 0;
    std::from_chars(text.data(), text.data() + text.size(), until);
    table.Merge(batch[first + i].key, until);
  }
}

}  // namespace

void Share(Table& table, redis::Connection& redis, const std::string& prefix, absl::Time now) {
  const Batch news = table.TakeNews(now);
  for (size_t first = 0; first < news.size(); first += kBatch) {
    const size_t end = std::min(news.size(), first + kBatch);
    try {
      ShareBatch(table, redis, CommandOf(news, first, end, prefix, now), news, first);
    } catch (...) {
      for (size_t i = first; i < news.size(); ++i) table.GiveBack(news[i]);
      throw;
    }
  }
}

Sharing::Sharing(SharingOptions options, Table& table, const Clock& clock)
    : options_(std::move(options)),
      table_(table),
      clock_(clock),
      redis_(options_.redis_url, kPatience),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Sharing::Run(const std::stop_token& stop) {
  Backoff backoff(kLongestPause);
  while (!stop.stop_requested()) {
    pause_.For(shared_ ? options_.pause : backoff.Next(), stop);
    std::string error;
    try {
      Share(table_, redis_, options_.prefix, clock_.Now());
    } catch (const std::exception& failure) {
      error = failure.what();
    }
    const bool was_shared = shared_.exchange(error.empty());
    if (!error.empty() && was_shared) log::Warning("limits hold for this gateway alone: Redis does not share them", {{"error", error}});
    if (!error.empty() || was_shared) continue;
    backoff.Reset();
    log::Info("limits are shared again");
  }
}

}  // namespace parley::gateway::limits
