#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <type_traits>

#include "catch2/catch.hpp"
#include "libs/rpc/status.h"
#include "parley/api/v1/access.pb.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "proto/files.h"
#include "tests/service/edge/house.h"
#include "tests/support/status_matchers.h"

namespace parley::edge {
namespace {

namespace pb = google::protobuf;
namespace v1 = catalog::v1;
using catalog::Fresh;
using test::HasCode;
using test::HasReason;
using test::IsOk;

constexpr char kCatalog[] = "/parley.catalog.v1.CatalogService/";

// Sends one message to a method by its name; `response` may be null.
absl::Status Call(const House& house, const std::string& path, const pb::Message& request, pb::Message* response,
                  const std::string& bearer) {
  const auto channel = house.Connect();
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  context.AddMetadata("authorization", "Bearer " + bearer);
  const grpc::Slice slice(request.SerializeAsString());
  const grpc::ByteBuffer bytes(&slice, 1);
  grpc::ByteBuffer answer;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, path, {}, &bytes, &answer, [&done](grpc::Status status) { done.set_value(std::move(status)); });
  absl::Status status = rpc::FromGrpcStatus(done.get_future().get());
  if (!status.ok() || response == nullptr) return status;
  grpc::Slice whole;
  REQUIRE(answer.DumpToSingleSlice(&whole).ok());
  REQUIRE(response->ParseFromArray(whole.begin(), static_cast<int>(whole.size())));
  return status;
}

v1::CreateCourseRequest CourseOf(const PartnerId& partner_id) {
  v1::CreateCourseRequest request;
  request.mutable_course()->set_title("Rivers");
  request.mutable_course()->add_languages("en");
  request.mutable_course()->set_partner_id(partner_id.text());
  auto& module = *request.mutable_course()->add_modules();
  module.set_title("Springs");
  module.set_week(1);
  module.set_prompt_text("Where does yours begin?");
  request.set_request_id(Fresh());
  return request;
}

// What a partner owns.
struct Belongings {
  PartnerId partner_id;
  v1::Course course;
  v1::Run draft, other_draft, open;
  std::string enrolment_id;  // of somebody in the open one
};

Belongings Settle(House& house, const PartnerId& partner_id) {
  Belongings own{partner_id, {}, {}, {}, {}, {}};
  const std::string bearer = house.Client(partner_id);
  REQUIRE_THAT(Call(house, kCatalog + std::string("CreateCourse"), CourseOf(partner_id), &own.course, bearer), IsOk());
  for (v1::Run* run : {&own.draft, &own.other_draft, &own.open}) {
    auto request = house.catalog().RunRequest();
    request.mutable_run()->set_course_id(own.course.course_id());
    request.set_open(run == &own.open);
    REQUIRE_THAT(Call(house, kCatalog + std::string("CreateRun"), request, run, bearer), IsOk());
  }
  own.enrolment_id = house.catalog().Enrol(own.open.run_id(), house.catalog().Participant()).enrolment_id();
  v1::GetRunRequest request;
  request.set_run_id(own.open.run_id());
  REQUIRE_THAT(Call(house, kCatalog + std::string("GetRun"), request, &own.open, bearer), IsOk());
  return own;
}

template <class Request>
std::unique_ptr<Request> Of(const v1::Run& run) {
  auto request = std::make_unique<Request>();
  request->set_run_id(run.run_id());
  if constexpr (!std::is_same_v<Request, v1::GetRunRequest>) request->set_request_id(Fresh());
  return request;
}

template <class Request>
std::unique_ptr<Request> Of(const PartnerId& partner_id) {
  auto request = std::make_unique<Request>();
  request->set_partner_id(partner_id.text());
  return request;
}

template <class Request>
std::unique_ptr<Request> Of(const std::string& enrolment_id) {
  auto request = std::make_unique<Request>();
  request->set_enrolment_id(enrolment_id);
  request->set_request_id(Fresh());
  return request;
}

std::unique_ptr<v1::ImportRosterRequest> RowFor(const v1::Run& run) {
  auto request = Of<v1::ImportRosterRequest>(run);
  request->set_row_count(1);
  request->mutable_row()->set_line(1);
  request->mutable_row()->set_email("student@university.example");
  return request;
}

using MakeRequest = std::function<std::unique_ptr<pb::Message>(House&, const Belongings&)>;

// For every method that an API client may call: a request that reaches for what a partner owns.
std::map<std::string, MakeRequest> Reaches() {
  const std::string catalog = kCatalog;
  return {
      {catalog + "CreateCourse", [](House&, const auto& of) { return std::make_unique<v1::CreateCourseRequest>(CourseOf(of.partner_id)); }},
      {catalog + "CreateRun",
       [](House& house, const auto& of) {
         auto request = std::make_unique<v1::CreateRunRequest>(house.catalog().RunRequest());
         request->mutable_run()->set_course_id(of.course.course_id());
         return request;
       }},
      {catalog + "OpenRun", [](House&, const auto& of) { return Of<v1::OpenRunRequest>(of.draft); }},
      {catalog + "CancelRun", [](House&, const auto& of) { return Of<v1::CancelRunRequest>(of.other_draft); }},
      {catalog + "ListPartnerRuns", [](House&, const auto& of) { return Of<v1::ListPartnerRunsRequest>(of.partner_id); }},
      {catalog + "ListEnrolments",
       [](House&, const auto& of) {
         auto request = std::make_unique<v1::ListEnrolmentsRequest>();
         request->set_run_id(of.open.run_id());
         return request;
       }},
      {catalog + "ListPartnerEvents", [](House&, const auto& of) { return Of<v1::ListPartnerEventsRequest>(of.partner_id); }},
      {catalog + "SuspendEnrolment", [](House&, const auto& of) { return Of<v1::SuspendEnrolmentRequest>(of.enrolment_id); }},
      {catalog + "ReinstateEnrolment", [](House&, const auto& of) { return Of<v1::ReinstateEnrolmentRequest>(of.enrolment_id); }},
      {catalog + "ImportRoster", [](House&, const auto& of) { return RowFor(of.open); }},
  };
}

// Calls `visit` with every method of every contract.
void Walk(const std::function<void(const std::string& path, const pb::MethodDescriptor& method, const api::v1::Access& access)>& visit) {
  for (const char* name : kProtoFiles) {
    const auto* file = pb::DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        const auto& method = *file->service(i)->method(j);
        visit("/" + file->service(i)->full_name() + "/" + method.name(), method, method.options().GetExtension(api::v1::access));
      }
    }
  }
}

