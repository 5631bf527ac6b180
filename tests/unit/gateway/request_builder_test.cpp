#include "services/gateway/transcoding/request_builder.h"

#include "catch2/catch.hpp"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/exchange/v1/exchange_service.pb.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "services/gateway/transcoding/fields.h"
#include "tests/support/sample.pb.h"
#include "tests/support/status_matchers.h"

namespace parley::gateway::transcoding {
namespace {

using test::HasReason;
using test::IsOk;
using test::NamesField;

struct Input {
  http::Method method;
  const char* target;
  const char* body = "";
  std::vector<http::Request::Header> headers = {{"Content-Type", "application/json"}};
};

// Routes the input as the gateway does and builds the request of the method found.
template <class Message>
absl::Status Build(const Input& input, Message& message) {
  const auto contracts = routes::ReadContracts();
  routes::Router router;
  for (size_t i = 0; i < contracts->size(); ++i) {
    const auto& route = (*contracts)[i];
    REQUIRE_THAT(router.Add(route.http_method, route.path_template, static_cast<int>(i)), IsOk());
  }
  http::Target target;
  REQUIRE_THAT(target.Parse(input.target), IsOk());
  const routes::Match match = router.Find(input.method, target);
  REQUIRE(match.kind == routes::Match::Kind::kFound);
  const routes::Route& route = (*contracts)[static_cast<size_t>(match.endpoint)];
  REQUIRE(route.method->input_type() == Message::descriptor());
  const http::Request head{.method = input.method, .headers = input.headers};
  return BuildRequest(route, head, target, match, input.body, message);
}

template <class Message>
void CheckBuilds(const Input& input, const char* expected) {
  CAPTURE(input.target, input.body);
  Message built;
  CHECK_THAT(Build(input, built), IsOk());
  Message wanted;
  REQUIRE(google::protobuf::TextFormat::ParseFromString(expected, &wanted));
  CAPTURE(built.ShortDebugString());
  CHECK(google::protobuf::util::MessageDifferencer::Equals(built, wanted));
}

TEST_CASE("a request is made of path, query and body") {
  using http::Method;
  CheckBuilds<catalog::v1::GetCourseRequest>({Method::kGet, "/v1/courses/c%201"}, "course_id: 'c 1'");
  CheckBuilds<catalog::v1::ListCoursesRequest>({Method::kGet, "/v1/courses?pageSize=5&page_token=a%2Bb"}, "page_size: 5 page_token: 'a+b'");
  CheckBuilds<catalog::v1::ListRunsRequest>({Method::kGet, "/v1/courses/-/runs?page_size=-1"}, "course_id: '-' page_size: -1");
  CheckBuilds<catalog::v1::EnrolRequest>({Method::kPost, "/v1/runs/r/enrolments", R"({"requestId":"q"})"}, "run_id: 'r' request_id: 'q'");
  CheckBuilds<catalog::v1::EnrolRequest>({Method::kPost, "/v1/runs/r/enrolments", R"({"runId":"other"})"}, "run_id: 'r'");
  CheckBuilds<identity::v1::GiveConsentRequest>({Method::kPost, "/v1/users/me/consents/KIND_VIDEO_PUBLICATION:give", "{}"},
                                                "kind: KIND_VIDEO_PUBLICATION");
  CheckBuilds<identity::v1::GiveConsentRequest>({Method::kPost, "/v1/users/me/consents/2:give"}, "kind: KIND_EXCHANGE_ATTRIBUTES");
  CheckBuilds<identity::v1::UpdateMeRequest>(
      {Method::kPatch, "/v1/users/me?updateMask=displayName,timeZone&requestId=q", R"({"displayName":"Amal","time_zone":"Asia/Beirut"})"},
      "user { display_name: 'Amal' time_zone: 'Asia/Beirut' } update_mask { paths: 'display_name' paths: 'time_zone' } request_id: 'q'");
  CheckBuilds<catalog::v1::CreateRunRequest>(
      {Method::kPost, "/v1/runs",
       R"({"run":{"format":"FORMAT_ASYNCHRONOUS","startTime":"2026-01-02T03:04:05Z","capacity":9,"videoLimits":{"minDuration":"1.5s","maxSizeBytes":"77"},
           "prompts":[{"text":"Who?"},{"text":"Why?"}]},"open":true})"},
      "run { format: FORMAT_ASYNCHRONOUS start_time { seconds: 1767323045 } capacity: 9 video_limits { min_duration { seconds: 1 nanos: "
      "500000000 } "
      "max_size_bytes: 77 } prompts { text: 'Who?' } prompts { text: 'Why?' } } open: true");
}

TEST_CASE("Idempotency-Key fills request_id only where there is none") {
  const http::Request::Header json{"Content-Type", "application/json"};
  CheckBuilds<catalog::v1::EnrolRequest>({http::Method::kPost, "/v1/runs/r/enrolments", "", {{"Idempotency-Key", "k"}}},
                                         "run_id: 'r' request_id: 'k'");
  CheckBuilds<catalog::v1::EnrolRequest>({http::Method::kPost, "/v1/runs/r/enrolments", "{}", {json, {"idempotency-key", "\"k\""}}},
                                         "run_id: 'r' request_id: 'k'");
  CheckBuilds<catalog::v1::EnrolRequest>(
      {http::Method::kPost, "/v1/runs/r/enrolments", R"({"requestId":"q"})", {json, {"Idempotency-Key", "k"}}},
      "run_id: 'r' request_id: 'q'");
  CheckBuilds<catalog::v1::EnrolRequest>({http::Method::kPost, "/v1/runs/r/enrolments"}, "run_id: 'r'");
  CheckBuilds<catalog::v1::GetRunRequest>({http::Method::kGet, "/v1/runs/r", "", {{"Idempotency-Key", "k"}}}, "run_id: 'r'");
}

