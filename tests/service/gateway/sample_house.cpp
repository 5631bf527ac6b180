#include "tests/service/gateway/sample_house.h"

#include <stdexcept>
#include <thread>

#include "google/protobuf/descriptor.h"
#include "services/gateway/transcoding/endpoint.h"
#include "tests/support/tls.h"

namespace parley::gateway {

grpc::Status SampleService::Find(grpc::ServerContext* context, const Request* request, Sample* response) {
  response->add_texts(request->name());
  const auto [first, last] = context->client_metadata().equal_range("traceparent");
  for (auto each = first; each != last; ++each) response->add_texts(std::string(each->second.data(), each->second.size()));
  return grpc::Status::OK;
}

grpc::Status SampleService::Count(grpc::ServerContext* context, const Request* request, grpc::ServerWriter<Sample>* writer) {
  Sample sample;
  sample.set_text(request->sample().text());
  for (int i = 0; i < request->number() && !context->IsCancelled(); ++i) {
    sample.set_number(i);
    if (!writer->Write(sample)) break;
    ++sent;
  }
  ended = true;
  return request->name().empty() ? grpc::Status::OK : grpc::Status(grpc::StatusCode::NOT_FOUND, request->name());
}

grpc::Status SampleService::Echo(grpc::ServerContext* context, grpc::ServerReaderWriter<Sample, Sample>* stream) {
  Sample sample;
  while (idle && !context->IsCancelled()) std::this_thread::yield();
  while (stream->Read(&sample)) stream->Write(sample);
  ended = true;
  return grpc::Status::OK;
}

SampleHouse::SampleHouse(std::chrono::milliseconds stream_deadline) {
  const backends::Options options{
      .tls = test::Tls("gateway"), .addresses = {{"catalog", host_.address()}}, .stream_deadline = stream_deadline};
  const auto& contract = *sample::v1::Sample::descriptor()->file()->service(0);
  absl::Status status = routes::ReadService(contract, routes_);
  for (size_t i = 0; status.ok() && i < routes_.size(); ++i) {
    routes_[i].area = "catalog";
    auto endpoint = transcoding::MakeEndpoint(routes_[i], true, clock_);
    status = endpoint.status();
    if (status.ok()) endpoints_.push_back(*std::move(endpoint));
    if (status.ok()) status = router_.Add(routes_[i].http_method, routes_[i].path_template, static_cast<int>(i));
  }
  backends_ = std::make_unique<backends::Backends>(options);
  server_ = std::make_unique<http::Server>(
      http::Options{}, [this](int) -> http::Handler { return [this](http::Turn& turn) { return Serve(turn, *backends_); }; });
  if (status.ok()) status = server_->Start();
  const grpc_edge::Options edge{.listen = "127.0.0.1:0", .certificate = test::Tls("edge").certificate, .key = test::Tls("edge").key};
  const std::vector<grpc_edge::Method> methods = {
      {.path = "/parley.sample.v1.SampleService/Count", .area = "catalog", .client_streaming = false, .server_streaming = true},
      {.path = "/parley.sample.v1.SampleService/Echo", .area = "catalog", .client_streaming = true, .server_streaming = true}};
  edge_ = std::make_unique<grpc_edge::Edge>(
      edge, options, methods, [](const std::string&) { return 0; },
      [](const grpc_edge::Method&, std::string_view, const std::string&) { return absl::OkStatus(); },
      [](int, absl::StatusCode, std::chrono::nanoseconds) {});
  if (status.ok()) status = edge_->Start();
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

SampleHouse::~SampleHouse() {
  edge_->Stop(absl::ZeroDuration());
  server_->Stop(absl::ZeroDuration());
}

http::Task<void> SampleHouse::Serve(http::Turn& turn, backends::Backends& backends) {
  http::Target target;
  if (!target.Parse(turn.request().target).ok()) co_return;
  const routes::Match match = router_.Find(turn.request().method, target);
  if (match.kind != routes::Match::Kind::kFound) co_return;
  const Visit visit{turn, target, match, backends};
  co_await endpoints_[static_cast<size_t>(match.endpoint)](visit);
}

}  // namespace parley::gateway
