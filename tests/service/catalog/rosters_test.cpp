#include <algorithm>

#include "catch2/catch.hpp"
#include "tests/service/catalog/house.h"
#include "tests/service/catalog/seats.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;
using Problem = v1::RosterProblem;
using Roster = std::vector<v1::ImportRosterRequest>;

// A stream of good rows: person-0@…, person-1@…, on lines 1, 2, …
Roster RosterOf(const v1::Run& run, int rows, const std::string& name = "person") {
  Roster roster(static_cast<size_t>(rows));
  for (int i = 0; i < rows; ++i) {
    v1::RosterRow& row = *roster[static_cast<size_t>(i)].mutable_row();
    row.set_line(i + 1);
    row.set_email(name + "-" + std::to_string(i) + "@example.org");
  }
  roster.front().set_run_id(run.run_id());
  roster.front().set_row_count(rows);
  roster.front().set_request_id(Fresh());
  return roster;
}

v1::ImportRosterResponse Import(House& house, const Roster& roster) {
  v1::ImportRosterResponse response;
  const absl::Status status = house.ImportRoster(roster, response, house.Client("rosters.write"));
  INFO(status);
  REQUIRE(status.ok());
  return response;
}

TEST_CASE("whoever is on a roster is mailed an offer, and takes the seat that is held") {
  House house;
  const v1::Run run = house.OpenRun();
  Roster roster = RosterOf(run, 2);
  roster[0].mutable_row()->set_display_name("Amira");
  roster[0].mutable_row()->set_country("LB");
  roster[0].mutable_row()->set_locale("ar");
  const auto response = Import(house, roster);
  CHECK(response.invited_count() == 2);
  CHECK(response.unchanged_count() == 0);
  CHECK(response.problems().empty());
  CHECK(Held(house, run) == 2);

  const std::string token = house.OfferTo("person-0@example.org");
  const auto offer = GetOffer(house, token);
  CHECK(offer.state() == v1::Offer::STATE_HELD);
  CHECK(offer.run().run_id() == run.run_id());
  CHECK(offer.display_name() == "Amira");
  CHECK(offer.country() == "LB");
  const auto letters = house.notifications().offers();
  CHECK(std::any_of(letters.begin(), letters.end(), [](const auto& letter) { return letter.locale() == "ar"; }));

  CHECK(Accept(house, token, house.Participant()).state() == v1::Enrolment::STATE_ENROLLED);
  CHECK(Held(house, run) == 1);
  CHECK_FALSE(Remembers(house, "person-0@example.org"));
  CHECK(GetOffer(house, token).display_name().empty());
}

TEST_CASE("a client that is revoked while it sends a roster imports nothing more") {
  House house;
  const v1::Run run = house.OpenRun();
  const std::string token = house.Client("rosters.write");
  v1::ImportRosterResponse response;
  const absl::Status status = house.ImportRoster(RosterOf(run, 3), response, token, [&] {
    house.identity().RevokeClient(token);
    v1::ImportRosterResponse none;
    REQUIRE(Eventually([&] { return HasReason("TOKEN_STALE").match(house.ImportRoster(RosterOf(run, 1), none, token)); }));
  });
  CHECK_THAT(status, HasCode(absl::StatusCode::kUnauthenticated) && HasReason("TOKEN_STALE"));
  CHECK(Held(house, run) <= 1);  // what the questions above imported before
}

TEST_CASE("bad rows are named by their line with a reason, and the good ones land") {
  House house;
  const v1::Run run = house.OpenRun();
  Roster roster = RosterOf(run, 8);
  roster[0].mutable_row()->set_email("nobody");
  roster[1].mutable_row()->set_locale("arabic!");
  roster[2].mutable_row()->set_display_name(std::string(61, 'x'));
  roster[3].mutable_row()->set_display_name("two\nlines");
  roster[4].mutable_row()->set_country("Lebanon");
  roster[5].mutable_row()->set_line(0);
  roster[6].clear_row();
  const auto response = Import(house, roster);
  CHECK(response.invited_count() == 1);
  REQUIRE(response.problems_size() == 7);
  const std::vector<std::pair<int, Problem::Reason>> expected = {
      {1, Problem::REASON_EMAIL_INVALID},        {2, Problem::REASON_LOCALE_INVALID},  {3, Problem::REASON_DISPLAY_NAME_INVALID},
      {4, Problem::REASON_DISPLAY_NAME_INVALID}, {5, Problem::REASON_COUNTRY_INVALID}, {0, Problem::REASON_LINE_MISSING},
      {0, Problem::REASON_LINE_MISSING}};
  for (int i = 0; i < response.problems_size(); ++i) {
    CHECK(response.problems(i).line() == expected[static_cast<size_t>(i)].first);
    CHECK(response.problems(i).reason() == expected[static_cast<size_t>(i)].second);
    CHECK_FALSE(response.problems(i).message().empty());
  }
  CHECK(Held(house, run) == 1);
}

TEST_CASE("a roster sent again invites nobody twice, by the same request_id or another") {
  House house;
  const v1::Run run = house.OpenRun(200);
  Roster roster = RosterOf(run, 130);
  roster[70].mutable_row()->set_email("nobody");
  const auto first = Import(house, roster);
  const std::string bearer = house.Client("rosters.write");
  v1::ImportRosterResponse again;
  CHECK(first.invited_count() == 129);
  // The same client and request_id: the first answer, though nothing happens.
  v1::ImportRosterResponse one, two;
  roster.front().set_request_id(Fresh());
  REQUIRE_THAT(house.ImportRoster(roster, one, bearer), IsOk());
  REQUIRE_THAT(house.ImportRoster(roster, two, bearer), IsOk());
  CHECK(one.unchanged_count() == 129);
  CHECK(one.invited_count() == 0);
  CHECK(one.problems_size() == 1);
  CHECK(two.SerializeAsString() == one.SerializeAsString());
  CHECK(Held(house, run) == 129);
  // Another roster under the id is a mistake; nothing of the batch that differs lands.
  roster[120].mutable_row()->set_email("somebody-else@example.org");
  CHECK_THAT(house.ImportRoster(roster, again, bearer), HasReason("REQUEST_ID_REUSED"));
  CHECK(Held(house, run) == 129);
  Settle(house);
  CHECK(Offered(house).size() == 129);
}

