// Whatever happens in whatever order, each effect happens once and in order, and what was told to be so is so in the end.
// PARLEY_TEST_SCHEDULES sets how many schedules are tried, PARLEY_TEST_SEED where they begin; a failure names the seed.
#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <vector>

#include "catch2/catch.hpp"
#include "libs/events/event_log.h"
#include "libs/redis/connection.h"
#include "tests/support/eventually.h"
#include "tests/support/setting.h"
#include "tests/unit/events/house.h"

namespace parley::test {
namespace {

constexpr int kSteps = 40;

// What is published: news, each of which has one effect; or the state of things, of which the last is what is so, also after the producer
// was put back to a backup, or has let go of old events; or news some of which can't be applied for a while, about subjects of their own.
enum class Kind { kNews, kStates, kIll };

constexpr int kSubjects = 4;
std::string Subject(int number) { return "subject " + std::to_string(number); }

// How often each act was drawn, in all schedules.
using Drawn = std::map<std::string, int>;

// A house in which things happen by chance.
class Schedule {
 public:
  Schedule(Kind kind, unsigned seed, Drawn& drawn) : kind_(kind), random_(seed), drawn_(drawn) {
    house_.reconcile = absl::Milliseconds(20);
    relays_.push_back(house_.StartRelay());
    followers_.push_back(house_.StartFollower(absl::Milliseconds(50)));
  }

  void Run() {
    for (int i = 0; i < kSteps; ++i) Step();
    Heal();
  }

  House& house() { return house_; }
  // Of every subject something can't be applied, and something that comes after it could.
  void FallIll() {
    house_.poison = true;
    for (int i = 0; i < kSubjects; ++i) {
      for (const char* what : {"poison ", "fine "}) house_.Publish(Subject(i), what + Subject(i) + " " + std::to_string(++batch_));
    }
  }
  // As an operator who has mended the cause.
  void RetryDeadLetters() {
    house_.poison = false;
    postgres::Connection db(house_.consumer.options());
    for (int i = 0; i < kSubjects; ++i) events::RetryDeadLetters(db, house_.following(), Subject(i), house_.clock);
  }
  const std::string& story() const { return story_; }

 private:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  using Act = std::pair<const char*, std::function<void()>>;

  std::vector<Act> ActsOfKind() {
    if (kind_ == Kind::kNews) {
      return {{"publish", [&] { house_.PublishMany(std::to_string(++batch_) + ".", 1 + Below(80)); }},
              {"publish", [&] { house_.PublishMany(std::to_string(++batch_) + ".", 1 + Below(5)); }}};
    }
    if (kind_ == Kind::kIll) {
      return {{"publish", [&] { PublishOfSubjects("fine "); }},
              {"publish", [&] { PublishOfSubjects("fine "); }},
              {"publish poison", [&] { PublishOfSubjects("poison "); }},
              {"publish poison", [&] { PublishOfSubjects("poison "); }},
              {"poison works", [&] { house_.poison = true; }},
              {"poison works", [&] { house_.poison = true; }},
              {"retry", [&] { RetryDeadLetters(); }}};
    }
    return {{"tell", [&] { house_.Tell(Video(), std::to_string(++batch_)); }},
            {"tell", [&] { house_.Tell(Video(), std::to_string(++batch_)); }},
            {"back up", [&] { BackUp(); }},
            {"restore", [&] { Restore(); }},
            {"trim", [&] { Trim(); }}};
  }

