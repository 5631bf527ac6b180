#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <future>
#include <thread>

#include "catch2/catch.hpp"
#include "google/protobuf/descriptor.h"
#include "libs/rpc/status.h"
#include "parley/api/v1/access.pb.h"
#include "proto/files.h"
#include "tests/service/gateway/partner.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

namespace parley::gateway {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;

grpc::Status GetCourse(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context, const std::string& id) {
  const auto stub = catalog::v1::CatalogService::NewStub(channel);
  catalog::v1::GetCourseRequest request;
  catalog::v1::Course course;
  request.set_course_id(id);
  return stub->GetCourse(&context, request, &course);
}

TEST_CASE("a partner calls the contracts natively, and bytes pass unread") {
  House house(WithEdge);
  const auto stub = catalog::v1::CatalogService::NewStub(Connect(house));
  catalog::v1::ListCoursesRequest list;
  catalog::v1::ListCoursesResponse courses;
  list.set_page_size(3);
  grpc::ClientContext list_context;
  REQUIRE(stub->ListCourses(&list_context, list, &courses).ok());
  CHECK(courses.courses_size() == 3);

  catalog::v1::CreateRunRequest create;
  catalog::v1::Run run;
  create.mutable_run()->set_title("Été à Tunis");
  create.mutable_run()->set_etag("7");
  create.set_request_id("7");
  // A field of a later version of the contract, which this gateway does not know.
  create.mutable_run()->GetReflection()->MutableUnknownFields(create.mutable_run())->AddLengthDelimited(4711, "later");
  grpc::ClientContext create_context;
  REQUIRE(stub->CreateRun(&create_context, create, &run).ok());
  CHECK(run.SerializeAsString() == create.run().SerializeAsString());
}

TEST_CASE("the token goes along to the service, and nothing else of the metadata") {
  House house(WithEdge);
  const auto stub = catalog::v1::CatalogService::NewStub(Connect(house));
  catalog::v1::EnrolRequest request;
  catalog::v1::Enrolment enrolment;
  request.set_request_id("any");
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer partners-token");
  context.AddMetadata("x-forwarded-for", "10.0.0.1");
  context.AddMetadata("parley-user-bin", "forged");
  REQUIRE(stub->Enrol(&context, request, &enrolment).ok());
  CHECK(enrolment.user_id() == "partners-token");
  CHECK(house.catalog.metadata() == std::set<std::string>{"authorization", "traceparent", "user-agent"});
}

TEST_CASE("what a service refuses comes back to the partner byte by byte") {
  House house(WithEdge);
  const auto stub = catalog::v1::CatalogService::NewStub(Connect(house));
  for (const char* id : {"none", "busy", "stranger", "broken"}) {
    catalog::v1::GetRunRequest request;
    catalog::v1::Run run;
    request.set_run_id(id);
    const grpc::Status expected = house.catalog.GetRun(nullptr, &request, &run);
    REQUIRE_FALSE(expected.error_details().empty());
    grpc::ClientContext context;
    const grpc::Status status = stub->GetRun(&context, request, &run);
    CHECK(status.error_code() == expected.error_code());
    CHECK(status.error_message() == expected.error_message());
    CHECK(status.error_details() == expected.error_details());
  }
  // A service that ends drops its calls without a word.
  catalog::v1::GetRunRequest request;
  catalog::v1::Run run;
  request.set_run_id("dropped");
  grpc::ClientContext context;
  CHECK_THAT(rpc::FromGrpcStatus(stub->GetRun(&context, request, &run)),
             HasCode(absl::StatusCode::kUnavailable) && HasReason("SERVICE_UNAVAILABLE"));
}

TEST_CASE("methods for the services of the house do not exist at the edge") {
  House house(WithEdge);
  const auto channel = Connect(house);
  int internal = 0;
  for (const char* name : kProtoFiles) {
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        const auto& method = *file->service(i)->method(j);
        if (method.options().GetExtension(api::v1::access).services().empty()) continue;
        ++internal;
        INFO(method.full_name());
        CHECK_THAT(CallByName(channel, "/" + file->service(i)->full_name() + "/" + method.name()),
                   HasCode(absl::StatusCode::kUnimplemented) && HasReason("METHOD_UNKNOWN"));
      }
    }
  }
  CHECK(internal > 15);
  for (const char* path :
       {"/parley.catalog.v1.CatalogService/Nothing", "/x", "/parley.exchange.v1.ExchangeInternalService/GetUpload/../ListCourses"}) {
    INFO(path);
    CHECK_THAT(CallByName(channel, path), HasCode(absl::StatusCode::kUnimplemented));
  }
  CHECK_THAT(CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses"), IsOk());
}

