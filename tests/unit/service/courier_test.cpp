#include "libs/service/courier.h"

#include <map>

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "tests/support/database.h"

namespace parley::service {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

// A table of errands that is a map, and a courier that runs them.
class Town {
 public:
  void Add(const std::string& id) { due_[id] = clock.Now(); }

  // What became of those that were taken up, in order: "a done", "b put off 500ms".
  std::vector<std::string> log;
  std::map<std::string, absl::Status> answers;  // OK where there is none
  FakeClock clock{kNow};
  std::stop_source stop;

 private:
  test::Database database_{"courier"};
  std::map<std::string, absl::Time> due_;
  std::map<std::string, int> attempts_;

  Errands Kind() {
    Errands kind;
    kind.what = "an errand";
    kind.claim = [this](postgres::Session&, absl::Time now, absl::Time lease_end) { return Claim(now, lease_end); };
    kind.done = [this](postgres::Session&, const std::string& id) { End(id, "done"); };
    kind.refused = [this](postgres::Session&, const std::string& id) { End(id, "refused"); };
    kind.put_off = [this](postgres::Session&, const std::string& id, absl::Time until) {
      log.push_back(id + " put off " + absl::FormatDuration(until - clock.Now()));
      due_[id] = until;
    };
    return kind;
  }
  std::vector<Errand> Claim(absl::Time now, absl::Time lease_end) {
    std::vector<Errand> errands;
    for (auto& [id, due] : due_) {
      if (due > now) continue;
      due = lease_end;
      errands.push_back({id, ++attempts_[id], [this, id = id] { return answers[id]; }});
    }
    return errands;
  }
  void End(const std::string& id, const std::string& how) {
    log.push_back(id + " " + how);
    due_.erase(id);
  }

 public:
  Courier courier{database_.options(), clock, {Kind()}};  // last: it uses all of the above
};

TEST_CASE("an errand is run until it is taken, later after each failure") {
  Town town;
  town.Add("a");
  town.answers["a"] = errors::Unavailable("SERVICE_UNAVAILABLE", "away");
  CHECK(town.courier.RunDue(town.stop.get_token()) == 1);
  CHECK(town.courier.RunDue(town.stop.get_token()) == 0);
  town.clock.Advance(absl::Milliseconds(500));
  CHECK(town.courier.RunDue(town.stop.get_token()) == 1);
  town.answers.clear();
  town.clock.Advance(absl::Seconds(1));
  CHECK(town.courier.RunDue(town.stop.get_token()) == 1);
  CHECK(town.courier.RunDue(town.stop.get_token()) == 0);
  CHECK(town.log == std::vector<std::string>{"a put off 500ms", "a put off 1s", "a done"});
}

TEST_CASE("an errand that is wrong is not tried again, and holds nobody up") {
  Town town;
  town.Add("a");
  town.Add("b");
  town.answers["a"] = errors::InvalidField("email", "is none");
  CHECK(town.courier.RunDue(town.stop.get_token()) == 2);
  town.clock.Advance(absl::Hours(1));
  CHECK(town.courier.RunDue(town.stop.get_token()) == 0);
  CHECK(town.log == std::vector<std::string>{"a refused", "b done"});
}

TEST_CASE("a courier that is stopped gives back what it has not begun") {
  Town town;
  town.Add("a");
  town.stop.request_stop();
  CHECK(town.courier.RunDue(town.stop.get_token()) == 1);
  CHECK(town.log == std::vector<std::string>{"a put off 0"});
}

TEST_CASE("errands back off up to half a minute") {
  CHECK(ErrandBackoff(1) == absl::Milliseconds(500));
  CHECK(ErrandBackoff(2) == absl::Seconds(1));
  CHECK(ErrandBackoff(7) == absl::Seconds(30));
  CHECK(ErrandBackoff(1000) == absl::Seconds(30));
}

}  // namespace
}  // namespace parley::service