  void Step() {
    std::vector<Act> acts = ActsOfKind();
    const std::vector<Act> more = {
        {"tell", [&] { house_.Tell(Video(), std::to_string(++batch_)); }},
        {"spoil", [&] { house_.Spoil("UPDATE states SET label = 'spoilt' WHERE video = '" + Video() + "'"); }},
        {"lose a row", [&] { house_.Spoil("DELETE FROM states WHERE video = '" + Video() + "'"); }},
        {"wait", [&] { AwaitSomething(); }},
        {"wipe",
         [&] {
           if (RedisAnswers()) house_.redis.Wipe();
         }},
        {"freeze redis", [&] { FreezeRedis(); }},
        {"fill redis", [&] { FillRedis(); }},
        {"kill redis", [&] { KillRedis(); }},
        {"start redis", [&] { StartRedis(); }},
        {"remember",
         [&] {
           if (RedisAnswers()) house_.redis.Save();
         }},
        {"repeat", [&] { RepeatEntry(); }},
        {"lose", [&] { LoseEntry(); }},
        {"cut", [&] { house_.CutDatabaseSessions(); }},
        {"log away", [&] { house_.log_reachable = false; }},
        {"log back", [&] { house_.log_reachable = true; }},
        {"relay", [&] { relays_.push_back(house_.StartRelay()); }},
        {"relay ends", [&] { EndOne(relays_); }},
        {"follower", [&] { followers_.push_back(house_.StartFollower(absl::Milliseconds(50))); }},
        {"follower ends", [&] { EndOne(followers_); }},
        {"slow", [&] { house_.slow = true; }},
        {"quick", [&] { house_.slow = false; }},
    };
    acts.insert(acts.end(), more.begin(), more.end());
    for (const auto& [name, act] : acts) drawn_.emplace(name, 0);
    const auto& [name, act] = acts[static_cast<size_t>(Below(static_cast<int>(acts.size())))];
    story_ += std::string(name) + ", ";
    ++drawn_[name];
    act();
  }

  std::string Video() { return "video " + std::to_string(Below(5)); }

  // Lets the others act, now and then: until one more effect is seen or the schedule has had patience enough.
  void AwaitSomething() {
    const size_t before = house_.applied().size();
    Eventually([&] { return house_.applied().size() > before; }, std::chrono::milliseconds(30));
  }

  enum class Redis { kRuns, kFull, kFrozen, kAway };

  void KillRedis() {
    house_.redis.Kill();
    redis_ = Redis::kAway;
  }
  void StartRedis() {
    if (redis_ == Redis::kFull) KillRedis();
    if (redis_ == Redis::kFrozen) house_.redis.Thaw();
    house_.redis.Start();
    redis_ = Redis::kRuns;
  }
  void FreezeRedis() {
    if (redis_ != Redis::kRuns) return;
    house_.redis.Freeze();
    redis_ = Redis::kFrozen;
  }
  bool RedisAnswers() const { return redis_ == Redis::kRuns || redis_ == Redis::kFull; }
  void FillRedis() {
    if (redis_ != Redis::kRuns) return;
    house_.redis.Fill();
    redis_ = Redis::kFull;
  }

  void PublishOfSubjects(const std::string& what) {
    for (int i = 1 + Below(10); i > 0; --i) {
      const std::string subject = Subject(Below(kSubjects));
      house_.Publish(subject, what + subject + " " + std::to_string(++batch_));
    }
  }

  // An entry comes a second time, under an id that Redis takes for a later one.
  void RepeatEntry() {
    if (redis_ != Redis::kRuns) return;
    redis::Connection redis(house_.redis.url());
    const std::string stream = events::StreamName("exchange", house_.epoch());
    const redis::Reply last = redis.Command({"XREVRANGE", stream, "+", "-", "COUNT", "1"});
    if (last.items.empty()) return;
    const std::string id = last.items[0].items[0].text;
    std::vector<std::string> again = {"XADD", stream,
                                      id.substr(0, id.find('-')) + "-" + std::to_string(std::stoi(id.substr(id.find('-') + 1)) + 1)};
    for (const redis::Reply& word : last.items[0].items[1].items) again.push_back(word.text);
    redis.Command(again);
  }

  void LoseEntry() {
    if (redis_ != Redis::kRuns || house_.head() == 0) return;
    redis::Connection redis(house_.redis.url());
    redis.Command(
        {"XDEL", events::StreamName("exchange", house_.epoch()), std::to_string(1 + Below(static_cast<int>(house_.head()))) + "-0"});
  }

  void BackUp() {
    house_.BackUp();
    backed_up_ = true;
  }

  // As operators do it: nothing runs meanwhile.
  void Restore() {
    if (!backed_up_) return;
    followers_.clear();
    relays_.clear();
    house_.Restore();
    relays_.push_back(house_.StartRelay());
    followers_.push_back(house_.StartFollower(absl::Milliseconds(50)));
  }

