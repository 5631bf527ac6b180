#include "libs/events/relay.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "libs/events/event_log.h"
#include "libs/events/record.h"
#include "libs/events/sql.h"
#include "libs/log/log.h"
#include "libs/redis/connection.h"
#include "libs/time/pause.h"

namespace parley::events {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kBatch = 500;
// As many as a stream keeps: what an emptied one gets back.
constexpr int64_t kRecent = 10'000;
constexpr absl::Duration kIdle = absl::Milliseconds(20);
// Between two rounds while events come: a round costs a durable commit, and what gathers meanwhile goes with it.
constexpr absl::Duration kGather = absl::Milliseconds(10);
// A Redis that hangs holds up the numbering no longer than this, every two seconds.
constexpr absl::Duration kRedisPatience = absl::Milliseconds(500);
constexpr absl::Duration kLockWait = absl::Milliseconds(500);
constexpr absl::Duration kKept = absl::Hours(24 * 30);
constexpr std::chrono::minutes kTrimEvery(10);
// How soon a wiped Redis is noticed when nothing is being published.
constexpr std::chrono::seconds kLookEvery(1);

// The lock went with a lost connection: somebody else may be the relay by now.
struct LockLost {};

}  // namespace

std::string StreamName(const std::string& producer, const std::string& epoch) { return "parley:{" + producer + "}:events:" + epoch; }

struct Relay::Impl {
  Impl(RelayOptions options, const Clock& clock)
      : options(std::move(options)), clock(clock), database(this->options.database), redis(this->options.redis_url, kRedisPatience) {}

  RelayOptions options;
  const Clock& clock;
  postgres::Connection database;
  redis::Connection redis;
  Pause pause;
  Pause gathering;  // nobody wakes it

  std::atomic<bool> locked{false};
  int64_t backend = 0;  // the server process that holds the lock for us
  std::string epoch;
  std::atomic<int64_t> head{0};
  // False while the stream may lack events: after a start, and after Redis failed us.
  std::atomic<bool> in_step{false};
  Backoff redis_backoff{absl::Seconds(2)};
  SteadyClock::time_point redis_retry{}, look_next{}, trim_next{};
  std::jthread thread;

  void Run(const std::stop_token& stop) {
    Backoff backoff(absl::Seconds(2));
    while (!stop.stop_requested()) {
      try {
        if (!locked && !TryLock()) {
          pause.For(kLockWait, stop);
          continue;
        }
        const int moved = Move();
        Trim();
        backoff.Reset();
        if (moved == 0) {
          pause.For(kIdle, stop);
        } else if (moved < kBatch) {
          gathering.For(kGather, stop);
        }
      } catch (const LockLost&) {
        locked = false;
      } catch (const std::exception& error) {
        log::Warning("the relay goes on later", {{"error", error.what()}});
        database.Close();
        locked = false;
        pause.For(backoff.Next(), stop);
      }
    }
    database.Close();
    locked = false;
  }

  bool TryLock() {
    const postgres::Result result = database.Execute(sql::kEventsTryLock, "relay:" + options.producer);
    locked = result.front().Get<bool>("locked");
    backend = result.front().Get<int64_t>("backend");
    in_step = false;
    redis_retry = {};
    if (locked) SettleIn();
    return locked;
  }

  // A restored backup has given its positions once already, perhaps to other events.
  void SettleIn() {
    const postgres::Result moved = database.Execute(sql::kOutboxSettleIn);
    if (moved.empty() || !moved.front().Get<bool>("was_elsewhere")) return;
    log::Error("the outbox was restored into another database, a new epoch begins", {{"producer", options.producer}});
  }

  // One round; answers how many events it moved.
  int Move() {
    CatchUpStream();
    if (!database.Execute(sql::kOutboxIsWaiting).front().Get<bool>("waiting")) return 0;
    const std::vector<v1::Event> events = Assign();
    try {
      if (in_step && !events.empty()) Send(events);
    } catch (const redis::Unavailable& error) {
      LoseRedis(error.what());
    }
    return static_cast<int>(events.size());
  }

