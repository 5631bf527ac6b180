#include "tests/support/event_log.h"

#include <stdexcept>

#include "tests/support/eventually.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kUntold{"TestUntold", "SELECT 1 FROM outbox WHERE position IS NULL LIMIT 1"};
constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr int kPage = 1000;

}  // namespace

std::vector<events::v1::Event> EventLog(const Database& database, rpc::Client& follower) {
  postgres::Connection db(database.options());
  if (!Eventually([&] { return db.Execute(kUntold).empty(); })) throw std::runtime_error("the relay tells nothing");
  events::v1::ListEventsRequest request;
  request.set_page_size(kPage);
  std::vector<events::v1::Event> all;
  while (true) {
    events::v1::ListEventsResponse response;
    const absl::Status status = follower.Call("/parley.events.v1.EventLogService/ListEvents", request, response, kPatience, {}, true);
    if (!status.ok()) throw std::runtime_error("the events cannot be read: " + status.ToString());
    if (response.events().empty()) return all;
    all.insert(all.end(), response.events().begin(), response.events().end());
    request.set_after_position(all.back().position());
  }
}

std::vector<events::v1::Event> EventLog(const Database& database, rpc::Client& follower, const std::string& type) {
  std::vector<events::v1::Event> events = EventLog(database, follower);
  std::erase_if(events, [&](const events::v1::Event& event) { return event.type() != type; });
  return events;
}

}  // namespace parley::test
