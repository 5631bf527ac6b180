#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "services/catalog/seed/courses.h"
#include "tests/service/catalog/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::PlannedPrompt& AddPrompt(v1::CreateRunRequest& request, int module, const std::string& text) {
  v1::PlannedPrompt& prompt = *request.mutable_run()->add_prompts();
  prompt.set_module_id(ThreeModules().modules[module].id.text());
  prompt.set_text(text);
  return prompt;
}

TEST_CASE("a coordinator creates a draft with its whole plan and opens it") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run draft;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), draft, bearer), IsOk());
  CHECK(draft.state() == v1::Run::STATE_DRAFT);
  CHECK(draft.title() == "Newcomers and Nationalism");
  CHECK(draft.time_zone() == "UTC");
  CHECK(draft.enrolled_count() == 0);
  CHECK(draft.partner_id() == SeedPartner().text());
  CHECK(draft.working_languages_size() == 3);
  CHECK(rpc::FromProto(draft.end_time()) == rpc::FromProto(draft.start_time()) + absl::Hours(24 * 7 * 3));
  CHECK(draft.group_size().min_present() == 8);
  CHECK(draft.group_size().max_present() == 10);
  CHECK(draft.meetings().empty());
  CHECK(draft.video_limits().min_duration().seconds() == 5);
  CHECK(draft.video_limits().max_duration().seconds() == 180);
  CHECK(draft.video_limits().max_size_bytes() == 300 << 20);
  REQUIRE(draft.prompts_size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(draft.prompts(i).module_id() == ThreeModules().modules[i].id.text());
    CHECK(draft.prompts(i).text() == ThreeModules().modules[i].prompt_text);
    CHECK(rpc::FromProto(draft.prompts(i).open_time()) == rpc::FromProto(draft.start_time()) + absl::Hours(24 * 7 * i));
    CHECK_FALSE(draft.prompts(i).has_close_time());
  }

  v1::GetRunRequest get;
  v1::Run run;
  get.set_run_id(draft.run_id());
  CHECK_THAT(house.Call("GetRun", get, run), HasCode(absl::StatusCode::kNotFound));

  v1::OpenRunRequest open;
  open.set_run_id(draft.run_id());
  open.set_etag(draft.etag());
  open.set_request_id(Fresh());
  v1::Run opened;
  REQUIRE_THAT(house.Call("OpenRun", open, opened, bearer), IsOk());
  CHECK(opened.state() == v1::Run::STATE_OPEN);
  CHECK(opened.etag() != draft.etag());
  CHECK(opened.prompts_size() == 3);
  REQUIRE_THAT(house.Call("GetRun", get, run), IsOk());
  CHECK(run.SerializeAsString() == opened.SerializeAsString());

  REQUIRE(Eventually([&] { return house.Events().size() == 2; }));
  v1::RunCreated created;
  REQUIRE(created.ParseFromString(house.Events("RunCreated").at(0).payload()));
  CHECK(created.run().SerializeAsString() == draft.SerializeAsString());
  CHECK(house.Events("RunCreated").at(0).aggregate_id() == draft.run_id());
  v1::RunOpened event;
  REQUIRE(event.ParseFromString(house.Events("RunOpened").at(0).payload()));
  CHECK(event.run_id() == draft.run_id());
}

TEST_CASE("one call creates an open run with prompts of one's own") {
  House house;
  auto request = house.RunRequest(7);
  request.set_open(true);
  request.mutable_run()->set_title("  Autumn group ");
  request.mutable_run()->set_time_zone("Africa/Tunis");
  request.mutable_run()->add_working_languages("fr");
  request.mutable_run()->mutable_video_limits()->mutable_max_duration()->set_seconds(60);
  AddPrompt(request, 2, "C?");
  AddPrompt(request, 0, "A, with \"quotes\", {braces}, a \\ and\na second line?");
  auto& timed = AddPrompt(request, 1, "B?");
  *timed.mutable_open_time() = rpc::ToProto(house.clock().Now());
  *timed.mutable_close_time() = rpc::ToProto(house.clock().Now() + absl::Hours(1));
  v1::Run run, read;
  REQUIRE_THAT(house.Call("CreateRun", request, run, house.Coordinator()), IsOk());
  CHECK(run.state() == v1::Run::STATE_OPEN);
  CHECK(run.title() == "Autumn group");
  CHECK(run.capacity() == 7);
  CHECK(run.video_limits().max_duration().seconds() == 60);
  CHECK(run.video_limits().min_duration().seconds() == 5);
  CHECK(run.working_languages_size() == 1);
  v1::GetRunRequest get;
  get.set_run_id(run.run_id());
  REQUIRE_THAT(house.Call("GetRun", get, read), IsOk());
  CHECK(read.SerializeAsString() == run.SerializeAsString());
  REQUIRE(read.prompts_size() == 3);
  CHECK(read.prompts(0).text() == "C?");
  CHECK(read.prompts(1).text() == "A, with \"quotes\", {braces}, a \\ and\na second line?");
  CHECK(rpc::FromProto(read.prompts(2).close_time()) == house.clock().Now() + absl::Hours(1));
}

