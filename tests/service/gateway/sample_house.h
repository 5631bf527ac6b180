#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "libs/time/clock.h"
#include "services/gateway/grpc_edge/edge.h"
#include "services/gateway/http/server.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/routes/router.h"
#include "services/gateway/visit.h"
#include "tests/service/gateway/services.h"
#include "tests/support/sample.grpc.pb.h"

namespace parley::gateway {

// Answers as sample.proto says.
class SampleService final : public sample::v1::SampleService::Service {
 public:
  using Request = sample::v1::FindRequest;
  using Sample = sample::v1::Sample;

  // The request's name and trace as texts.
  grpc::Status Find(grpc::ServerContext* context, const Request* request, Sample* response) override;
  grpc::Status Count(grpc::ServerContext* context, const Request* request, grpc::ServerWriter<Sample>* writer) override;
  // Reads nothing while `idle`.
  grpc::Status Echo(grpc::ServerContext* context, grpc::ServerReaderWriter<Sample, Sample>* stream) override;

  std::atomic<int> sent{0};  // by Count
  std::atomic<bool> ended{false};
  std::atomic<bool> idle{false};
};

// What is between the gateway's two doors and a service, for the sample contract.
class SampleHouse {
 public:
  // `stream_deadline`: how long a method that streams may take.
  explicit SampleHouse(std::chrono::milliseconds stream_deadline = std::chrono::minutes(5));
  ~SampleHouse();
  int port() const { return server_->port(); }
  int grpc_port() const { return edge_->port(); }

  SampleService service;

 private:
  http::Task<void> Serve(http::Turn& turn, backends::Backends& backends);

  Host host_{"catalog", {&service}};  // there is a certificate of that name
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  std::vector<routes::Route> routes_;
  routes::Router router_;
  std::vector<Endpoint> endpoints_;
  std::unique_ptr<backends::Backends> backends_;
  std::unique_ptr<grpc_edge::Edge> edge_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace parley::gateway
