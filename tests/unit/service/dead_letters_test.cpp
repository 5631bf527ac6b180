#include "libs/service/dead_letters.h"

#include <algorithm>
#include <sstream>

#include "catch2/catch.hpp"
#include "libs/events/applying.h"
#include "libs/events/migrations.h"
#include "parley/catalog/v1/events.pb.h"
#include "tests/support/database.h"

namespace parley::service {
namespace {

const absl::Time kNow = absl::UnixEpoch() + absl::Seconds(1'800'000'000);

// A service that follows the catalog and can't apply anything about the aggregates in `ill`.
class Follows {
 public:
  // Events of these aggregates arrive, in order.
  void Hear(const std::vector<std::string>& aggregates) {
    std::vector<events::v1::Event> all;
    events::Place place = events::LoadPlace(db_, "catalog");
    if (place.epoch.empty()) events::MovePlace(db_, "catalog", place, {"epoch", 0});
    for (const std::string& aggregate : aggregates) {
      catalog::v1::RunOpened opened;
      opened.set_run_id(aggregate);
      events::v1::Event& event = all.emplace_back();
      event.set_position(place.position + static_cast<int64_t>(all.size()));
      event.set_type(std::string(opened.GetDescriptor()->full_name()));
      event.set_aggregate_id(aggregate);
      event.set_payload(opened.SerializeAsString());
    }
    events::Apply(db_, following_, place, all, kNow);
  }

  struct Answer {
    int code;
    std::string text;
  };
  Answer Say(const std::vector<std::string>& words) {
    std::ostringstream out;
    const int code = RunDeadLetters(database_.options(), {&following_}, FakeClock(kNow), words, out);
    return {code, out.str()};
  }

  std::vector<std::string> ill;
  std::vector<std::string> applied;

 private:
  const postgres::MigrationSet sets_[1] = {events::Migrations()};
  test::Database database_{"exchange", sets_};
  postgres::Connection db_{database_.options()};
  events::Following following_{"catalog", {events::On<catalog::v1::RunOpened>([this](auto&, const auto& event, absl::Time) {
                                 if (std::find(ill.begin(), ill.end(), event.run_id()) != ill.end()) return absl::InternalError("ill");
                                 applied.push_back(event.run_id());
                                 return absl::OkStatus();
                               })}};
};

TEST_CASE("dead letters are listed by aggregate, with what the first died of") {
  Follows service;
  CHECK(service.Say({}).text == "There are no dead letters.\n");
  service.ill = {"r1", "r3"};
  service.Hear({"r1", "r2", "r3", "r1"});
  const auto list = service.Say({});
  CHECK(list.code == 0);
  CHECK(list.text ==
        "r1  catalog, 2 events since 2027-01-15T08:00:00+00:00: RunOpened at position 1: INTERNAL: ill\n"
        "r3  catalog, 1 event since 2027-01-15T08:00:00+00:00: RunOpened at position 3: INTERNAL: ill\n");
  CHECK(service.applied == std::vector<std::string>{"r2"});
}

TEST_CASE("dead letters are retried, all or those of an aggregate, and what stays dead is told") {
  Follows service;
  service.ill = {"r1", "r2", "r3"};
  service.Hear({"r1", "r2", "r3", "r1"});
  service.ill = {"r3"};
  const auto one = service.Say({"retry", "r1"});
  CHECK(one.code == 0);
  CHECK(one.text == "r1  catalog: 2 events applied\n");
  const auto rest = service.Say({"retry"});
  CHECK(rest.code == 1);
  CHECK(rest.text == "r2  catalog: 1 event applied\nr3  catalog: 0 events applied, then: INTERNAL: ill\n");
  CHECK(service.applied == std::vector<std::string>{"r1", "r1", "r2"});
  service.ill.clear();
  CHECK(service.Say({"retry", "r2"}).text == "There are no dead letters of these.\n");
  CHECK(service.Say({"retry"}).code == 0);
  CHECK(service.Say({"retry"}).text == "There are no dead letters.\n");
  service.Hear({"r3"});
  CHECK(service.applied == std::vector<std::string>{"r1", "r1", "r2", "r3", "r3"});
}

TEST_CASE("words that mean nothing are answered with those that do") {
  Follows service;
  CHECK(service.Say({"rertry"}).code == 2);
}

}  // namespace
}  // namespace parley::service
