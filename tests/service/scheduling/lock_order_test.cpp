// In which order runs, people and placements are locked, shown step by step: somebody holds some of them by hand meanwhile.

#include <algorithm>
#include <future>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "services/scheduling/store/groups.h"
#include "services/scheduling/store/people.h"
#include "services/scheduling/store/runs.h"
#include "tests/service/scheduling/house.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"

namespace parley::scheduling {
namespace {

using test::Eventually;

constexpr postgres::Statement kTold{"TestTold", "SELECT told_version FROM people WHERE user_id = $1"};

// Somebody else's session. What it locks it holds until it is done.
class Holder {
 public:
  explicit Holder(House& house) : db_(house.database()), transaction_(db_.Begin()) {}

  void LockRun(const std::string& run_id) { REQUIRE(store::GetRunForUpdate(transaction_, RunId::Trusted(run_id))); }
  // As AddRunFacilitator does, of a run that it has locked.
  void NotePerson(const UserId& user_id) {
    store::NotePerson(transaction_, user_id);
    transaction_.Settle();
  }
  bool LockPlacement(const std::string& run_id, const UserId& user_id) {
    return store::LockPlacement(transaction_, RunId::Trusted(run_id), user_id);
  }
  postgres::Session& session() { return transaction_; }
  void Done() { transaction_.Commit(); }

