#include <grpcpp/client_context.h>

#include <memory>
#include <set>
#include <vector>

#include "catch2/catch.hpp"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/descriptor_database.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "tests/service/gateway/partner.h"
#include "tests/support/status_matchers.h"

namespace parley::gateway {
namespace {

namespace pb = google::protobuf;
using grpc::reflection::v1::ServerReflection;
using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;
using test::IsOk;

// The answers to questions, all on one stream.
std::vector<ServerReflectionResponse> Ask(House& house, const std::vector<ServerReflectionRequest>& questions) {
  const auto stub = ServerReflection::NewStub(Connect(house));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const auto stream = stub->ServerReflectionInfo(&context);
  std::vector<ServerReflectionResponse> answers(questions.size());
  for (size_t i = 0; i < questions.size(); ++i) {
    REQUIRE(stream->Write(questions[i]));
    REQUIRE(stream->Read(&answers[i]));
  }
  stream->WritesDone();
  CHECK(stream->Finish().ok());
  return answers;
}

ServerReflectionRequest Services() {
  ServerReflectionRequest request;
  request.set_list_services("*");
  return request;
}

ServerReflectionRequest Symbol(const std::string& name) {
  ServerReflectionRequest request;
  request.set_file_containing_symbol(name);
  return request;
}

ServerReflectionRequest File(const std::string& name) {
  ServerReflectionRequest request;
  request.set_file_by_filename(name);
  return request;
}

ServerReflectionRequest Extension(const std::string& type, int number) {
  ServerReflectionRequest request;
  request.mutable_file_containing_extension()->set_containing_type(type);
  request.mutable_file_containing_extension()->set_extension_number(number);
  return request;
}

// Whether a tool that has nothing but this answer can make what is called so.
bool Makes(const ServerReflectionResponse& answer, const std::string& symbol) {
  pb::SimpleDescriptorDatabase database;
  for (const std::string& bytes : answer.file_descriptor_response().file_descriptor_proto()) {
    pb::FileDescriptorProto file;
    REQUIRE(file.ParseFromString(bytes));
    REQUIRE(database.Add(file));
  }
  return pb::DescriptorPool(&database).FindFileContainingSymbol(symbol) != nullptr;
}

TEST_CASE("tools learn by reflection what can be called") {
  House house(WithEdge);
  const auto answers = Ask(house, {Services(), Symbol("parley.catalog.v1.CatalogService.CreateRun"), File("parley/catalog/v1/run.proto"),
                                   Extension("google.protobuf.MethodOptions", 50001)});
  std::set<std::string> services;
  for (const auto& service : answers[0].list_services_response().service()) services.insert(service.name());
  CHECK(services == std::set<std::string>{"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                                          "parley.catalog.v1.CatalogService", "parley.exchange.v1.ExchangeService",
                                          "parley.identity.v1.IdentityService", "parley.moderation.v1.ModerationService",
                                          "parley.notifications.v1.NotificationsService", "parley.partners.v1.PartnersService",
                                          "parley.scheduling.v1.SchedulingService"});
  CHECK(Makes(answers[1], "parley.catalog.v1.CatalogService.CreateRun"));
  CHECK(Makes(answers[2], "parley.catalog.v1.Run"));
  CHECK(Makes(answers[3], "parley.api.v1.access"));
  CHECK_THAT(CallByName(Connect(house), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"), IsOk());
}

TEST_CASE("reflection tells nothing of what the house says to itself") {
  House house(WithEdge);
  for (const auto& answer : Ask(house, {Symbol("parley.catalog.v1.CatalogInternalService"), File("parley/identity/v1/internal.proto"),
                                        Symbol("parley.nothing"), Extension("google.protobuf.MethodOptions", 1)})) {
    CHECK(answer.error_response().error_code() == grpc::StatusCode::NOT_FOUND);
  }
  CHECK(Ask(house, {{}})[0].error_response().error_code() == grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_CASE("reflection streams that are kept open keep no call out") {
  House house(WithEdge);
  const auto channel = Connect(house);
  const auto stub = ServerReflection::NewStub(channel);
  std::vector<std::unique_ptr<grpc::ClientContext>> contexts;
  std::vector<std::unique_ptr<grpc::ClientReaderWriter<ServerReflectionRequest, ServerReflectionResponse>>> streams;
  ServerReflectionResponse answer;
  for (bool open = true; open && streams.size() < 60;) {
    contexts.push_back(std::make_unique<grpc::ClientContext>());
    streams.push_back(stub->ServerReflectionInfo(contexts.back().get()));
    open = streams.back()->Write(Services()) && streams.back()->Read(&answer);
  }
  CHECK(streams.size() == 51);
  CHECK(streams.back()->Finish().error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED);
  streams.pop_back();
  CHECK_THAT(CallByName(channel, "/parley.catalog.v1.CatalogService/ListCourses"), IsOk());
  for (size_t i = 0; i < streams.size(); ++i) {
    contexts[i]->TryCancel();
    CHECK(streams[i]->Finish().error_code() == grpc::StatusCode::CANCELLED);
  }
}

TEST_CASE("the edge tells that it serves") {
  House house(WithEdge);
  CHECK_THAT(CallByName(Connect(house), "/grpc.health.v1.Health/Check"), IsOk());
}

}  // namespace
}  // namespace parley::gateway
