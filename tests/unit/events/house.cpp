#include "tests/unit/events/house.h"

#include <cstdlib>
#include <stdexcept>

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "libs/events/event_log.h"
#include "libs/events/migrations.h"
#include "libs/events/outbox.h"
#include "libs/events/record.h"
#include "libs/redis/connection.h"
#include "parley/exchange/v1/events.pb.h"
#include "tests/support/eventually.h"

namespace parley::test {
namespace {

const postgres::MigrationSet kSets[] = {events::Migrations()};

constexpr postgres::Statement kApply{"TestApply", "INSERT INTO applied (label) VALUES ($1)"};
constexpr postgres::Statement kTakeAWhile{"TestTakeAWhile", "SELECT pg_sleep(0.001)"};
constexpr postgres::Statement kState{"TestState",
                                     "INSERT INTO states (video, label) VALUES ($1, $2) ON CONFLICT (video) DO UPDATE SET label = "
                                     "excluded.label WHERE states.label <> excluded.label"};
constexpr postgres::Statement kStates{"TestStates", "SELECT video, label FROM states"};
constexpr postgres::Statement kApplied{"TestApplied", "SELECT label FROM applied ORDER BY id"};
constexpr postgres::Statement kDead{"TestDead", "SELECT count(*) AS n FROM dead_letters"};
constexpr postgres::Statement kLocks{
    "TestLocks",
    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"};
constexpr postgres::Statement kHead{"TestHead", "SELECT head_position, epoch FROM outbox_epoch"};
constexpr postgres::Statement kCut{
    "TestCut", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"};

void Run(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("this failed: " + command);
}

}  // namespace

House::House()
    : clock(absl::FromUnixSeconds(1'800'000'000)),
      producer("exchange", kSets),
      consumer("notifications", kSets),
      producer_db_(producer.options()),
      consumer_db_(consumer.options()) {
  consumer_db_.ExecuteScript(
      "CREATE TABLE applied (id bigserial PRIMARY KEY, label text NOT NULL CHECK (label <> 'refused'));"
      "CREATE TABLE states (video text PRIMARY KEY, label text NOT NULL)");
}

void House::Publish(const std::string& aggregate, const std::string& label) {
  postgres::Transaction transaction = producer_db_.Begin();
  exchange::v1::VideoFailed event;
  event.set_video_id(aggregate);
  event.set_run_id(label);
  events::Publish(transaction, aggregate, event, clock.Now());
  transaction.Commit();
  published_.push_back(label);
}

void House::Tell(const std::string& video, const std::string& label) {
  exchange::v1::VideoWithdrawn event;
  event.set_video_id(video);
  event.set_run_id(label);
  events::Publish(producer_db_, video, event, clock.Now());
  told_[video] = label;
}

void House::PublishMany(const std::string& prefix, int count) {
  for (int i = 0; i < count;) {
    postgres::Transaction transaction = producer_db_.Begin();
    for (int last = std::min(count, i + 1 + i % 5); i < last; ++i) {
      exchange::v1::VideoFailed event;
      event.set_run_id(prefix + std::to_string(i));
      events::Publish(transaction, "aggregate " + std::to_string(i % 7), event, clock.Now());
      published_.push_back(event.run_id());
    }
    transaction.Commit();
  }
}

std::unique_ptr<events::Relay> House::StartRelay() {
  auto relay = std::make_unique<events::Relay>(events::RelayOptions{"exchange", producer.options(), redis.url()}, clock);
  relay->Start();
  return relay;
}

std::unique_ptr<events::Follower> House::StartFollower(absl::Duration quiet) {
  auto follower = std::make_unique<events::Follower>(
      events::FollowerOptions{"notifications", consumer.options(), redis.url(), quiet, reconcile}, following(), log(), clock);
  follower->Start();
  return follower;
}

events::Following House::following() {
  return {"exchange",
          {events::On<exchange::v1::VideoFailed>([this](postgres::Session& db, const auto& event, absl::Time) -> absl::Status {
             db.Defer(kApply, event.run_id());
             if (slow) db.Execute(kTakeAWhile);
             if (poison && event.run_id().starts_with("poison")) return absl::InvalidArgumentError("poison");
             return absl::OkStatus();
           }),
           events::On<exchange::v1::VideoWithdrawn>([this](postgres::Session& db, const auto& event, absl::Time) -> absl::Status {
             if (poison && event.run_id().starts_with("poison")) return absl::InvalidArgumentError("poison");
             db.Defer(kState, event.video_id(), event.run_id());
             return absl::OkStatus();
           })}};
}

events::EventLog House::log() {
  auto db = std::make_shared<postgres::Connection>(producer.options());
  return {[this, db](int64_t after, int page_size, events::v1::ListEventsResponse& response) -> absl::Status {
            if (!log_reachable) return absl::UnavailableError("the producer is away");
            events::v1::ListEventsRequest request;
            request.set_after_position(after);
            request.set_page_size(page_size);
            return events::ListEvents(*db, request, response);
          },
          [this, db](events::v1::Head& head) -> absl::Status {
            if (!log_reachable) return absl::UnavailableError("the producer is away");
            return events::GetHead(*db, {}, head);
          },
          [this, db](int64_t after, int page_size, events::v1::ListLatestEventsResponse& response) -> absl::Status {
            if (!log_reachable) return absl::UnavailableError("the producer is away");
            events::v1::ListLatestEventsRequest request;
            request.set_after_position(after);
            request.set_page_size(page_size);
            return events::ListLatestEvents(*db, request, response);
          }};
}

std::vector<std::string> House::applied() {
  std::vector<std::string> labels;
  for (const postgres::Row row : consumer_db_.Execute(kApplied)) labels.push_back(row.Get<std::string>("label"));
  return labels;
}

std::map<std::string, std::string> House::states() {
  std::map<std::string, std::string> states;
  for (const postgres::Row row : consumer_db_.Execute(kStates)) states[row.Get<std::string>("video")] = row.Get<std::string>("label");
  return states;
}

void House::BackUp() {
  Run("/usr/lib/postgresql/15/bin/pg_dump --format custom --file " + folder_.path() + "/dump '" + producer.url() + "'");
  told_before_ = told_;
}

void House::Restore() {
  producer_db_.Execute(kCut);
  Run("/usr/lib/postgresql/15/bin/pg_restore --clean --if-exists --single-transaction --dbname '" + producer.url() + "' " + folder_.path() +
      "/dump");
  told_ = told_before_;
}

void House::Spoil(const std::string& statement) { consumer_db_.ExecuteScript(statement); }

int64_t House::head() { return producer_db_.Execute(kHead).front().Get<int64_t>("head_position"); }
std::string House::epoch() { return producer_db_.Execute(kHead).front().Get<std::string>("epoch"); }
bool House::FollowerHoldsLock() { return !consumer_db_.Execute(kLocks).empty(); }
int House::dead_letters() { return static_cast<int>(consumer_db_.Execute(kDead).front().Get<int64_t>("n")); }

std::vector<int64_t> House::stream() {
  redis::Connection connection(redis.url());
  std::vector<int64_t> positions;
  for (const auto& entry : connection.Command({"XRANGE", events::StreamName("exchange", epoch()), "-", "+"}).items) {
    positions.push_back(events::PositionOf(entry.items[0].text).value());
  }
  return positions;
}

void House::CutDatabaseSessions() {
  producer_db_.Execute(kCut);
  consumer_db_.Execute(kCut);
}

void RequireAllApplied(House& house) {
  Eventually([&] { return house.applied().size() >= house.published().size(); });
  REQUIRE(house.applied() == house.published());
  CHECK(house.dead_letters() == 0);
}

}  // namespace parley::test