TEST_CASE("creating a run again with the same request_id creates one") {
  House house;
  const std::string bearer = house.Coordinator();
  auto request = house.RunRequest();
  request.set_open(true);
  v1::Run first, second;
  REQUIRE_THAT(house.Call("CreateRun", request, first, bearer), IsOk());
  REQUIRE_THAT(house.Call("CreateRun", request, second, bearer), IsOk());
  CHECK(first.run_id() == second.run_id());
  request.mutable_run()->set_capacity(5);
  CHECK_THAT(house.Call("CreateRun", request, second, bearer), NamesField("request_id"));
  v1::ListRunsRequest list;
  v1::ListRunsResponse runs;
  list.set_course_id("-");
  REQUIRE_THAT(house.Call("ListRuns", list, runs), IsOk());
  CHECK(runs.runs_size() == 1);
}

TEST_CASE("a run with bad input is refused by name and nothing is created") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run response;
  const auto refused = [&](const std::string& field, auto change) {
    INFO(field);
    auto request = house.RunRequest();
    change(request);
    CHECK_THAT(house.Call("CreateRun", request, response, bearer), NamesField(field));
  };
  using R = v1::CreateRunRequest;
  refused("run.course_id", [](R& r) { r.mutable_run()->clear_course_id(); });
  refused("run.course_id", [](R& r) { r.mutable_run()->set_course_id(std::string(100'000, 'a')); });
  refused("run.format", [](R& r) { r.mutable_run()->clear_format(); });
  refused("run.format", [](R& r) { r.mutable_run()->set_format(static_cast<v1::Run::Format>(9)); });
  refused("run.start_time", [](R& r) { r.mutable_run()->clear_start_time(); });
  refused("run.start_time", [](R& r) { r.mutable_run()->mutable_start_time()->set_seconds(0); });
  refused("run.start_time", [](R& r) { r.mutable_run()->mutable_start_time()->set_seconds(1LL << 60); });
  refused("run.capacity", [](R& r) { r.mutable_run()->set_capacity(0); });
  refused("run.capacity", [](R& r) { r.mutable_run()->set_capacity(-1); });
  refused("run.capacity", [](R& r) { r.mutable_run()->set_capacity(100'001); });
  refused("run.title", [](R& r) { r.mutable_run()->set_title(std::string(201, 'a')); });
  refused("run.title", [](R& r) { r.mutable_run()->set_title(std::string("a\0b", 3)); });
  refused("run.time_zone", [](R& r) { r.mutable_run()->set_time_zone("Mars/Olympus"); });
  refused("run.working_languages[1]", [](R& r) {
    r.mutable_run()->add_working_languages("en");
    r.mutable_run()->add_working_languages("en");
  });
  refused("run.working_languages[0]", [](R& r) { r.mutable_run()->add_working_languages("english please"); });
  refused("run.working_languages", [](R& r) {
    for (int i = 0; i < 1000; ++i) r.mutable_run()->add_working_languages("en");
  });
  refused("run.video_limits.min_duration",
          [](R& r) { r.mutable_run()->mutable_video_limits()->mutable_min_duration()->set_nanos(999'000'000); });
  refused("run.video_limits.max_duration", [](R& r) { r.mutable_run()->mutable_video_limits()->mutable_max_duration()->set_seconds(601); });
  refused("run.video_limits.max_duration", [](R& r) { r.mutable_run()->mutable_video_limits()->mutable_max_duration()->set_seconds(4); });
  refused("run.video_limits.max_duration", [](R& r) { r.mutable_run()->mutable_video_limits()->mutable_max_duration()->set_seconds(-1); });
  refused("run.video_limits.max_size_bytes", [](R& r) { r.mutable_run()->mutable_video_limits()->set_max_size_bytes(1024); });
  refused("run.video_limits.max_size_bytes", [](R& r) { r.mutable_run()->mutable_video_limits()->set_max_size_bytes((2LL << 30) + 1); });
  refused("run.video_limits.max_size_bytes", [](R& r) { r.mutable_run()->mutable_video_limits()->set_max_size_bytes(-5); });
  refused("run.prompts", [](R& r) {
    for (int i = 0; i < 101; ++i) AddPrompt(r, i % 3, "?");
  });
  refused("run.prompts[0].text", [](R& r) { AddPrompt(r, 0, "  "); });
  refused("run.prompts[0].text", [](R& r) { AddPrompt(r, 0, std::string(1001, 'a')); });
  refused("run.prompts[0].text", [](R& r) { AddPrompt(r, 0, "\x1B[2J"); });
  refused("run.prompts[0].module_id", [](R& r) { AddPrompt(r, 0, "?").clear_module_id(); });
  refused("run.prompts[0].module_id", [](R& r) { AddPrompt(r, 0, "?").set_module_id(seed::Courses()[0].modules[0].id.text()); });
  refused("run.prompts[0].open_time", [](R& r) { AddPrompt(r, 0, "?").mutable_open_time()->set_seconds(1); });
  refused("run.prompts[0].close_time", [](R& r) { *AddPrompt(r, 0, "?").mutable_close_time() = r.run().start_time(); });
  refused("run.end_time", [](R& r) { *r.mutable_run()->mutable_end_time() = r.run().start_time(); });
  refused("run.end_time", [](R& r) { r.mutable_run()->mutable_end_time()->set_seconds(1LL << 60); });
  refused("run.group_size.min_present", [](R& r) { r.mutable_run()->mutable_group_size()->set_min_present(1); });
  refused("run.group_size.min_present", [](R& r) { r.mutable_run()->mutable_group_size()->set_min_present(31); });
  refused("run.group_size.max_present", [](R& r) { r.mutable_run()->mutable_group_size()->set_max_present(7); });
  refused("run.group_size.max_present", [](R& r) { r.mutable_run()->mutable_group_size()->set_max_present(31); });
  refused("request_id", [](R& r) { r.clear_request_id(); });
  CHECK_THAT(house.Call("CreateRun", R(), response, bearer), HasCode(absl::StatusCode::kInvalidArgument));
  CHECK(house.Events().empty());
}

TEST_CASE("runs are created by coordinators of the course's partner alone") {
  House house;
  v1::Run response;
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response, house.Participant()), HasCode(absl::StatusCode::kPermissionDenied));
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response, house.ForeignCoordinator()), HasCode(absl::StatusCode::kNotFound));
  auto request = house.RunRequest();
  request.mutable_run()->set_course_id(Fresh());
  CHECK_THAT(house.Call("CreateRun", request, response, house.Coordinator()), HasCode(absl::StatusCode::kNotFound));
  CHECK(house.Events().empty());
}

TEST_CASE("identity is asked about a coordinator of whom no event told, for one call, and its absence is told as such") {
  House house;
  const auto user_id = UserId::New(house.clock().Now());
  const std::string bearer = house.identity().tokens().Bearer(user_id, {auth::Role::kCoordinator}, house.clock().Now());
  house.identity().AddCoordinator(user_id, SeedPartner());
  v1::Run response;
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), response, bearer), IsOk());
  CHECK(house.identity().ask_count() == 1);
  // As when the role was taken away while identity answered.
  house.identity().RemoveCoordinator(user_id);
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response, bearer), HasCode(absl::StatusCode::kNotFound));
  house.identity().GoAway();
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response, bearer), HasReason("OWNER_UNAVAILABLE"));
}

