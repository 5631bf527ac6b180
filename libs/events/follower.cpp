#include "libs/events/follower.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "libs/errors/error.h"
#include "libs/events/applying.h"
#include "libs/events/reconciler.h"
#include "libs/events/record.h"
#include "libs/events/relay.h"
#include "libs/events/sql.h"
#include "libs/log/log.h"
#include "libs/redis/connection.h"
#include "libs/time/pause.h"

namespace parley::events {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kPage = 500;
// Events of one transaction: enough to be quick, few enough that a failing one costs little.
constexpr size_t kBatch = 100;
// How long Redis holds a read that finds nothing; also how long Stop may take.
constexpr absl::Duration kBlock = absl::Milliseconds(200);
constexpr absl::Duration kLockWait = absl::Milliseconds(500);
// A Redis that hangs is waited for no longer, once a round.
constexpr absl::Duration kRedisPatience = absl::Milliseconds(500);
// Between two rounds while the outbox is read, or nothing can be.
constexpr absl::Duration kLongestPause = absl::Milliseconds(500);

}  // namespace

struct Follower::Impl {
  Impl(FollowerOptions options, Following following, EventLog log, const Clock& clock)
      : options(std::move(options)),
        following(std::move(following)),
        log(std::move(log)),
        clock(clock),
        database(this->options.database),
        redis(this->options.redis_url, kRedisPatience),
        reconciler(this->following, this->log, database, this->options.reconcile) {}

  FollowerOptions options;
  Following following;
  EventLog log;
  const Clock& clock;
  postgres::Connection database;
  redis::Connection redis;
  Reconciler reconciler;
  Pause pause;

  std::atomic<bool> locked{false};
  Place place;
  std::atomic<int64_t> position{0};
  std::atomic<int64_t> head{0};
  // True until the producer's outbox has been read to its end: after a start, a gap, a failure of Redis.
  bool behind = true;
  bool reachable = true;
  SteadyClock::time_point fed{};    // when events last came, or there were none in the outbox
  SteadyClock::time_point asked{};  // for the head
  std::atomic<SteadyClock::time_point> heard{};
  std::atomic<SteadyClock::time_point> moved{};
  std::atomic<SteadyClock::time_point> begun{};  // when it first became active
  std::jthread thread;

  void Run(const std::stop_token& stop) {
    Backoff backoff(kLongestPause);
    while (!stop.stop_requested()) {
      try {
        if (Round(stop)) {
          backoff.Reset();
        } else {
          pause.For(backoff.Next(), stop);
        }
      } catch (const PlaceMoved&) {
        Forget();
      } catch (const postgres::Contention& error) {
        // Somebody has held a row for long. Nothing was applied, and nothing is lost by it.
        log::Info("the follower waits for a row", {{"producer", following.producer}, {"error", error.what()}});
        pause.For(backoff.Next(), stop);
      } catch (const std::exception& error) {
        log::Warning("the follower goes on later", {{"producer", following.producer}, {"error", error.what()}});
        database.Close();
        Forget();
        pause.For(backoff.Next(), stop);
      }
    }
    database.Close();
    locked = false;
  }

  void Forget() {
    locked = false;
    behind = true;
  }

  // False when there is reason to wait before the next.
  bool Round(const std::stop_token& stop) {
    if (!locked && !TryLock()) {
      pause.For(kLockWait, stop);
      return true;
    }
    if (!behind) AskHeadNowAndThen();
    if (behind) behind = !CatchUp(stop);
    if (place.epoch.empty()) return false;
    if (!behind) reconciler.Step(place, clock.Now());
    try {
      return ReadStream();
    } catch (const redis::Unavailable&) {
      behind = true;  // until Redis is back, the outbox is read
    } catch (const redis::CommandError&) {
      behind = true;
    }
    return false;
  }

  bool TryLock() {
    const std::string name = "follower:" + options.service + ":" + following.producer;
    locked = database.Execute(sql::kEventsTryLock, name).front().Get<bool>("locked");
    if (!locked) return false;
    place = LoadPlace(database, following.producer);
    position = place.position;
    head = std::max(head.load(), place.position);
    behind = true;
    const auto now = SteadyClock::now();
    if (moved.load() == SteadyClock::time_point()) heard = moved = begun = now;
    return true;
  }

  // The producer told how far it is.
  void Hear(int64_t its_head) {
    head = its_head;
    heard = SteadyClock::now();
  }

  void Take(const std::vector<v1::Event>& events) {
    for (size_t from = 0; from < events.size(); from += kBatch) {
      Apply(database, following, place, std::span(events).subspan(from, std::min(kBatch, events.size() - from)), clock.Now());
      position = place.position;
      moved = SteadyClock::now();
    }
    fed = SteadyClock::now();
  }