TEST_CASE("an address is the same however it is written, also within a roster") {
  House house;
  const v1::Run run = house.OpenRun();
  Roster roster = RosterOf(run, 2);
  roster[1].mutable_row()->set_email("Person-0@Example.ORG");
  const auto response = Import(house, roster);
  CHECK(response.invited_count() == 1);
  CHECK(response.unchanged_count() == 1);
  CHECK(Held(house, run) == 1);
}

TEST_CASE("a roster never holds more seats than there are, and names who found none") {
  House house;
  const v1::Run run = house.OpenRun(3);
  house.Enrol(run.run_id(), house.Participant());
  const auto response = Import(house, RosterOf(run, 5));
  CHECK(response.invited_count() == 2);
  REQUIRE(response.problems_size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(response.problems(i).line() == i + 3);
    CHECK(response.problems(i).reason() == Problem::REASON_RUN_FULL);
  }
  CHECK(house.Enrol(run.run_id(), house.Participant()).state() == v1::Enrolment::STATE_WAITLISTED);
}

TEST_CASE("a seat that nobody took goes on, and its address is not asked again") {
  House house;
  const v1::Run run = OpenRunOfLater(house, 1);
  REQUIRE(Import(house, RosterOf(run, 1)).invited_count() == 1);
  const auto waiting = house.Enrol(run.run_id(), house.Participant());
  CHECK(waiting.state() == v1::Enrolment::STATE_WAITLISTED);
  house.clock().Advance(kOfferTime);
  REQUIRE(Eventually([&] { return Held(house, run) == 0; }));
  const auto response = Import(house, RosterOf(run, 1));
  REQUIRE(response.problems_size() == 1);
  CHECK(response.problems(0).reason() == Problem::REASON_OFFER_ENDED);
  CHECK_FALSE(Remembers(house, "person-0@example.org"));
}

TEST_CASE("whoever a roster named is offered no other run when theirs is called off") {
  House house;
  const v1::Run run = OpenRunOfLater(house, 5);
  REQUIRE(Import(house, RosterOf(run, 1)).invited_count() == 1);
  Settle(house);
  v1::CancelRunRequest cancel;
  v1::Run cancelled;
  cancel.set_run_id(run.run_id());
  cancel.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("CancelRun", cancel, cancelled, house.Coordinator()), IsOk());
  CHECK_FALSE(Remembers(house, "person-0@example.org"));
  const v1::Run other = OpenRunOfLater(house, 5);
  Settle(house);
  CHECK(Held(house, other) == 0);
}

TEST_CASE("a roster is refused to everybody but the run's partner") {
  House house;
  const v1::Run run = house.OpenRun();
  v1::ImportRosterResponse response;
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response, house.Participant()), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response, house.Client("runs.write")), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response, house.ForeignClient("rosters.write")), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response, house.ForeignCoordinator()), HasCode(absl::StatusCode::kNotFound));
  CHECK(Held(house, run) == 0);
  CHECK_THAT(house.ImportRoster(RosterOf(run, 1), response, house.Coordinator()), IsOk());
  CHECK(Held(house, run) == 1);
}

TEST_CASE("a stream that is cut off, too long, or not of a roster lands nothing") {
  House house;
  const v1::Run run = house.OpenRun(10'000);
  const std::string bearer = house.Client("rosters.write");
  v1::ImportRosterResponse response;
  Roster roster = RosterOf(run, 150);
  roster.resize(120);
  CHECK_THAT(house.ImportRoster(roster, response, bearer), NamesField("row_count"));
  CHECK_THAT(house.ImportRoster({}, response, bearer), HasCode(absl::StatusCode::kInvalidArgument));
  roster = RosterOf(run, 1);
  roster.front().set_row_count(0);
  CHECK_THAT(house.ImportRoster(roster, response, bearer), NamesField("row_count"));
  CHECK_THAT(house.ImportRoster(RosterOf(run, 5001), response, bearer),
             HasCode(absl::StatusCode::kResourceExhausted) && HasReason("STREAM_TOO_LONG"));
  roster = RosterOf(run, 40);
  for (auto& message : roster) message.mutable_row()->set_display_name(std::string(60'000, 'x'));
  CHECK_THAT(house.ImportRoster(roster, response, bearer), HasReason("STREAM_TOO_LONG"));
  roster = RosterOf(run, 1);
  roster.front().set_request_id("x");
  CHECK_THAT(house.ImportRoster(roster, response, bearer), NamesField("request_id"));
  roster = RosterOf(run, 1);
  roster.front().set_run_id("x");
  CHECK_THAT(house.ImportRoster(roster, response, bearer), NamesField("run_id"));
  roster.front().set_run_id(Fresh());
  roster.front().set_request_id(Fresh());
  CHECK_THAT(house.ImportRoster(roster, response, bearer), HasCode(absl::StatusCode::kNotFound));
  CHECK(Held(house, run) == 0);

  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  CHECK_THAT(house.ImportRoster(RosterOf(draft, 1), response, bearer), HasReason("RUN_NOT_OPEN"));
}

}  // namespace
}  // namespace parley::catalog
