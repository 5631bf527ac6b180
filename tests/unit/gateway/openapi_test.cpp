#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <set>

#include "catch2/catch.hpp"
#include "google/protobuf/duration.pb.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/events/v1/event_log.pb.h"
#include "services/gateway/openapi/document.h"
#include "services/gateway/openapi/operations.h"
#include "services/gateway/openapi/responses.h"
#include "services/gateway/openapi/types.h"
#include "services/gateway/problem.h"

namespace parley::gateway::openapi {
namespace {

namespace json = boost::json;

const json::value& Document() {
  static const json::value document = [] {
    const auto contracts = routes::ReadContracts();
    REQUIRE(contracts.ok());
    auto made = MakeDocument(*contracts);
    REQUIRE(made.ok());
    return json::value(*std::move(made));
  }();
  return document;
}

const json::object& Operation(const std::string& path, const std::string& method) {
  CAPTURE(path, method);
  return Document().at("paths").at(path).at(method).as_object();
}

const json::object& Schema(const std::string& name) {
  CAPTURE(name);
  return Document().at("components").at("schemas").at(name).as_object();
}

json::value ReferTo(const std::string& name) { return json::object{{"$ref", "#/components/schemas/" + name}}; }

std::string Text(const json::value& value) { return std::string(value.as_string()); }

// The parameter of a name; REQUIREs that there is one.
const json::object& Parameter(const json::object& operation, const std::string& name) {
  CAPTURE(name, json::serialize(operation));
  for (const json::value& parameter : operation.at("parameters").as_array()) {
    if (Text(parameter.at("name")) == name) return parameter.as_object();
  }
  throw std::out_of_range("no parameter " + name);
}

std::set<std::string> KeysOf(const json::object& object) {
  std::set<std::string> keys;
  for (const auto& entry : object) keys.emplace(entry.key());
  return keys;
}

TEST_CASE("every route of the contracts is in the document once, with an operationId of its own") {
  const auto contracts = routes::ReadContracts();
  REQUIRE(contracts.ok());
  CHECK(contracts->size() > 80);
  std::set<std::string> described;
  for (const routes::Route& route : *contracts) {
    std::string method(http::NameOf(route.http_method));
    std::transform(method.begin(), method.end(), method.begin(), [](unsigned char c) { return std::tolower(c); });
    const json::object& operation = Operation(PathOf(route), method);
    CHECK(Text(operation.at("operationId")) == route.method->service()->name() + "_" + route.method->name());
    CHECK(described.insert(method + " " + PathOf(route)).second);
  }
  std::set<std::string> ids;
  for (const auto& path : Document().at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      CHECK(ids.insert(Text(operation.value().at("operationId"))).second);
    }
  }
  CHECK(ids.size() > described.size());  // what the gateway serves by itself
  CHECK(ids.contains("Uploads_Patch"));
  CHECK_FALSE(ids.contains("CatalogService_ImportRoster"));  // by gRPC alone
}

TEST_CASE("two methods of one route make no document") {
  auto contracts = routes::ReadContracts();
  REQUIRE(contracts.ok());
  contracts->push_back(contracts->front());
  CHECK(MakeDocument(*contracts).status().code() == absl::StatusCode::kAlreadyExists);
}

TEST_CASE("a public method says so, and takes its fields by the query") {
  const json::object& list = Operation("/v1/courses", "get");
  CHECK(Text(list.at("description")).starts_with("The courses, by title."));
  CHECK(list.at("tags") == json::value(json::array{"catalog"}));
  CHECK(list.at("x-parley-access") == json::value(json::object{{"public", true}}));
  CHECK(list.at("security").as_array().front() == json::value(json::object{}));
  const json::object& size = Parameter(list, "pageSize");
  CHECK(size.at("in") == "query");
  CHECK(size.at("description") == "1 to 100; 0 means 20.");
  CHECK(size.at("schema").at("type") == "integer");
  CHECK(size.at("example") == 20);
  CHECK_FALSE(list.contains("requestBody"));
  CHECK(list.at("responses").at("200").at("content").at("application/json").at("schema") == ReferTo("catalog.ListCoursesResponse"));
}

TEST_CASE("a method that changes something has its body without what the path says, and a key to repeat it by") {
  const json::object& open = Operation("/v1/runs/{run_id}:open", "post");
  CHECK(Parameter(open, "run_id").at("in") == "path");
  CHECK(Parameter(open, "run_id").at("required") == true);
  CHECK(open.at("requestBody").at("content").at("application/json").at("schema") == ReferTo("catalog.OpenRunRequest"));
  CHECK(KeysOf(Schema("catalog.OpenRunRequest").at("properties").as_object()) == std::set<std::string>{"etag", "requestId"});
  CHECK(open.at("requestBody").at("required") == false);
  CHECK_FALSE(Parameter(open, "Idempotency-Key").contains("required"));
  CHECK(open.at("parameters").as_array().size() == 2);
  const json::value cookie = json::object{{"cookie", json::array{}}, {"ownPages", json::array{}}};
  CHECK(open.at("security") == json::value(json::array{json::object{{"bearer", json::array{}}}, cookie}));
  CHECK(open.at("x-parley-access") ==
        json::value(json::object{{"signedIn", true}, {"roles", {"ROLE_COORDINATOR"}}, {"apiClientScopes", {"runs.write"}}}));
  CHECK(Text(open.at("description")).ends_with("May be called by coordinators or a partner's API client with the scope `runs.write`."));
}

TEST_CASE("a body that is one field leaves the others to the query") {
  const json::object& update = Operation("/v1/users/me", "patch");
  CHECK(update.at("requestBody").at("content").at("application/json").at("schema") == ReferTo("identity.UserInput"));
  CHECK(Parameter(update, "updateMask").at("in") == "query");
  CHECK(Parameter(update, "Idempotency-Key").at("required") == true);
  CHECK(update.at("parameters").as_array().size() == 2);
  CHECK(update.at("requestBody").at("content").at("application/json").at("example").at("locale") == "ar");
}

TEST_CASE("a path has one name, whatever its methods call the variable") {
  const json::object& partner = Document().at("paths").at("/v1/partners/{partner_id}").as_object();
  CHECK(KeysOf(partner) == std::set<std::string>{"get", "patch"});  // the update's is {partner.partner_id}
  CHECK(Parameter(partner.at("patch").as_object(), "partner_id").at("in") == "path");
}

TEST_CASE("enums are their names, in bodies, paths and queries") {
  CHECK(Schema("catalog.Run.Format").at("enum") == json::value(json::array{"FORMAT_ASYNCHRONOUS", "FORMAT_SYNCHRONOUS", "FORMAT_BLENDED"}));
  CHECK(Text(Schema("catalog.Run.Format").at("description")).find("- `FORMAT_BLENDED`: Prompts on modules first") != std::string::npos);
  CHECK(Parameter(Operation("/v1/users/me/consents/{kind}:give", "post"), "kind").at("schema") == ReferTo("identity.Consent.Kind"));
  CHECK(Parameter(Operation("/v1/runs/{run_id}/enrolments", "get"), "state").at("schema") == ReferTo("catalog.Enrolment.State"));
}

TEST_CASE("schemas are as the gateway's JSON is") {
  const json::object& run = Schema("catalog.Run").at("properties").as_object();
  CHECK(run.at("startTime").at("format") == "date-time");
  CHECK(run.at("startTime").at("description").as_string().starts_with("Required on creation; when the first module begins."));
  CHECK(run.at("state").at("readOnly") == true);
  CHECK(run.at("prompts").at("items") == ReferTo("catalog.PlannedPrompt"));
  CHECK(run.at("workingLanguages").at("items").at("type") == "string");
  const json::object& limits = Schema("catalog.VideoLimits").at("properties").as_object();
  CHECK(limits.at("maxSizeBytes").at("type") == "string");
  CHECK(limits.at("maxSizeBytes").at("format") == "int64");
  CHECK(limits.at("maxDuration").at("pattern") == "^-?[0-9]+([.][0-9]{1,9})?s$");
  CHECK(Text(Schema("catalog.PartnerEvent").at("description")).find("At most one of `runCreated`, `runOpened`") != std::string::npos);
  CHECK(Schema("catalog.OpenRunRequest").at("properties").at("requestId").at("format") == "uuid");
  CHECK(*PlainType(*events::v1::Event::descriptor()->FindFieldByName("payload")) ==
        json::object{{"type", "string"}, {"contentEncoding", "base64"}});
}

TEST_CASE("what must be given is not what is always there") {
  CHECK(Schema("catalog.PlannedPromptInput").at("required") == json::value(json::array{"moduleId", "text"}));
  CHECK_FALSE(Schema("catalog.GroupSize").contains("required"));
  CHECK(Schema("catalog.Run").at("required") == json::value(json::array{"runId", "courseId", "format", "startTime", "capacity"}));
  CHECK_FALSE(Schema("catalog.RunInput").contains("required"));
  CHECK(Schema("catalog.ExpressionOfInterestInput").at("properties").as_object().contains("email"));
  CHECK_FALSE(Schema("catalog.ExpressionOfInterest").at("properties").as_object().contains("email"));  // never answered
}

TEST_CASE("an example leaves out what the server assigns and what excludes each other") {
  const json::value& run = Operation("/v1/runs", "post").at("requestBody").at("content").at("application/json").at("example").at("run");
  CHECK(run.at("courseId") == "01900000-0000-7000-8000-000000000001");
  CHECK(run.at("format") == "FORMAT_ASYNCHRONOUS");
  CHECK(run.at("videoLimits").at("maxDuration") == "180s");
  for (const char* assigned : {"runId", "state", "enrolledCount", "createTime", "etag"}) {
    CAPTURE(assigned);
    CHECK_FALSE(run.as_object().contains(assigned));
  }
  const json::value& video = Operation("/v1/videos", "post").at("requestBody").at("content").at("application/json").at("example");
  CHECK(video.as_object().contains("promptId"));
  CHECK_FALSE(video.as_object().contains("replyToVideoId"));
  CHECK(video.at("sizeBytes") == "1048576");
}

TEST_CASE("a comment's errors are told by the status they have") {
  const auto named = ErrorsNamedIn(
      "Opens it. FAILED_PRECONDITION: RUN_NOT_DRAFT (e.g. open. Or ended.). ABORTED: ETAG_MISMATCH. NOT_FOUND. Nobody is told.\n"
      "Then RESOURCE_EXHAUSTED (TOO_MANY), INVALID_ARGUMENT: etag. CANCELLED is a state, INVALID_ARGUMENTS no code.");
  CHECK(named == std::map<int, std::string>{
                     {400, "FAILED_PRECONDITION: RUN_NOT_DRAFT (e.g. open. Or ended.). INVALID_ARGUMENT: etag."},
                     {404, "NOT_FOUND."},
                     {409, "ABORTED: ETAG_MISMATCH."},
                     {429, "RESOURCE_EXHAUSTED (TOO_MANY),"},
                 });
}

TEST_CASE("an operation lists the problems its comment names and those of any") {
  const json::object& responses = Operation("/v1/runs/{run_id}:open", "post").at("responses").as_object();
  CHECK(KeysOf(responses) == std::set<std::string>{"200", "400", "401", "403", "404", "409", "413", "415", "429", "500", "503", "504"});
  CHECK(Text(responses.at("409").at("description")).starts_with("ABORTED: ETAG_MISMATCH."));
  CHECK(responses.at("409").at("content").at("application/problem+json").at("schema") == ReferTo("Problem"));
  CHECK(responses.at("401") == json::value(json::object{{"$ref", "#/components/responses/Unauthenticated"}}));
  // Its comment names no 409, but whatever changes something may meet others that do.
  CHECK(Operation("/v1/videos", "post").at("responses").at("409") == json::value(json::object{{"$ref", "#/components/responses/Aborted"}}));
  const json::object& listed = Operation("/v1/courses", "get").at("responses").as_object();
  CHECK(KeysOf(listed) == std::set<std::string>{"200", "304", "400", "429", "500", "503", "504"});
}

}  // namespace
}  // namespace parley::gateway::openapi