  // What was published is old now, and a relay begins by looking for that.
  void Trim() {
    house_.clock.Advance(absl::Hours(24 * 31));
    relays_.clear();
    relays_.push_back(house_.StartRelay());
  }

  template <class Things>
  void EndOne(Things& things) {
    if (!things.empty()) things.erase(things.begin() + Below(static_cast<int>(things.size())));
  }

  void Heal() {
    house_.slow = false;
    house_.log_reachable = true;
    StartRedis();
    if (relays_.empty()) relays_.push_back(house_.StartRelay());
    if (followers_.empty()) followers_.push_back(house_.StartFollower(absl::Milliseconds(50)));
  }

  const Kind kind_;
  std::mt19937 random_;
  Drawn& drawn_;
  House house_;
  std::vector<std::unique_ptr<events::Relay>> relays_;
  std::vector<std::unique_ptr<events::Follower>> followers_;
  std::string story_;
  int batch_ = 0;
  Redis redis_ = Redis::kRuns;
  bool backed_up_ = false;
};

int Number(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoi(text);
}

// Tries as many schedules of a kind as are wanted; `check` looks at what came of each.
void TrySchedules(Kind kind, const std::function<void(Schedule& schedule, House& house)>& check) {
  constexpr int kSchedules = 6;
  const int first = Number("PARLEY_TEST_SEED", 1);
  const int last = first + Number("PARLEY_TEST_SCHEDULES", kSchedules) - 1;
  Drawn drawn;
  for (int seed = first; seed <= last; ++seed) {
    Schedule schedule(kind, static_cast<unsigned>(seed), drawn);
    schedule.Run();
    INFO("seed " << seed << ": " << schedule.story());
    check(schedule, schedule.house());
    CHECK(schedule.house().dead_letters() == 0);
  }
  if (last - first + 1 < kSchedules) return;
  for (const auto& [act, times] : drawn) {
    INFO(act);
    CHECK(times > 0);
  }
}

// The labels that speak of a subject.
std::vector<std::string> Of(const std::string& subject, std::vector<std::string> labels) {
  std::erase_if(labels, [&](const std::string& label) { return label.find(subject + " ") == std::string::npos; });
  return labels;
}

TEST_CASE("whatever happens, each effect happens once and in order, and what was told is so") {
  TrySchedules(Kind::kNews, [](Schedule&, House& house) {
    Eventually([&] { return house.applied().size() >= house.published().size(); });
    REQUIRE(house.applied() == house.published());
    CHECK(Eventually([&] { return house.states() == house.told(); }));
  });
}

TEST_CASE("whatever happens, also to a producer that is put back to a backup and lets go of old events, what it tells is so") {
  TrySchedules(Kind::kStates, [](Schedule&, House& house) {
    // Of what it told only after the backup nothing is known any more.
    CHECK(Eventually([&] {
      const auto states = house.states();
      return std::all_of(house.told().begin(), house.told().end(), [&](const auto& told) {
        const auto found = states.find(told.first);
        return found != states.end() && found->second == told.second;
      });
    }));
  });
}

TEST_CASE("whatever happens, what could not be applied is applied once in the end, in the order of its subject") {
  TrySchedules(Kind::kIll, [](Schedule& schedule, House& house) {
    schedule.FallIll();
    REQUIRE(Eventually([&] { return house.applied().size() + static_cast<size_t>(house.dead_letters()) >= house.published().size(); }));
    CHECK(house.dead_letters() >= 2 * kSubjects);
    CHECK(Eventually([&] {
      schedule.RetryDeadLetters();
      return house.dead_letters() == 0 && house.applied().size() >= house.published().size();
    }));
    CHECK(house.applied().size() == house.published().size());
    for (int i = 0; i < kSubjects; ++i) CHECK(Of(Subject(i), house.applied()) == Of(Subject(i), house.published()));
    CHECK(Eventually([&] { return house.states() == house.told(); }));
  });
}

}  // namespace
}  // namespace parley::test