TEST_CASE("what a request gets wrong is named") {
  using http::Method;
  catalog::v1::ListCoursesRequest list;
  CHECK_THAT(Build({Method::kGet, "/v1/courses?page_size=x"}, list), NamesField("page_size"));
  CHECK_THAT(Build({Method::kGet, "/v1/courses?page_size=99999999999"}, list), NamesField("page_size"));
  CHECK_THAT(Build({Method::kGet, "/v1/courses?pagesize=1"}, list), NamesField("pagesize"));
  CHECK_THAT(Build({Method::kGet, "/v1/courses?page_size=1&pageSize=2"}, list), NamesField("page_size"));
  CHECK_THAT(Build({Method::kGet, "/v1/courses?page_size=%zz"}, list), HasReason("MALFORMED_ADDRESS"));
  CHECK_THAT(Build({Method::kGet, "/v1/courses", "{}"}, list), HasReason("UNEXPECTED_BODY"));
  catalog::v1::GetCourseRequest get;
  CHECK_THAT(Build({Method::kGet, "/v1/courses/c?course_id=d"}, get), NamesField("course_id"));
  identity::v1::GiveConsentRequest consent;
  CHECK_THAT(Build({Method::kPost, "/v1/users/me/consents/KIND_NONE:give"}, consent), NamesField("kind"));
  identity::v1::UpdateMeRequest update;
  CHECK_THAT(Build({Method::kPatch, "/v1/users/me?user.display_name=x", "{}"}, update), NamesField("user.display_name"));
  CHECK_THAT(Build({Method::kPatch, "/v1/users/me", R"({"displayNam":"x"})"}, update), NamesField("user.displayNam"));
  catalog::v1::CreateRunRequest create;
  CHECK_THAT(Build({Method::kPost, "/v1/runs?open=true", "{}"}, create), NamesField("open"));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", R"({"run":{"prompts":[{"txt":"x"}]}})"}, create), NamesField("run.prompts[0].txt"));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", R"({"run":{"capacity":"many"}})"}, create), NamesField("run.capacity"));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", R"({"run":{"startTime":"tomorrow"}})"}, create), NamesField("run.start_time"));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", R"({"run":)"}, create), HasReason("MALFORMED_JSON"));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", "[]"}, create), test::HasCode(absl::StatusCode::kInvalidArgument));
  CHECK_THAT(Build({Method::kPost, "/v1/runs", "{}", {{"Content-Type", "text/plain"}}}, create), HasReason("UNSUPPORTED_MEDIA_TYPE"));
}

TEST_CASE("every kind of field can be given as text") {
  const auto set = [](auto& message, const char* path, const char* text) {
    return SetField(message, routes::FindFieldPath(*message.GetDescriptor(), path), text);
  };
  catalog::v1::Run run;
  CHECK_THAT(set(run, "start_time", "2026-01-02T03:04:05.5Z"), IsOk());
  CHECK_THAT(set(run, "videoLimits.maxDuration", "90s"), IsOk());
  CHECK_THAT(set(run, "video_limits.max_size_bytes", "9007199254740993"), IsOk());
  CHECK_THAT(set(run, "working_languages", "ar"), IsOk());
  CHECK_THAT(set(run, "working_languages", "fr"), IsOk());
  CHECK(run.ShortDebugString() ==
        "start_time { seconds: 1767323045 nanos: 500000000 } working_languages: \"ar\" working_languages: \"fr\" "
        "video_limits { max_duration { seconds: 90 } max_size_bytes: 9007199254740993 }");
  CHECK_THAT(set(run, "start_time", "soon"), NamesField("start_time"));
  CHECK_THAT(set(run, "video_limits", "{}"), NamesField("video_limits"));
  CHECK_THAT(set(run, "video_limits.max_duration", "90"), NamesField("video_limits.max_duration"));
  sample::v1::Sample sample;
  for (const char* number : {"1.5", "-1e300", "NaN", "Infinity", "-Infinity"}) CHECK_THAT(set(sample, "real", number), IsOk());
  CHECK_THAT(set(sample, "single", "3.4e38"), IsOk());
  for (const char* none : {"1e999", "-1e999", "inf", "nan", "x", ""}) CHECK_THAT(set(sample, "real", none), NamesField("real"));
  CHECK_THAT(set(sample, "single", "1e39"), NamesField("single"));
  CHECK(routes::FindFieldPath(*run.GetDescriptor(), "prompts.text").empty());
  CHECK(routes::FindFieldPath(*run.GetDescriptor(), "title.x").empty());
  CHECK(routes::FindFieldPath(*run.GetDescriptor(), "").empty());
}

}  // namespace
}  // namespace parley::gateway::transcoding
