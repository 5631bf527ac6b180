#include <map>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/seed/courses.h"
#include "tests/service/catalog/seats.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasReason;
using test::IsOk;

TEST_CASE("when a run opens its free seats are offered in the order of confirmation, and held so that nobody else gets one") {
  House house;
  Interested(house, "abc");
  v1::Run run = house.OpenRun(2);
  Settle(house);
  CHECK(Offered(house) == std::set<std::string>{"a@example.org", "b@example.org"});
  CHECK(Held(house, run) == 2);
  const auto letter = house.notifications().offers().front();
  CHECK(letter.url().starts_with("https://parley.example/offers#"));
  CHECK(letter.run_title() == run.title());
  CHECK(rpc::FromProto(letter.expire_time()) == house.clock().Now() + kOfferTime);
  CHECK(house.Enrol(run.run_id(), house.Participant()).state() == v1::Enrolment::STATE_WAITLISTED);

  const std::string token = house.OfferTo("a@example.org");
  const v1::Offer offer = GetOffer(house, token);
  CHECK(offer.state() == v1::Offer::STATE_HELD);
  CHECK(offer.run().run_id() == run.run_id());
  CHECK(rpc::FromProto(offer.expire_time()) == house.clock().Now() + kOfferTime);
  CHECK(house.ConfirmInterest(house.ExpressInterest("d@example.org")).state() == v1::ExpressionOfInterest::STATE_OPEN);
}

TEST_CASE("an offer that expires passes its seat to the next who fits, and each is contacted once") {
  House house;
  Interested(house, "abc");
  const v1::Run run = OpenRunOfLater(house, 1);
  const std::string first_token = house.OfferTo("a@example.org");
  const auto waiting = house.Enrol(run.run_id(), house.Participant());
  REQUIRE(waiting.state() == v1::Enrolment::STATE_WAITLISTED);
  house.clock().Advance(kOfferTime);
  v1::Enrolment response;
  CHECK_THAT(house.Call("AcceptOffer", AcceptanceOf(first_token), response, house.Participant()), HasReason("OFFER_EXPIRED"));
  CHECK(GetOffer(house, first_token).state() == v1::Offer::STATE_EXPIRED);
  const std::string second = house.OfferTo("b@example.org");
  CHECK_FALSE(Remembers(house, "a@example.org"));
  CHECK(Held(house, run) == 1);
  // Once the run has begun no more offers are made, and a seat that was held goes to the waitlist.
  house.clock().Advance(kOfferTime);
  REQUIRE(Eventually([&] { return GetOffer(house, second).run().enrolled_count() == 1; }));
  CHECK(Held(house, run) == 0);
  Settle(house);
  CHECK(Offered(house).size() == 2);
  CHECK(Remembers(house, "c@example.org"));
  REQUIRE(Eventually([&] { return house.Events("EnrolmentChanged").size() == 2; }));
  v1::EnrolmentChanged change;
  REQUIRE(change.ParseFromString(house.Events("EnrolmentChanged").at(1).payload()));
  CHECK(change.enrolment_id() == waiting.enrolment_id());
  CHECK(change.state() == v1::Enrolment::STATE_ENROLLED);
}

TEST_CASE("a seat given back goes to the waitlist first, and to who fits when nobody waits") {
  House house;
  const v1::Run run = house.OpenRun(1);
  const std::string bearers[] = {house.Participant(), house.Participant()};
  const auto seated = house.Enrol(run.run_id(), bearers[0]);
  const auto waiting = house.Enrol(run.run_id(), bearers[1]);
  Interested(house, "a");
  Withdraw(house, seated, bearers[0]);
  Settle(house);
  CHECK(Offered(house).empty());
  Withdraw(house, waiting, bearers[1]);
  CHECK(Accept(house, house.OfferTo("a@example.org"), house.Participant()).state() == v1::Enrolment::STATE_ENROLLED);
}