TEST_CASE("of every method that API clients may call, what is another partner's is not found, and what is one's own is done") {
  House house;
  const Belongings ours = Settle(house, PartnerId::New(house.catalog().clock().Now()));
  const Belongings theirs = Settle(house, PartnerId::New(house.catalog().clock().Now()));
  const auto reaches = Reaches();
  size_t walked = 0;
  Walk([&](const std::string& path, const pb::MethodDescriptor&, const api::v1::Access& access) {
    if (access.api_client_scopes().empty()) return;
    ++walked;
    INFO(path);
    REQUIRE(reaches.contains(path));  // a method newly opened to API clients must be added above
    const auto request = reaches.at(path)(house, theirs);
    CHECK_THAT(Call(house, path, *request, nullptr, house.Client(ours.partner_id)), HasCode(absl::StatusCode::kNotFound));
  });
  CHECK(walked == reaches.size());
  // None of it left a trace, and the requests were good.
  v1::ListPartnerRunsResponse runs;
  const std::string bearer = house.Client(theirs.partner_id);
  REQUIRE_THAT(Call(house, kCatalog + std::string("ListPartnerRuns"), *Of<v1::ListPartnerRunsRequest>(theirs.partner_id), &runs, bearer),
               IsOk());
  REQUIRE(runs.runs_size() == 3);
  for (const v1::Run* run : {&theirs.draft, &theirs.other_draft, &theirs.open}) {
    v1::Run now;
    REQUIRE_THAT(Call(house, kCatalog + std::string("GetRun"), *Of<v1::GetRunRequest>(*run), &now, bearer), IsOk());
    CHECK(now.SerializeAsString() == run->SerializeAsString());
  }
  for (const auto& [path, make] : reaches) {
    INFO(path);
    CHECK_THAT(Call(house, path, *make(house, theirs), nullptr, bearer), IsOk());
  }
}

TEST_CASE("a method that names no scope lets no API client in, unless anybody may call it") {
  House house;
  const std::string bearer = house.Client(catalog::SeedPartner());
  int walked = 0;
  Walk([&](const std::string& path, const pb::MethodDescriptor& method, const api::v1::Access& access) {
    const bool is_of_users = access.services().empty() && !access.public_() && access.api_client_scopes().empty();
    if (!is_of_users || method.file()->package() != "parley.catalog.v1") return;
    ++walked;
    INFO(path);
    const std::unique_ptr<pb::Message> request(pb::MessageFactory::generated_factory()->GetPrototype(method.input_type())->New());
    CHECK_THAT(Call(house, path, *request, nullptr, bearer), HasCode(absl::StatusCode::kPermissionDenied) && HasReason("SCOPE_REQUIRED"));
  });
  CHECK(walked >= 4);
}

TEST_CASE("a draft is not there for another partner, though anybody may ask for runs") {
  House house;
  const Belongings theirs = Settle(house, PartnerId::New(house.catalog().clock().Now()));
  const std::string path = kCatalog + std::string("GetRun");
  CHECK_THAT(Call(house, path, *Of<v1::GetRunRequest>(theirs.draft), nullptr, house.Client(catalog::SeedPartner())),
             HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Call(house, path, *Of<v1::GetRunRequest>(theirs.draft), nullptr, house.Client(theirs.partner_id)), IsOk());
}

TEST_CASE("a roster passes the edge row by row, and one that is cut off lands nothing") {
  House house;
  const v1::Run run = house.catalog().OpenRun(500);
  const auto stub = v1::CatalogService::NewStub(house.Connect());
  const auto send = [&](int rows, int announced, v1::ImportRosterResponse& response) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + house.Client(catalog::SeedPartner()));
    const auto writer = stub->ImportRoster(&context, &response);
    for (int line = 1; line <= rows; ++line) {
      v1::ImportRosterRequest message = line == 1 ? *RowFor(run) : v1::ImportRosterRequest();
      if (line == 1) message.set_row_count(announced);
      message.mutable_row()->set_line(line);
      message.mutable_row()->set_email("student-" + std::to_string(line) + "@university.example");
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    return rpc::FromGrpcStatus(writer->Finish());
  };
  v1::ImportRosterResponse cut_off, whole;
  CHECK_THAT(send(120, 450, cut_off), test::NamesField("row_count"));
  REQUIRE_THAT(send(450, 450, whole), IsOk());
  CHECK(whole.invited_count() == 450);
  CHECK(whole.unchanged_count() == 0);
}

}  // namespace
}  // namespace parley::edge
