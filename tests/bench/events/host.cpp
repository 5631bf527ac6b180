// A producer and a follower of its events in one process: the outbox and its relay in one schema, what is applied in another, Redis between
// them, all as services have them but for the rpc by which a follower that is behind would read the outbox. Reads lines "run SECONDS" and
// answers each with "ran EVENTS SECONDS" once everything it published was applied.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "libs/events/event_log.h"
#include "libs/events/follower.h"
#include "libs/events/migrations.h"
#include "libs/events/outbox.h"
#include "libs/events/relay.h"
#include "libs/ids/id.h"
#include "libs/postgres/migrate.h"
#include "libs/rpc/time.h"
#include "libs/time/clock.h"
#include "parley/catalog/v1/events.pb.h"

namespace parley::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using catalog::v1::EnrolmentChanged;

// Events of one transaction; the peer adds as many jobs at once.
constexpr int kTogether = 50;
// Published and not applied: enough that nobody waits for work.
constexpr int64_t kMostWaiting = 4000;

constexpr postgres::Statement kApply{"BenchApply",
                                     "INSERT INTO applied (enrolment_id, run_id, user_id, state, change_time) VALUES ($1, $2, $3, $4, $5)"};

std::string Setting(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) {
    std::fprintf(stderr, "%s is not set; run tests/bench/run events\n", name);
    std::exit(2);
  }
  return value;
}

postgres::Connection::Options Database(const std::string& schema) { return {.url = Setting("PARLEY_DATABASE_URL"), .schema = schema}; }

void Migrate(const std::string& schema) {
  postgres::Connection db(Database(schema));
  db.ExecuteScript("CREATE SCHEMA IF NOT EXISTS " + schema);
  const postgres::MigrationSet sets[] = {events::Migrations()};
  if (const auto status = postgres::Migrate(db, sets, SystemClock().Now()); !status.ok()) throw std::runtime_error(status.ToString());
  db.ExecuteScript(
      "CREATE TABLE IF NOT EXISTS applied (enrolment_id uuid PRIMARY KEY, run_id uuid NOT NULL, user_id uuid NOT NULL, "
      "state smallint NOT NULL, change_time timestamptz NOT NULL)");
}

events::Following Follow() {
  return {"catalog", {events::On<EnrolmentChanged>([](postgres::Session& db, const EnrolmentChanged& event, absl::Time) {
            db.Defer(kApply, event.enrolment_id(), event.run_id(), event.user_id(), static_cast<int>(event.state()),
                     rpc::FromProto(event.change_time()));
            return absl::OkStatus();
          })}};
}

events::EventLog LogOf(postgres::Connection& db) {
  return {[&db](int64_t after, int page_size, events::v1::ListEventsResponse& response) {
            events::v1::ListEventsRequest request;
            request.set_after_position(after);
            request.set_page_size(page_size);
            return events::ListEvents(db, request, response);
          },
          [&db](events::v1::Head& head) { return events::GetHead(db, {}, head); }};
}

class Publisher {
 public:
  explicit Publisher(events::Relay& relay) : relay_(relay), db_(Database("producer")) {}

  void Publish() {
    const absl::Time now = SystemClock().Now();
    postgres::Transaction transaction = db_.Begin();
    for (int i = 0; i < kTogether; ++i) {
      EnrolmentChanged event;
      event.set_enrolment_id(NewUuid(now));
      event.set_run_id(run_id_);
      event.set_user_id(NewUuid(now));
      event.set_state(catalog::v1::Enrolment::STATE_ENROLLED);
      *event.mutable_change_time() = rpc::ToProto(now);
      events::Publish(transaction, event.enrolment_id(), event, now);
    }
    transaction.Commit();
    relay_.Wake();
    published_ += kTogether;
  }
  int64_t published() const { return published_; }

 private:
  events::Relay& relay_;
  postgres::Connection db_;
  const std::string run_id_ = NewUuid(SystemClock().Now());
  int64_t published_ = 0;
};

// Publishes for as long as is wanted, and waits until all of it was applied.
void Run(Publisher& publisher, const events::Follower& follower, double seconds) {
  const auto begin = SteadyClock::now();
  const int64_t before = publisher.published();
  const auto elapsed = [&] { return std::chrono::duration<double>(SteadyClock::now() - begin).count(); };
  while (elapsed() < seconds) {
    if (publisher.published() - follower.position() < kMostWaiting) {
      publisher.Publish();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }
  while (follower.position() < publisher.published()) std::this_thread::sleep_for(std::chrono::microseconds(200));
  std::printf("ran %lld %.6f\n", static_cast<long long>(publisher.published() - before), elapsed());
  std::fflush(stdout);
}

int Main() {
  Migrate("producer");
  Migrate("consumer");
  postgres::Connection log_db(Database("producer"));
  events::Relay relay({"catalog", Database("producer"), Setting("PARLEY_REDIS_URL")}, SystemClock());
  events::Follower follower({.service = "bench", .database = Database("consumer"), .redis_url = Setting("PARLEY_REDIS_URL")}, Follow(),
                            LogOf(log_db), SystemClock());
  relay.Start();
  follower.Start();
  Publisher publisher(relay);
  std::puts("ready");
  std::fflush(stdout);
  std::string word;
  double seconds = 0;
  while (std::cin >> word >> seconds) Run(publisher, follower, seconds);
  follower.Stop();
  relay.Stop();
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  return parley::bench::Main();
}