 private:
  postgres::Connection db_;
  postgres::Transaction transaction_;
};

// As the neighbours tell it; nobody waits for scheduling here.
void Enrol(House& house, const std::string& run_id, const UserId& user_id) {
  catalog::v1::EnrolmentChanged event;
  event.set_enrolment_id(Fresh());
  event.set_run_id(run_id);
  event.set_user_id(user_id.text());
  event.set_state(catalog::v1::Enrolment::STATE_ENROLLED);
  *event.mutable_change_time() = rpc::ToProto(house.clock().Now());
  house.catalog().producer().Publish(event.enrolment_id(), event);
}

void Change(House& house, const UserId& user_id) {
  identity::v1::UserChanged event;
  event.set_user_id(user_id.text());
  event.set_version(7);
  house.identity().producer().Publish(user_id.text(), event);
}

bool WasTold(House& house, const UserId& user_id) {
  const postgres::Result told = house.db().Execute(kTold, user_id);
  return !told.empty() && told.front().Get<int64_t>("told_version") == 7;
}

void DismissFacilitator(House& house, const UserId& user_id) {
  identity::v1::RoleRevoked event;
  event.set_user_id(user_id.text());
  event.set_role(api::v1::ROLE_FACILITATOR);
  event.set_version(8);
  house.identity().producer().Publish(user_id.text(), event);
}

template <class Event>
void End(House& house, const std::string& run_id) {
  Event event;
  event.set_run_id(run_id);
  house.catalog().producer().Publish(run_id, event);
}

UserId Somebody(House& house) { return UserId::New(house.clock().Now()); }

TEST_CASE("who is enrolled in one run is not held while another run is waited for") {
  House house;
  const std::string first = house.AddRun(false).run_id();
  const std::string second = house.AddRun(false).run_id();
  const UserId amal = Somebody(house);
  const UserId ben = Somebody(house);
  // While scheduling waits for the gate's run, the next two come, and it takes them up at once.
  Holder gate(house);
  gate.LockRun(house.run_id());
  Enrol(house, house.run_id(), ben);
  REQUIRE(test::AwaitWaiter(house.db(), gate.session()));
  Enrol(house, first, amal);
  Enrol(house, second, ben);
  house.catalog().producer().AwaitRelayed();
  Holder coordinator(house);
  coordinator.LockRun(second);
  gate.Done();
  const auto is_enrolled = [&](const std::string& run_id, const UserId& user_id) {
    return store::GetMembership(house.db(), RunId::Trusted(run_id), user_id).state == domain::Enrolment::kEnrolled;
  };
  REQUIRE(Eventually([&] { return is_enrolled(house.run_id(), ben); }));
  REQUIRE(test::AwaitWaiter(house.db(), coordinator.session()));
  CHECK_NOTHROW(coordinator.NotePerson(amal));
  coordinator.Done();
  CHECK(Eventually([&] { return is_enrolled(first, amal) && is_enrolled(second, ben); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

// `first` and `second` end while scheduling waits with another, so that it takes them up at once.
template <class Event>
void ExpectEndsApart(House& house) {
  const std::string first = house.AddRun(false).run_id();
  const std::string second = house.AddRun(false).run_id();
  const auto has_ended = [&](const std::string& run_id) {
    return store::GetRun(house.db(), RunId::Trusted(run_id))->state >= domain::RunState::kFinished;
  };
  Holder gate(house);
  gate.LockRun(house.run_id());
  End<Event>(house, house.run_id());
  REQUIRE(test::AwaitWaiter(house.db(), gate.session()));
  End<Event>(house, first);
  End<Event>(house, second);
  house.catalog().producer().AwaitRelayed();
  Holder coordinator(house);
  coordinator.LockRun(second);
  gate.Done();
  REQUIRE(Eventually([&] { return has_ended(house.run_id()); }));
  REQUIRE(test::AwaitWaiter(house.db(), coordinator.session()));
  CHECK_NOTHROW(coordinator.LockRun(first));
  coordinator.Done();
  CHECK(Eventually([&] { return has_ended(first) && has_ended(second); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

TEST_CASE("runs that end together are not held together") {
  House house;
  SECTION("finished") { ExpectEndsApart<catalog::v1::RunFinished>(house); }
  SECTION("cancelled") { ExpectEndsApart<catalog::v1::RunCancelled>(house); }
}

TEST_CASE("who changed is not held while the runs of a facilitator are waited for") {
  House house;
  const UserId fatima = house.Facilitator("Europe/Paris");
  const UserId amal = Somebody(house);
  const UserId ben = Somebody(house);
  Holder gate(house);
  gate.NotePerson(ben);
  Change(house, ben);
  REQUIRE(test::AwaitWaiter(house.db(), gate.session()));
  Change(house, amal);
  DismissFacilitator(house, fatima);
  house.identity().producer().AwaitRelayed();
  Holder coordinator(house);
  coordinator.LockRun(house.run_id());
  gate.Done();
  REQUIRE(Eventually([&] { return WasTold(house, ben); }));
  REQUIRE(test::AwaitWaiter(house.db(), coordinator.session()));
  CHECK_NOTHROW(coordinator.NotePerson(amal));
  coordinator.Done();
  CHECK(Eventually([&] { return WasTold(house, amal); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

TEST_CASE("a follower that waits for a row lets those go on that follow others") {
  House house;
  const UserId amal = Somebody(house);
  Holder coordinator(house);
  coordinator.LockRun(house.run_id());
  Enrol(house, house.run_id(), amal);
  REQUIRE(test::AwaitWaiter(house.db(), coordinator.session()));
  const UserId ben = Somebody(house);
  Change(house, ben);
  CHECK(Eventually([&] { return WasTold(house, ben); }));
  coordinator.Done();
  CHECK(Eventually(
      [&] { return store::GetMembership(house.db(), RunId::Trusted(house.run_id()), amal).state == domain::Enrolment::kEnrolled; }));
}

TEST_CASE("somebody's placements are locked in the order of their runs") {
  House house;
  const UserId amal = Somebody(house);
  std::vector<std::string> runs = {house.AddRun(false).run_id(), house.AddRun(false).run_id()};
  std::sort(runs.begin(), runs.end());
  // In the table the later run's comes first.
  for (const std::string& run_id : {runs[1], runs[0]}) store::PutPendingPlacement(house.db(), RunId::Trusted(run_id), amal);
  Holder seats(house);
  REQUIRE(seats.LockPlacement(runs[0], amal));
  auto renewing = std::async(std::launch::async, [&] {
    postgres::Connection db(house.database());
    store::RenewPlacementsOfUser(db, amal);
  });
  REQUIRE(test::AwaitWaiter(house.db(), seats.session()));
  CHECK(seats.LockPlacement(runs[1], amal));
  seats.Done();
  CHECK_NOTHROW(renewing.get());
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

}  // namespace
}  // namespace parley::scheduling
