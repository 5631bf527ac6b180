#include "catch2/catch.hpp"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/routes/router.h"
#include "services/gateway/transcoding/json_plan.h"
#include "services/gateway/transcoding/request_builder.h"
#include "tests/support/sample.pb.h"
#include "tests/support/status_matchers.h"

// Every form of google.api.http (google/api/http.proto), on a contract that has them all.
namespace parley::gateway::transcoding {
namespace {

using http::Method;
using routes::Route;
using sample::v1::FindRequest;
using test::IsOk;
using test::NamesField;

const std::vector<Route>& Routes() {
  static const std::vector<Route> routes = [] {
    std::vector<Route> found;
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName("tests/support/sample.proto");
    REQUIRE_THAT(routes::ReadService(*file->service(0), found), IsOk());
    return found;
  }();
  return routes;
}

struct Built {
  const Route* route = nullptr;
  FindRequest request;
  absl::Status status;
};

Built Build(Method method, const std::string& text, const std::string& body = "") {
  CAPTURE(text);
  routes::Router router;
  for (size_t i = 0; i < Routes().size(); ++i)
    REQUIRE_THAT(router.Add(Routes()[i].http_method, Routes()[i].path_template, static_cast<int>(i)), IsOk());
  http::Target target;
  REQUIRE_THAT(target.Parse(text), IsOk());
  const routes::Match match = router.Find(method, target);
  REQUIRE(match.kind == routes::Match::Kind::kFound);
  Built built;
  built.route = &Routes()[static_cast<size_t>(match.endpoint)];
  const http::Request head{.method = method, .headers = {{"Content-Type", "application/json"}}};
  built.status = BuildRequest(*built.route, head, target, match, body, built.request);
  return built;
}

void CheckBuilds(const Built& built, const char* expected) {
  CHECK_THAT(built.status, IsOk());
  FindRequest wanted;
  REQUIRE(google::protobuf::TextFormat::ParseFromString(expected, &wanted));
  CAPTURE(built.request.ShortDebugString());
  CHECK(google::protobuf::util::MessageDifferencer::Equals(built.request, wanted));
}

TEST_CASE("a path fills fields, nested ones too") {
  CheckBuilds(Build(Method::kGet, "/v1/samples/shelves/s%2b1/books/b"), "name: 'shelves/s+1/books/b'");
  CheckBuilds(Build(Method::kGet, "/v1/files/a/b%20c/d:find"), "name: 'a/b c/d'");
  CheckBuilds(Build(Method::kGet, "/v1/files:find"), "name: ''");
  CheckBuilds(Build(Method::kGet, "/v1/kinds/KIND_MINUS/t"), "sample { kind: KIND_MINUS inner { text: 't' } }");
  CheckBuilds(Build(Method::kGet, "/v1/kinds/1/t?sample.inner.sample.text=u"),
              "sample { kind: KIND_ONE inner { text: 't' sample { text: 'u' } } }");
  CheckBuilds(Build(Method::kOptions, "/v1/samples/shelves/s"), "name: 'shelves/s'");
  CHECK_THAT(Build(Method::kGet, "/v1/kinds/KIND_NONE/t").status, NamesField("sample.kind"));
  CHECK_THAT(Build(Method::kGet, "/v1/kinds/1/t?sample.kind=KIND_ONE").status, NamesField("sample.kind"));
}

TEST_CASE("a query fills every kind of field that has a text") {
  CheckBuilds(
      Build(Method::kGet,
            "/v1/counts?numbers=1&numbers=-2&time=2026-01-02T03:04:05.5Z&sample.duration=1.5s&sample.mask=displayName,a.bC"
            "&sample.kinds=KIND_ONE&sample.kinds=-1&sample.data=AP8&sample.flag=true&sample.real=-1e3&sample.uint64=18446744073709551615"
            "&sample.doubleValue=0.5&sample.int64Value=-9007199254740993&sample.boolValue=false&sample.stringValue=&sample.bytesValue=_-8"
            "&sample.texts=a%26b&sample.texts=&sample.perhaps=0&sample.chosenText=c&sample.times=1970-01-01T00:00:00Z&sample.@other=7"),
      "numbers: 1 numbers: -2 time { seconds: 1767323045 nanos: 500000000 } sample { duration { seconds: 1 nanos: 500000000 } mask { "
      "paths: 'display_name' paths: 'a.b_c' } kinds: KIND_ONE kinds: KIND_MINUS data: '\\000\\377' flag: true real: -1000 uint64: "
      "18446744073709551615 double_value { value: 0.5 } int64_value { value: -9007199254740993 } bool_value {} string_value {} "
      "bytes_value { value: '\\377\\357' } texts: 'a&b' texts: '' perhaps: 0 chosen_text: 'c' times { } named: 7 }");
  for (const char* query : {"sample=x", "sample.inner=x", "sample.by_text=x", "sample.byText.key=x", "sample.flag=1", "sample.data=*",
                            "sample.int32Value=2147483648", "sample.number=1.5", "sample.uint32=-1", "sample.time=2026-13-01T00:00:00Z",
                            "sample.duration=1", "sample.inners.text=x", "nothing=1", "sample.number=1&sample.number=1"}) {
    CAPTURE(query);
    CHECK_THAT(Build(Method::kGet, std::string("/v1/counts?") + query).status, test::HasCode(absl::StatusCode::kInvalidArgument));
  }
}

TEST_CASE("a body is the request, or any field of it") {
  CheckBuilds(Build(Method::kPut, "/v1/samples/n", R"({"name":"other","numbers":[1],"sample":{"text":"t"}})"),
              "name: 'n' numbers: 1 sample { text: 't' }");
  CheckBuilds(Build(Method::kPatch, "/v1/samples/n?number=3", R"({"text":"t"})"), "name: 'n' number: 3 sample { text: 't' }");
  CheckBuilds(Build(Method::kPost, "/v1/samples/n:numbers?number=3", "[1, 2]"), "name: 'n' number: 3 numbers: 1 numbers: 2");
  CheckBuilds(Build(Method::kPost, "/v1/samples/n:numbers", "[]"), "name: 'n'");
  CheckBuilds(Build(Method::kPost, "/v1/samples/n:time", R"("1970-01-01T00:00:01Z")"), "name: 'n' time { seconds: 1 }");
  CHECK_THAT(Build(Method::kPut, "/v1/samples/n?number=3", "{}").status, NamesField("number"));
  CHECK_THAT(Build(Method::kPatch, "/v1/samples/n", R"({"txt":"t"})").status, NamesField("sample.txt"));
  CHECK_THAT(Build(Method::kPost, "/v1/samples/n:numbers", R"(["x"])").status, NamesField("numbers[0]"));
  CHECK_THAT(Build(Method::kPost, "/v1/samples/n:time", R"("never")").status, NamesField("time"));
  // A body that tries to bring members of its own.
  for (const char* body : {R"([1],"name":"x")", R"([1]}{"name":"x")", R"([1]} )", "", "[1"}) {
    CAPTURE(body);
    const Built built = Build(Method::kPost, "/v1/samples/n:numbers", body);
    if (*body == '\0') continue;  // no body at all is an empty list
    CHECK_FALSE(built.status.ok());
  }
}

TEST_CASE("proto3's JSON mapping decides about what is odd in a body") {
  const auto put = [](const std::string& sample) { return Build(Method::kPatch, "/v1/samples/n", sample); };
  CheckBuilds(put(R"({"number":1e2,"int64":"5","uint64":7,"real":"-Infinity","flag":true,"kind":-1,"data":"_-8="})"),
              "name: 'n' sample { number: 100 int64: 5 uint64: 7 real: -inf flag: true kind: KIND_MINUS data: '\\377\\357' }");
  CheckBuilds(put(R"({"text":null,"inner":null,"perhaps":null,"doubleValue":null})"), "name: 'n' sample {}");
  CheckBuilds(
      put(R"({"by_text":{"a":"1"},"byNumber":{"-3":{"text":"t"}},"byFlag":{"true":"KIND_ONE"}})"),
      "name: 'n' sample { by_text { key: 'a' value: 1 } by_number { key: -3 value { text: 't' } } by_flag { key: true value: KIND_ONE } "
      "}");
  // protobuf's reader takes these too, and so do we.
  CheckBuilds(put(R"({"flag":"true","text":"\u00e9",})"), "name: 'n' sample { flag: true text: '\303\251' }");
  // The last of duplicate keys holds, under either of a field's names.
  CheckBuilds(put(R"({"text":"a","text":"b"})"), "name: 'n' sample { text: 'b' }");
  for (const char* sample : {R"({"number":2147483648})",
                             R"({"number":1.5})",
                             R"({"uint32":-1})",
                             R"({"int64":"9223372036854775808"})",
                             R"({"real":1e999})",
                             R"({"single":1e39})",

                             R"({"kind":"KIND_NONE"})",
                             R"({"text":1})",
                             R"({"chosenText":"a","chosenNumber":1})",
                             R"({"unknown":1})",
                             R"({"inner":[]})",
                             R"({"texts":{}})",
                             R"({"byNumber":{"x":{}}})",
                             R"({"data":"*"})",
                             R"({"time":"1.5"})",
                             R"({"text":"\ud800"})",
                             "{\"text\":\"\xff\"}",
                             R"({"text":"a"}x)",
                             R"({'text':'a'}')",
                             R"({"number":01})",
                             R"({"number":+1})",

                             R"({"texts":[1,]})",
                             R"({"real":Infinity})",
                             R"({"real":0x10})",
                             R"([])",
                             R"("x")"}) {
    CAPTURE(sample);
    CHECK_THAT(put(sample).status, test::HasCode(absl::StatusCode::kInvalidArgument));
  }
}

TEST_CASE("nesting has a bound, far below what a stack holds") {
  const auto nested = [](int depth) {
    std::string body;
    for (int i = 0; i < depth; ++i) body.append(R"({"inner":{"sample":)");
    body.append("{}");
    for (int i = 0; i < depth; ++i) body.append("}}");
    return Build(Method::kPatch, "/v1/samples/n", body).status;
  };
  CHECK_THAT(nested(20), IsOk());
  CHECK_THAT(nested(100), test::HasCode(absl::StatusCode::kInvalidArgument));
  CHECK_THAT(nested(20'000), test::HasCode(absl::StatusCode::kInvalidArgument));
  CHECK_THAT(Build(Method::kPost, "/v1/samples/n:numbers", std::string(100'000, '[')).status,
             test::HasCode(absl::StatusCode::kInvalidArgument));
}

TEST_CASE("an answer may be one field of the response") {
  const auto plan = JsonPlan::For(*sample::v1::Sample::descriptor());
  REQUIRE_THAT(plan.status(), IsOk());
  const auto write = [&](const sample::v1::Sample& sample, const char* method) {
    for (const Route& route : Routes()) {
      if (route.method->name() != method || route.response_field == nullptr) continue;
      std::string out;
      (*plan)->AppendAnswer(sample, route.response_field, out);
      return out;
    }
    return std::string("no such route");
  };
  sample::v1::Sample sample;
  CHECK(write(sample, "PutWhole") == "null");
  CHECK(write(sample, "PutSample") == "[]");
  CHECK(write(sample, "PutNumbers") == "0");
  sample.set_number(-7);
  sample.add_texts("a");
  sample.mutable_inner()->set_text("t");
  sample.mutable_time()->set_seconds(1);
  CHECK(write(sample, "PutWhole") == R"({"text":"t"})");
  CHECK(write(sample, "PutSample") == R"(["a"])");
  CHECK(write(sample, "PutNumbers") == "-7");
  CHECK(write(sample, "PutTime") == R"("1970-01-01T00:00:01Z")");
}

}  // namespace
}  // namespace parley::gateway::transcoding