  // False on a gap with nothing before it, which the outbox must fill.
  bool ReadStream() {
    const absl::Duration block = std::min(kBlock, options.quiet);
    const redis::Reply reply = redis.BlockingCommand(
        {"XREAD", "COUNT", std::to_string(kPage), "BLOCK", std::to_string(std::max<int64_t>(1, absl::ToInt64Milliseconds(block))),
         "STREAMS", StreamName(following.producer, place.epoch), std::to_string(place.position) + "-0"},
        block);
    if (reply.items.empty() || reply.items[0].items.size() != 2) return true;
    std::vector<v1::Event> events;
    for (const redis::Reply& entry : reply.items[0].items[1].items) {
      auto event = EventFromEntry(entry);
      if (!event || event->position() != place.position + static_cast<int64_t>(events.size()) + 1) {
        behind = true;
        break;
      }
      events.push_back(*std::move(event));
    }
    const bool some = !events.empty();
    if (some) Hear(std::max(head.load(), events.back().position()));
    Take(events);
    return some || !behind;
  }

  void AskHeadNowAndThen() {
    const auto now = SteadyClock::now();
    const auto quiet = absl::ToChronoNanoseconds(options.quiet);
    const bool silent = now - fed > quiet;
    if (now - asked <= quiet && !(silent && asked < fed)) return;
    asked = now;
    v1::Head its;
    if (!log.head(its).ok()) return;  // asked again after as long
    Hear(its.position());
    // Silence may be Redis's fault: is the producer ahead of what we have applied?
    if (silent) behind = its.epoch() != place.epoch || its.position() != place.position;
  }

  // Reads the producer's outbox to its end. False when the producer can't be reached.
  bool CatchUp(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      v1::ListEventsResponse response;
      const absl::Status status = log.list(place.position, kPage, response);
      if (absl::IsOutOfRange(status)) {
        if (!SkipTrimmed(status)) return false;
        continue;
      }
      if (!status.ok()) {
        if (reachable)
          log::Warning("the producer's log can't be read now", {{"producer", following.producer}, {"error", status.ToString()}});
        reachable = false;
        return false;
      }
      reachable = true;
      if (response.epoch() != place.epoch || response.head_position() < place.position) {
        StartOver(response.epoch());
        continue;
      }
      Hear(response.head_position());
      if (response.events().empty()) {
        fed = SteadyClock::now();
        return true;
      }
      Take({response.events().begin(), response.events().end()});
    }
    return true;
  }

  // Positions of another epoch mean nothing, and positions beyond the head were lost by the producer: everything kept is applied again.
  void StartOver(const std::string& epoch) {
    if (!place.epoch.empty()) {
      log::Error("the producer's log was restored, its events are applied again",
                 {{"producer", following.producer}, {"epoch", epoch}, {"last_epoch", place.epoch}, {"last_position", place.position}});
    }
    MovePlace(database, following.producer, place, {epoch, 0});
    position = 0;
  }

  // Events we never saw are gone from the outbox: the last of each subject stand in for them.
  bool SkipTrimmed(const absl::Status& status) {
    const errors::Details details = errors::DetailsOf(status);
    const auto oldest = details.metadata.find("oldest_position");
    v1::Head head;
    if (oldest == details.metadata.end() || !log.head(head).ok()) return false;
    if (head.epoch() != place.epoch) {
      StartOver(head.epoch());
      return true;
    }
    const int64_t next = std::stoll(oldest->second);
    if (next <= place.position + 1 || !TakeUpBefore(next)) return false;
    if (place.position > 0) {
      log::Error("events were trimmed before they were followed, the last of each subject was taken up",
                 {{"producer", following.producer}, {"after", place.position}, {"oldest", next}});
    }
    MovePlace(database, following.producer, place, {place.epoch, next - 1});
    position = place.position;
    return true;
  }

  // What is at `next` and later is followed as usual afterwards. False when the producer can't be reached.
  bool TakeUpBefore(int64_t next) {
    for (int64_t after = place.position;;) {
      v1::ListLatestEventsResponse page;
      if (!log.list_latest(after, kPage, page).ok() || page.epoch() != place.epoch) return false;
      const auto& events = page.events();
      const auto end = std::find_if(events.begin(), events.end(), [&](const v1::Event& event) { return event.position() >= next; });
      TakeUp(database, following, place, std::vector<v1::Event>(events.begin(), end), clock.Now());
      if (events.empty() || end != events.end()) return true;
      after = events.rbegin()->position();
    }
  }
};

Follower::Follower(FollowerOptions options, Following following, EventLog log, const Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(following), std::move(log), clock)) {}
Follower::~Follower() { Stop(); }

void Follower::Start() {
  impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->Run(stop); });
}

void Follower::Stop() {
  impl_->thread.request_stop();
  if (impl_->thread.joinable()) impl_->thread.join();
}

int64_t Follower::position() const { return impl_->position; }
const Following& Follower::following() const { return impl_->following; }

Follower::Standing Follower::standing() const {
  const auto now = SteadyClock::now();
  return {impl_->locked,
          impl_->position,
          impl_->head,
          absl::FromChrono(now - impl_->moved.load()),
          absl::FromChrono(now - impl_->heard.load()),
          absl::FromChrono(now - std::max(impl_->begun.load(), impl_->reconciler.complete_time()))};
}

int64_t Follower::differences() const { return impl_->reconciler.differences(); }

}  // namespace parley::events
