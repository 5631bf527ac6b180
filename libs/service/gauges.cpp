#include "libs/service/gauges.h"

#include <algorithm>
#include <map>

#include "libs/events/backlog.h"

namespace parley::service {

void AddRelay(metrics::Registry& registry, const events::Relay& relay) {
  registry.Add({"parley_relay_active", "1 in the process that moves the service's events to their stream, otherwise 0."},
               [&relay] { return relay.standing().active ? 1 : 0; });
  registry.Add({"parley_relay_in_step", "1 while the stream has all that the outbox has, 0 while Redis takes nothing."},
               [&relay]() -> std::optional<double> {
                 const auto standing = relay.standing();
                 if (!standing.active) return std::nullopt;
                 return standing.in_step ? 1 : 0;
               });
  registry.Add({"parley_outbox_head_position", "Position of the last event of the service."}, [&relay]() -> std::optional<double> {
    const auto standing = relay.standing();
    if (!standing.active) return std::nullopt;
    return static_cast<double>(standing.head);
  });
}

void AddFollower(metrics::Registry& registry, const events::Follower& follower) {
  using Standing = events::Follower::Standing;
  const std::map<std::string, std::string> labels = {{"producer", follower.following().producer}};
  registry.Add({"parley_follower_active", "1 in the process that follows the producer, otherwise 0.", labels},
               [&follower] { return follower.standing().active ? 1 : 0; });
  const auto add = [&](const char* name, const char* help, double (*value)(const Standing&)) {
    registry.Add({name, help, labels}, [&follower, value]() -> std::optional<double> {
      const Standing standing = follower.standing();
      if (!standing.active) return std::nullopt;
      return value(standing);
    });
  };
  add("parley_follower_position", "Position of the last event applied.",
      [](const Standing& standing) { return static_cast<double>(standing.position); });
  add("parley_follower_head_position", "Position of the producer's last event, as last known.",
      [](const Standing& standing) { return static_cast<double>(standing.head); });
  add("parley_follower_behind_events", "Events of the producer that are known of and not applied.",
      [](const Standing& standing) { return static_cast<double>(std::max<int64_t>(0, standing.head - standing.position)); });
  add("parley_follower_since_moved_seconds", "Since events were last applied.",
      [](const Standing& standing) { return absl::ToDoubleSeconds(standing.since_moved); });
  add("parley_follower_since_heard_seconds", "Since the producer, or its stream, last said something.",
      [](const Standing& standing) { return absl::ToDoubleSeconds(standing.since_heard); });
  add("parley_projection_since_compared_seconds", "Since all that the producer says is so was last compared with what is here.",
      [](const Standing& standing) { return absl::ToDoubleSeconds(standing.since_reconciled); });
  registry.Add({"parley_projection_differences_total", "Events of the producer found to tell of what was not so here any more.", labels,
                metrics::Series::Kind::kCounter},
               [&follower] { return static_cast<double>(follower.differences()); });
}

Look AtOutbox() {
  return {{{"parley_outbox_waiting_events", "Events that were committed and have no position yet."},
           {"parley_outbox_oldest_waiting_seconds", "Age of the oldest of them; 0 when there is none."}},
          [](postgres::Session& db, absl::Time now) -> std::vector<double> {
            const auto backlog = events::GetOutboxBacklog(db);
            return {static_cast<double>(backlog.waiting), SecondsSince(backlog.oldest_time, now)};
          }};
}

Look AtDeadLetters(std::vector<std::string> producers) {
  std::vector<metrics::Series> gauges;
  gauges.reserve(producers.size());
  for (const std::string& producer : producers) {
    gauges.push_back(
        {"parley_dead_letters", "Events that could not be applied, and those that wait behind them.", {{"producer", producer}}});
  }
  return {std::move(gauges), [producers = std::move(producers)](postgres::Session& db, absl::Time) {
            const auto counts = events::CountDeadLetters(db);
            std::vector<double> found;
            for (const std::string& producer : producers) {
              const auto count = counts.find(producer);
              found.push_back(count == counts.end() ? 0 : static_cast<double>(count->second));
            }
            return found;
          }};
}

}  // namespace parley::service