  // Gives the next events their positions, durably, before anybody can see them.
  std::vector<v1::Event> Assign() {
    postgres::Transaction transaction = database.Begin();
    const postgres::Result row = transaction.Execute(sql::kOutboxLockEpoch);
    if (row.front().Get<int64_t>("backend") != backend) throw LockLost{};
    if (row.front().Get<std::string>("epoch") != epoch) in_step = false;
    head = row.front().Get<int64_t>("head_position");
    std::vector<v1::Event> events;
    for (const postgres::Row event : transaction.Execute(sql::kOutboxAssign, head.load(), kBatch)) events.push_back(EventFromRow(event));
    if (events.empty()) return events;
    std::sort(events.begin(), events.end(), [](const v1::Event& a, const v1::Event& b) { return a.position() < b.position(); });
    head = events.back().position();
    transaction.Defer(sql::kOutboxSetHead, head.load());
    transaction.Commit();
    return events;
  }

  void Send(const std::vector<v1::Event>& events) {
    std::vector<std::vector<std::string>> commands;
    commands.reserve(events.size());
    for (const v1::Event& event : events) commands.push_back(AddCommand(StreamName(options.producer, epoch), event));
    for (const redis::Reply& reply : redis.Pipeline(commands)) {
      // An id that is not above the last is what makes a repeat harmless.
      if (reply.kind != redis::Reply::Kind::kError || reply.text.find("equal or smaller") != std::string::npos) continue;
      throw redis::Unavailable("XADD: " + reply.text);
    }
  }

  // Makes the stream hold what the outbox has: after a start, when Redis is back, and now and then in case it was wiped.
  void CatchUpStream() {
    const auto now = SteadyClock::now();
    if (in_step ? now < look_next : now < redis_retry) return;
    try {
      // The stream first: what it holds was committed before, so that a head read afterwards can't be behind it.
      const postgres::Result before = database.Execute(sql::kOutboxHead);
      epoch = before.front().Get<std::string>("epoch");
      int64_t last = LastInStream();
      const postgres::Result row = database.Execute(sql::kOutboxHead);
      if (row.front().Get<std::string>("epoch") != epoch) return;
      head = row.front().Get<int64_t>("head_position");
      if (last > head) return StartOver(last);
      if (last == 0) last = std::max<int64_t>(0, head - kRecent);
      while (last < head) {
        std::vector<v1::Event> events;
        for (const postgres::Row event : database.Execute(sql::kOutboxList, last, kBatch)) events.push_back(EventFromRow(event));
        if (events.empty()) break;  // trimmed
        last = events.back().position();
        Send(events);
      }
      if (!in_step) log::Info("the stream is in step with the outbox", {{"epoch", epoch}, {"position", head.load()}});
      in_step = true;
      redis_backoff.Reset();
      look_next = SteadyClock::now() + kLookEvery;
    } catch (const redis::Unavailable& error) {
      LoseRedis(error.what());
    } catch (const redis::CommandError& error) {
      LoseRedis(error.what());
    }
  }

  int64_t LastInStream() {
    const redis::Reply reply = redis.Command({"XREVRANGE", StreamName(options.producer, epoch), "+", "-", "COUNT", "1"});
    if (reply.items.empty() || reply.items[0].items.empty()) return 0;
    return PositionOf(reply.items[0].items[0].text).value_or(0);
  }

  // Redis knows events that the outbox does not: the database was put back to an earlier state without anybody telling.
  void StartOver(int64_t last) {
    log::Error("the outbox is behind its stream, a new epoch begins", {{"stream_position", last}, {"head_position", head.load()}});
    StartNewEpoch(database);
    in_step = false;
  }

  void LoseRedis(const std::string& why) {
    if (in_step) log::Warning("Redis takes no events now, followers read the outbox", {{"error", why}});
    in_step = false;
    redis_retry = SteadyClock::now() + absl::ToChronoMilliseconds(redis_backoff.Next());
  }

  void Trim() {
    const auto now = SteadyClock::now();
    if (now < trim_next) return;
    const auto trimmed = database.Execute(sql::kOutboxTrim, clock.Now() - kKept).front().Get<int64_t>("trimmed");
    if (trimmed == 0) trim_next = now + kTrimEvery;
  }
};

Relay::Relay(RelayOptions options, const Clock& clock) : impl_(std::make_unique<Impl>(std::move(options), clock)) {}
Relay::~Relay() { Stop(); }

void Relay::Start() {
  impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->Run(stop); });
}

void Relay::Stop() {
  impl_->thread.request_stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

void Relay::Wake() { impl_->pause.Wake(); }

Relay::Standing Relay::standing() const { return {impl_->locked, impl_->in_step, impl_->head}; }

}  // namespace parley::events