TEST_CASE("a service that is gone is unavailable, and no address of the house is told") {
  House house(WithEdge);
  const auto channel = Connect(house);
  house.catalog_host.Stop();
  const absl::Status status = CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses");
  CHECK_THAT(status, HasCode(absl::StatusCode::kUnavailable) && HasReason("SERVICE_UNAVAILABLE"));
  CHECK(status.message() == "catalog does not answer now; try again in a moment");
}

TEST_CASE("a call without a deadline gets one") {
  House house([](Settings& settings) {
    WithEdge(settings);
    settings.backends.deadline = std::chrono::milliseconds(300);
  });
  const auto channel = Connect(house);
  grpc::ClientContext without;
  const grpc::Status status = GetCourse(channel, without, "slow");
  CHECK(status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
  CHECK_THAT(rpc::FromGrpcStatus(status), HasReason("DEADLINE_EXCEEDED"));
  REQUIRE(Eventually([&] { return house.catalog.cancelled_calls == 1; }));
}

TEST_CASE("the deadline of a caller is the service's too") {
  House house(WithEdge);
  const auto channel = Connect(house);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(300));
  CHECK(GetCourse(channel, context, "slow").error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
  CHECK(Eventually([&] { return house.catalog.cancelled_calls == 1; }));
}

TEST_CASE("a partner who hangs up ends the call in the service") {
  House house(WithEdge);
  const auto channel = Connect(house);
  grpc::ClientContext context;
  std::thread caller([&] { CHECK(GetCourse(channel, context, "slow").error_code() == grpc::StatusCode::CANCELLED); });
  REQUIRE(Eventually([&] { return house.catalog.slow_calls == 1; }));
  context.TryCancel();
  caller.join();
  CHECK(Eventually([&] { return house.catalog.cancelled_calls == 1; }));
}

TEST_CASE("calls beyond the bound are sent away at once") {
  House house([](Settings& settings) {
    WithEdge(settings);
    settings.edge.max_calls = 1;
  });
  const auto channel = Connect(house);
  grpc::ClientContext context;
  std::thread caller([&] { CHECK(GetCourse(channel, context, "slow").error_code() == grpc::StatusCode::CANCELLED); });
  REQUIRE(Eventually([&] { return house.catalog.slow_calls == 1; }));
  CHECK_THAT(CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses"),
             HasCode(absl::StatusCode::kResourceExhausted) && HasReason("SERVER_BUSY"));
  context.TryCancel();
  caller.join();
  CHECK(Eventually([&] { return CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses").ok(); }));
}

TEST_CASE("requests that are too large, or packed, are refused") {
  House house(WithEdge);
  const auto channel = Connect(house);
  grpc::ClientContext large;
  CHECK(GetCourse(channel, large, std::string((1 << 20) + 1, 'x')).error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED);
  grpc::ClientContext packed;
  packed.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  CHECK(GetCourse(channel, packed, std::string(1000, 'x')).error_code() == grpc::StatusCode::UNIMPLEMENTED);
  // An answer may be larger.
  grpc::ClientContext big;
  CHECK(GetCourse(channel, big, "big").ok());
}

TEST_CASE("nobody speaks to the edge without TLS") {
  House house(WithEdge);
  const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(house.gateway().grpc_port()), grpc::InsecureChannelCredentials());
  CHECK_THAT(CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses"), HasCode(absl::StatusCode::kUnavailable));
}

TEST_CASE("a gateway whose edge has no good certificate does not start") {
  CHECK_THROWS_WITH(House([](Settings& given) {
                      WithEdge(given);
                      given.edge.key = test::Tls("catalog").key;
                    }),
                    Catch::Contains("is not the key of"));
}

}  // namespace
}  // namespace parley::gateway
