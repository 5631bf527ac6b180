#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

#include "catch2/catch.hpp"
#include "tests/service/gateway/client.h"
#include "tests/service/gateway/sample_house.h"
#include "tests/support/eventually.h"
#include "tests/support/tls.h"

// Methods that stream their answer, at both doors.
namespace parley::gateway {
namespace {

using sample::v1::FindRequest;
using sample::v1::Sample;

// More than sockets and gRPC's windows hold on the way.
constexpr int kMany = 3000;
constexpr size_t kLong = 12'000;

std::unique_ptr<sample::v1::SampleService::Stub> Partner(const SampleHouse& house) {
  std::ifstream file(test::Tls("edge").ca);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = {std::istreambuf_iterator<char>(file), {}};
  return sample::v1::SampleService::NewStub(
      grpc::CreateChannel("127.0.0.1:" + std::to_string(house.grpc_port()), grpc::SslCredentials(options)));
}

std::string Flood() { return "/v1/counts?number=" + std::to_string(kMany) + "&sample.text=" + std::string(kLong, 'x'); }

// What counts messages comes to a stop by itself, long before its end.
void CheckStops(const std::atomic<int>& counted) {
  int before = -1;
  REQUIRE(test::Eventually([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return before == std::exchange(before, counted.load());
  }));
  CHECK(before < kMany);
}

TEST_CASE("a stream is lines of JSON, or events for who accepts them") {
  SampleHouse house;
  Client client(house.port());
  const Answer lines = client.Ask("GET", "/v1/counts?number=3");
  CHECK(lines.status == 200);
  CHECK(lines.Header("content-type") == "application/x-ndjson");
  CHECK(lines.Header("transfer-encoding") == "chunked");
  CHECK(lines.body == "{\"result\":{}}\n{\"result\":{\"number\":1}}\n{\"result\":{\"number\":2}}\n");
  // The connection goes on.
  const Answer events = client.Ask("GET", "/v1/counts?number=2", {"Accept: text/event-stream"});
  CHECK(events.Header("content-type") == "text/event-stream");
  CHECK(events.body == "data: {}\n\ndata: {\"number\":1}\n\nevent: end\ndata: {}\n\n");
  CHECK(client.Ask("GET", "/v1/counts", {"Accept: text/event-stream;q=0, application/x-ndjson"}).Header("content-type") ==
        "application/x-ndjson");
  // Of the head nothing follows: the connection would be out of step.
  for (const char* accept : {"Accept: */*", "Accept: text/event-stream"}) {
    CHECK(client.Ask("HEAD", "/v1/counts?number=3", {accept}).status == 200);
    CHECK(client.Ask("HEAD", "/v1/counts?name=gone&number=1", {accept}).status == 200);
    CHECK(client.Ask("HEAD", "/v1/counts?name=gone", {accept}).status == 404);
  }
  CHECK(client.Ask("GET", "/v1/numbers?number=2").body == "{\"result\":0}\n{\"result\":1}\n");
  CHECK(client.Ask("GET", "/v1/counts").body.empty());
  CHECK(client.Ask("GET", "/v1/counts").status == 200);
}

TEST_CASE("a stream that fails says so: before its first answer by the status, then by its last words") {
  SampleHouse house;
  const Answer none = Ask(house.port(), "GET", "/v1/counts?name=gone");
  CHECK(none.status == 404);
  CHECK(none.Header("content-type") == "application/problem+json");
  const Answer late = Ask(house.port(), "GET", "/v1/counts?name=gone&number=1");
  CHECK(late.status == 200);
  CHECK(late.body.rfind("{\"result\":{}}\n{\"error\":{", 0) == 0);
  CHECK(late.Has(R"("status":404)"));
  CHECK(late.body.back() == '\n');
  const Answer event = Ask(house.port(), "GET", "/v1/counts?name=gone&number=1", {"Accept: text/event-stream"});
  CHECK(event.Has("data: {}\n\nevent: error\ndata: {"));
  CHECK(Ask(house.port(), "GET", "/v1/counts?number=x").status == 400);
}

TEST_CASE("who does not read slows the service, and who hangs up ends the call") {
  SampleHouse house;
  {
    Client client(house.port());
    client.Write("GET " + Flood() + " HTTP/1.1\r\nHost: x\r\n\r\n");
    client.ReadUntil("\"number\":5");
    CheckStops(house.service.sent);
    CHECK_FALSE(house.service.ended);
  }
  CHECK(test::Eventually([&] { return house.service.ended.load(); }));
  CHECK(house.service.sent < kMany);
}

TEST_CASE("at the gRPC edge a stream of answers passes, no faster than it is taken") {
  SampleHouse house;
  const auto stub = Partner(house);
  FindRequest request;
  request.set_number(kMany);
  request.mutable_sample()->set_text(std::string(kLong, 'x'));
  Sample sample;
  {
    grpc::ClientContext context;
    const auto reader = stub->Count(&context, request);
    REQUIRE(reader->Read(&sample));
    CheckStops(house.service.sent);
    int count = 1;
    while (reader->Read(&sample)) CHECK(sample.number() == count++);
    CHECK(count == kMany);
    CHECK(reader->Finish().ok());
  }
  request.set_number(2);
  request.set_name("gone");
  grpc::ClientContext context;
  const auto reader = stub->Count(&context, request);
  CHECK(reader->Read(&sample));
  CHECK(reader->Read(&sample));
  CHECK_FALSE(reader->Read(&sample));
  const grpc::Status status = reader->Finish();
  CHECK(status.error_code() == grpc::StatusCode::NOT_FOUND);
  CHECK(status.error_message() == "gone");
}

TEST_CASE("at the gRPC edge a stream of answers ends when its caller goes") {
  SampleHouse house;
  const auto stub = Partner(house);
  FindRequest request;
  request.set_number(1'000'000);
  request.mutable_sample()->set_text(std::string(kLong, 'x'));
  Sample sample;
  grpc::ClientContext context;
  const auto reader = stub->Count(&context, request);
  REQUIRE(reader->Read(&sample));
  context.TryCancel();
  while (reader->Read(&sample)) {
  }
  CHECK(reader->Finish().error_code() == grpc::StatusCode::CANCELLED);
  CHECK(test::Eventually([&] { return house.service.ended.load(); }));
}

TEST_CASE("at the gRPC edge nobody sends faster than the service takes, and who goes ends the call there") {
  SampleHouse house;
  house.service.idle = true;
  const auto stub = Partner(house);
  Sample sample;
  sample.set_text(std::string(kLong, 'x'));
  grpc::ClientContext context;
  const auto stream = stub->Echo(&context);
  std::atomic<int> written{0};
  std::jthread writer([&] {
    while (written < kMany && stream->Write(sample)) ++written;
  });
  CheckStops(written);
  CHECK_FALSE(house.service.ended);
  context.TryCancel();
  writer.join();
  CHECK(stream->Finish().error_code() == grpc::StatusCode::CANCELLED);
  CHECK(test::Eventually([&] { return house.service.ended.load(); }));
}

TEST_CASE("a stream ends when it took too long, at both doors") {
  SampleHouse house(std::chrono::milliseconds(500));
  const Answer answer = Ask(house.port(), "GET", "/v1/counts?number=2000000000");
  CHECK(answer.status == 200);
  CHECK(answer.body.find(R"({"error":{)") != std::string::npos);
  CHECK(answer.body.find(R"("code":"DEADLINE_EXCEEDED")") != std::string::npos);
  const auto stub = Partner(house);
  Sample sample;
  grpc::ClientContext context;
  const auto stream = stub->Echo(&context);
  REQUIRE(stream->Write(sample));
  REQUIRE(stream->Read(&sample));
  CHECK_FALSE(stream->Read(&sample));
  CHECK(stream->Finish().error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_CASE("at the gRPC edge both ways may stream at once") {
  SampleHouse house;
  const auto stub = Partner(house);
  Sample sample;
  {
    grpc::ClientContext context;
    const auto stream = stub->Echo(&context);
    for (int i = 0; i < 200; ++i) {
      sample.set_number(i);
      REQUIRE(stream->Write(sample));
      Sample back;
      REQUIRE(stream->Read(&back));
      CHECK(back.number() == i);
    }
    CHECK_FALSE(house.service.ended);
    stream->WritesDone();
    CHECK_FALSE(stream->Read(&sample));
    CHECK(stream->Finish().ok());
  }
  // Many calls, each ended at a moment of its own.
  for (int i = 0; i < 200; ++i) {
    grpc::ClientContext context;
    const auto stream = stub->Echo(&context);
    for (int j = 0; j < i % 5; ++j) stream->Write(sample);
    if (i % 3 == 0) context.TryCancel();
    stream->WritesDone();
    while (stream->Read(&sample)) {
    }
    const grpc::Status status = stream->Finish();
    CHECK((status.ok() || (i % 3 == 0 && status.error_code() == grpc::StatusCode::CANCELLED)));
  }
}

TEST_CASE("a request's trace reaches the service, or one begins") {
  SampleHouse house;
  const std::string given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const Answer known = Ask(house.port(), "GET", "/v1/samples/shelves/s/books/b", {"traceparent: " + given});
  CHECK(known.Has(R"({"texts":["shelves/s/books/b","00-0af7651916cd43dd8448eb211c80319c-)"));
  CHECK_FALSE(known.Has("b7ad6b7169203331"));
  CHECK(known.Has("-01\"]"));
  const Answer begun = Ask(house.port(), "GET", "/v1/samples/shelves/s/books/b", {"traceparent: nonsense"});
  CHECK(begun.Has(R"(","00-)"));
  CHECK_FALSE(begun.Has("nonsense"));
}

}  // namespace
}  // namespace parley::gateway