TEST_CASE("only who fits is made an offer, also when they come after the run has opened") {
  House house;
  v1::ExpressionOfInterest other_course, other_format, other_language, other_topic, course, everything, topic;
  other_course.add_course_ids(seed::Courses()[0].id.text());
  other_format.add_formats(v1::Run::FORMAT_SYNCHRONOUS);
  other_language.add_languages("es");
  other_topic.add_topics("chemistry");
  course.add_course_ids(ThreeModules().id.text());
  course.add_topics("chemistry");
  everything.add_formats(v1::Run::FORMAT_ASYNCHRONOUS);
  everything.add_formats(v1::Run::FORMAT_BLENDED);
  everything.add_languages("es");
  everything.add_languages("fr-CA");
  everything.add_topics("nationalism");
  topic.add_course_ids(seed::Courses()[0].id.text());
  topic.add_topics("belonging");
  Interested(house, "a", other_course);
  Interested(house, "b", other_format);
  Interested(house, "c", other_language);
  Interested(house, "d", other_topic);
  Interested(house, "e", course);
  house.OpenRun(20);
  Settle(house);
  CHECK(Offered(house) == std::set<std::string>{"e@example.org"});
  Interested(house, "f", everything);
  Interested(house, "g", topic);
  Interested(house, "h", other_format);
  house.OfferTo("f@example.org");
  house.OfferTo("g@example.org");
  Settle(house);
  CHECK(Offered(house).size() == 3);
}

TEST_CASE("nobody is offered a seat of a draft, or of a run that is full") {
  House house;
  Interested(house, "a");
  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  Settle(house);
  CHECK(Offered(house).empty());
  v1::OpenRunRequest open;
  open.set_run_id(draft.run_id());
  open.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("OpenRun", open, draft, house.Coordinator()), IsOk());
  house.OfferTo("a@example.org");
}

TEST_CASE("an address is made one offer a run, though it says again that it is interested") {
  House house;
  Interested(house, "a");
  const v1::Run run = OpenRunOfLater(house, 3);
  house.OfferTo("a@example.org");
  Interested(house, "a");
  house.clock().Advance(kOfferTime);
  REQUIRE(Eventually([&] { return Held(house, run) == 0; }));
  Settle(house);
  CHECK(house.notifications().offers().size() == 1);
  house.OpenRun(3);
  house.OfferTo("a@example.org", 2);
}

TEST_CASE("a run never gives away more seats than it has while offers are accepted, expire, and people enrol and leave at once") {
  House house;
  Interested(house, "abcdefghij");
  const v1::Run run = house.OpenRun(5);
  Settle(house);
  REQUIRE(Offered(house).size() == 5);
  std::vector<std::string> tokens;
  for (const char name : std::string("abcde")) tokens.push_back(house.OfferTo(std::string(1, name) + "@example.org"));
  std::vector<std::string> bearers;
  for (int i = 0; i < 35; ++i) bearers.push_back(house.Participant());
  {
    std::vector<std::jthread> people;
    for (size_t i = 0; i < 35; ++i) {
      people.emplace_back([&, i] {
        v1::Enrolment enrolment;
        if (i < 15) {
          // Three take each offer at once.
          (void)house.Call("AcceptOffer", AcceptanceOf(tokens[i % 5]), enrolment, bearers[i]);
        } else {
          v1::EnrolRequest request;
          request.set_run_id(run.run_id());
          request.set_request_id(Fresh());
          (void)house.Call("Enrol", request, enrolment, bearers[i]);
        }
      });
    }
  }
  Settle(house);
  std::map<std::string, v1::Enrolment::State> states;
  for (const auto& event : house.Events("EnrolmentChanged")) {
    v1::EnrolmentChanged change;
    REQUIRE(change.ParseFromString(event.payload()));
    states[change.enrolment_id()] = change.state();
  }
  int seated = 0;
  for (const auto& [id, state] : states) seated += state == v1::Enrolment::STATE_ENROLLED;
  CHECK(seated == 5);
  CHECK(states.size() == 25);
  CHECK(Held(house, run) == 0);
  postgres::Connection db(house.database());
  CHECK(test::CountDeadlocks(db) == 0);
}

TEST_CASE("offers that were due while the catalog was away are made once after its start") {
  House house;
  Interested(house, "abc");
  const v1::Run run = house.OpenRun(2);
  for (int i = 0; i < 3; ++i) house.Restart();
  Settle(house);
  CHECK(Offered(house) == std::set<std::string>{"a@example.org", "b@example.org"});
  house.clock().Advance(absl::Hours(1));
  house.Restart();
  Settle(house);
  CHECK(Offered(house).size() == 2);
  CHECK(Held(house, run) == 2);
}

}  // namespace
}  // namespace parley::catalog
