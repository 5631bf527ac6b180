#include "catch2/catch.hpp"
#include "tests/service/catalog/house.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

template <class Request>
Request Of(const v1::Run& run) {
  Request request;
  request.set_run_id(run.run_id());
  request.set_request_id(Fresh());
  return request;
}

v1::GetRunRequest Get(const v1::Run& run) {
  v1::GetRunRequest request;
  request.set_run_id(run.run_id());
  return request;
}

v1::ListPartnerRunsRequest RunsOf(const PartnerId& partner_id, int page_size = 0) {
  v1::ListPartnerRunsRequest request;
  request.set_partner_id(partner_id.text());
  request.set_page_size(page_size);
  return request;
}

TEST_CASE("an API client creates, reads, opens and calls off a run of its partner") {
  House house;
  const std::string bearer = house.Client("runs.write");
  v1::Run draft, run;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, bearer), IsOk());
  REQUIRE_THAT(house.Call("GetRun", Get(draft), run, bearer), IsOk());
  CHECK(run.state() == v1::Run::STATE_DRAFT);
  REQUIRE_THAT(house.Call("OpenRun", Of<v1::OpenRunRequest>(draft), run, bearer), IsOk());
  CHECK(run.state() == v1::Run::STATE_OPEN);
  REQUIRE_THAT(house.Call("CancelRun", Of<v1::CancelRunRequest>(draft), run, bearer), IsOk());
  CHECK(run.state() == v1::Run::STATE_CANCELLED);
}

TEST_CASE("an API client needs the scope that the contract names") {
  House house;
  v1::Run draft, run;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  for (const char* scope : {"courses.write", "rosters.write", "events.read"}) {
    const std::string bearer = house.Client(scope);
    CHECK_THAT(house.Call("CreateRun", house.RunRequest(), run, bearer), HasReason("SCOPE_REQUIRED"));
    CHECK_THAT(house.Call("OpenRun", Of<v1::OpenRunRequest>(draft), run, bearer), HasReason("SCOPE_REQUIRED"));
    CHECK_THAT(house.Call("CancelRun", Of<v1::CancelRunRequest>(draft), run, bearer), HasReason("SCOPE_REQUIRED"));
  }
  v1::Enrolment enrolment;
  CHECK_THAT(house.Call("Enrol", Of<v1::EnrolRequest>(draft), enrolment, house.Client("runs.write")), HasReason("SCOPE_REQUIRED"));
}

TEST_CASE("a draft is seen by its partner alone") {
  House house;
  v1::Run draft, run;
  const std::string coordinator = house.Coordinator();
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, coordinator), IsOk());
  CHECK_THAT(house.Call("GetRun", Get(draft), run, coordinator), IsOk());
  CHECK_THAT(house.Call("GetRun", Get(draft), run, house.Client("events.read")), IsOk());
  for (const std::string& bearer : {std::string(), house.Participant(), house.ForeignCoordinator(), house.ForeignClient("runs.write")}) {
    CHECK_THAT(house.Call("GetRun", Get(draft), run, bearer), HasCode(absl::StatusCode::kNotFound));
  }
}

TEST_CASE("a partner lists its runs in every state, page by page") {
  House house;
  const v1::Run open = house.OpenRun();
  v1::Run draft, cancelled;
  house.clock().Advance(absl::Milliseconds(1));
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, house.Coordinator()), IsOk());
  house.clock().Advance(absl::Milliseconds(1));
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), cancelled, house.Coordinator()), IsOk());
  REQUIRE_THAT(house.Call("CancelRun", Of<v1::CancelRunRequest>(cancelled), cancelled, house.Coordinator()), IsOk());

  const std::string bearer = house.Client("runs.write");
  auto request = RunsOf(SeedPartner(), 2);
  v1::ListPartnerRunsResponse first, second;
  REQUIRE_THAT(house.Call("ListPartnerRuns", request, first, bearer), IsOk());
  request.set_page_token(first.next_page_token());
  REQUIRE_THAT(house.Call("ListPartnerRuns", request, second, house.Coordinator()), IsOk());
  REQUIRE(first.runs_size() == 2);
  REQUIRE(second.runs_size() == 1);
  CHECK(first.runs(0).run_id() == cancelled.run_id());
  CHECK(first.runs(1).run_id() == draft.run_id());
  CHECK(first.runs(1).prompts_size() == 3);
  CHECK(second.runs(0).run_id() == open.run_id());
  CHECK(second.next_page_token().empty());
}

TEST_CASE("a list of a partner's runs is refused to others and for what is no page") {
  House house;
  house.OpenRun();
  v1::ListPartnerRunsResponse response;
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(SeedPartner()), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(SeedPartner()), response, house.Participant()), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(SeedPartner()), response, house.ForeignCoordinator()),
             HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(SeedPartner()), response, house.ForeignClient("runs.write")),
             HasCode(absl::StatusCode::kNotFound));
  const std::string bearer = house.Client("runs.write");
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(SeedPartner(), 101), response, bearer), NamesField("page_size"));
  CHECK_THAT(house.Call("ListPartnerRuns", RunsOf(PartnerId()), response, bearer), NamesField("partner_id"));
  auto request = RunsOf(SeedPartner());
  request.set_page_token("x");
  CHECK_THAT(house.Call("ListPartnerRuns", request, response, bearer), NamesField("page_token"));
}

}  // namespace
}  // namespace parley::catalog