TEST_CASE("a coordinator's role that identity published is known without asking, until it is taken away") {
  House house;
  const auto user_id = UserId::New(house.clock().Now());
  house.identity().PublishRole(UserId::New(house.clock().Now()), api::v1::ROLE_FACILITATOR, "");
  house.identity().PublishRole(user_id, api::v1::ROLE_COORDINATOR, SeedPartner().text());
  const std::string bearer = house.identity().tokens().Bearer(user_id, {auth::Role::kCoordinator}, house.clock().Now());
  // Until the event is here identity, which does not know the user, answers for it.
  v1::Run response;
  REQUIRE(Eventually([&] { return house.Call("CreateRun", house.RunRequest(), response, bearer).ok(); }));
  const int asked = house.identity().ask_count();
  REQUIRE_THAT(house.Call("CreateRun", house.RunRequest(), response, bearer), IsOk());
  CHECK(house.identity().ask_count() == asked);
  house.identity().PublishRevoked(user_id, api::v1::ROLE_FACILITATOR, SeedPartner().text());
  house.identity().PublishRevoked(user_id, api::v1::ROLE_COORDINATOR, SeedPartner().text());
  REQUIRE(Eventually([&] { return !house.Call("CreateRun", house.RunRequest(), response, bearer).ok(); }));
  CHECK_THAT(house.Call("CreateRun", house.RunRequest(), response, bearer), HasCode(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace parley::catalog
