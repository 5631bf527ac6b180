#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
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

constexpr absl::Duration kWeek = absl::Hours(24 * 7);

v1::CreateRunRequest RequestOf(House& house, v1::Run::Format format) {
  auto request = house.RunRequest();
  request.mutable_run()->set_format(format);
  request.set_open(true);
  return request;
}

v1::PlannedMeeting& AddMeeting(v1::CreateRunRequest& request, int module) {
  v1::PlannedMeeting& meeting = *request.mutable_run()->add_meetings();
  meeting.set_module_id(ThreeModules().modules[module].id.text());
  return meeting;
}

TEST_CASE("one call creates a synchronous run with its meetings, which its event and its readers see") {
  House house;
  v1::Run run, read;
  REQUIRE_THAT(house.Call("CreateRun", RequestOf(house, v1::Run::FORMAT_SYNCHRONOUS), run, house.Coordinator()), IsOk());
  CHECK(run.prompts().empty());
  REQUIRE(run.meetings_size() == 3);
  const absl::Time start = rpc::FromProto(run.start_time());
  for (int i = 0; i < 3; ++i) {
    CHECK(IsUuid(run.meetings(i).planned_meeting_id()));
    CHECK(run.meetings(i).module_id() == ThreeModules().modules[i].id.text());
    CHECK(run.meetings(i).duration().seconds() == 7200);
    CHECK(rpc::FromProto(run.meetings(i).window_start_time()) == start + kWeek * i);
    CHECK(rpc::FromProto(run.meetings(i).window_end_time()) == start + kWeek * (i + 1));
  }
  v1::GetRunRequest get;
  get.set_run_id(run.run_id());
  REQUIRE_THAT(house.Call("GetRun", get, read), IsOk());
  CHECK(read.SerializeAsString() == run.SerializeAsString());
  v1::ListRunsRequest list;
  v1::ListRunsResponse runs;
  list.set_course_id("-");
  REQUIRE_THAT(house.Call("ListRuns", list, runs), IsOk());
  CHECK(runs.runs(0).SerializeAsString() == run.SerializeAsString());
  REQUIRE(Eventually([&] { return house.Events("RunCreated").size() == 1; }));
  v1::RunCreated created;
  REQUIRE(created.ParseFromString(house.Events("RunCreated").at(0).payload()));
  CHECK(created.run().meetings_size() == 3);
}

TEST_CASE("a blended run keeps the meetings, windows, group size and end that its coordinator gives") {
  House house;
  auto request = RequestOf(house, v1::Run::FORMAT_BLENDED);
  const absl::Time start = rpc::FromProto(request.run().start_time());
  auto& meeting = AddMeeting(request, 2);
  meeting.mutable_duration()->set_seconds(5400);
  *meeting.mutable_window_start_time() = rpc::ToProto(start + 3 * kWeek);
  *meeting.mutable_window_end_time() = rpc::ToProto(start + 3 * kWeek + absl::Hours(48));
  request.mutable_run()->mutable_group_size()->set_min_present(4);
  request.mutable_run()->mutable_group_size()->set_max_present(6);
  *request.mutable_run()->mutable_end_time() = rpc::ToProto(start + 5 * kWeek);
  v1::Run run, read;
  REQUIRE_THAT(house.Call("CreateRun", request, run, house.Coordinator()), IsOk());
  v1::GetRunRequest get;
  get.set_run_id(run.run_id());
  REQUIRE_THAT(house.Call("GetRun", get, read), IsOk());
  CHECK(read.SerializeAsString() == run.SerializeAsString());
  CHECK(read.prompts_size() == 3);
  REQUIRE(read.meetings_size() == 1);
  CHECK(read.meetings(0).duration().seconds() == 5400);
  CHECK(rpc::FromProto(read.meetings(0).window_start_time()) == start + 3 * kWeek);
  CHECK(rpc::FromProto(read.meetings(0).window_end_time()) == start + 3 * kWeek + absl::Hours(48));
  CHECK(read.group_size().min_present() == 4);
  CHECK(read.group_size().max_present() == 6);
  CHECK(rpc::FromProto(read.end_time()) == start + 5 * kWeek);
}

TEST_CASE("a plan that breaks its format is refused with the reason, and nothing is created") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run response;
  const auto blamed = [&](const v1::CreateRunRequest& request) {
    const auto status = house.Call("CreateRun", request, response, bearer);
    CHECK_THAT(status, HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("PLAN_BREAKS_FORMAT"));
    return errors::DetailsOf(status).metadata["module_id"];
  };
  auto request = RequestOf(house, v1::Run::FORMAT_ASYNCHRONOUS);
  for (int module : {0, 2}) {
    auto& prompt = *request.mutable_run()->add_prompts();
    prompt.set_module_id(ThreeModules().modules[module].id.text());
    prompt.set_text("?");
  }
  CHECK(blamed(request) == ThreeModules().modules[1].id.text());

  request = RequestOf(house, v1::Run::FORMAT_ASYNCHRONOUS);
  AddMeeting(request, 2);
  CHECK(blamed(request).empty());

  request = RequestOf(house, v1::Run::FORMAT_SYNCHRONOUS);
  for (int module : {0, 1}) AddMeeting(request, module);
  CHECK(blamed(request).empty());
  AddMeeting(request, 1);
  CHECK(blamed(request) == ThreeModules().modules[1].id.text());

  request = RequestOf(house, v1::Run::FORMAT_BLENDED);
  AddMeeting(request, 0);
  CHECK(blamed(request) == ThreeModules().modules[1].id.text());
  CHECK(house.Events().empty());
}

TEST_CASE("a meeting with bad input is refused by name") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::Run response;
  const auto refused = [&](const std::string& field, auto change) {
    INFO(field);
    auto request = RequestOf(house, v1::Run::FORMAT_BLENDED);
    change(AddMeeting(request, 2), request);
    CHECK_THAT(house.Call("CreateRun", request, response, bearer), NamesField(field));
  };
  using M = v1::PlannedMeeting;
  using R = v1::CreateRunRequest;
  refused("run.meetings[0].module_id", [](M& m, R&) { m.clear_module_id(); });
  refused("run.meetings[0].module_id", [](M& m, R&) { m.set_module_id(std::string(100'000, 'a')); });
  refused("run.meetings[0].module_id", [](M& m, R&) { m.set_module_id(Fresh()); });
  refused("run.meetings[0].duration", [](M& m, R&) { m.mutable_duration()->set_seconds(1799); });
  refused("run.meetings[0].duration", [](M& m, R&) { m.mutable_duration()->set_seconds(4 * 3600 + 1); });
  refused("run.meetings[0].duration", [](M& m, R&) { m.mutable_duration()->set_seconds(-1); });
  refused("run.meetings[0].window_start_time", [](M& m, R&) { m.mutable_window_start_time()->set_seconds(1); });
  refused("run.meetings[0].window_end_time", [](M& m, R&) { m.mutable_window_end_time()->set_seconds(1LL << 60); });
  refused("run.meetings[0].window_end_time", [](M& m, R& r) { *m.mutable_window_end_time() = r.run().start_time(); });
  refused("run.meetings", [](M&, R& r) {
    for (int i = 0; i < 1000; ++i) AddMeeting(r, i % 3);
  });
  CHECK(house.Events().empty());
}

}  // namespace
}  // namespace parley::catalog
