// Against a collector in this process: its service, over real gRPC.
#include "libs/rpc/span_exporter.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <map>
#include <mutex>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.grpc.pb.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/scrape.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

namespace otlp = opentelemetry::proto;
using otlp::trace::v1::Span;

const std::string kSampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const std::string kNot = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

class Collector final : public otlp::collector::trace::v1::TraceService::Service {
 public:
  Collector() { Start(); }
  ~Collector() override { Stop(); }

  std::string endpoint() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void Start() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port_), grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    REQUIRE(server_);
  }
  void Hang() { hangs_ = true; }
  void Answer() {
    hangs_ = false;
    hangs_.notify_all();
  }
  void Stop() {
    Answer();
    if (server_) server_->Shutdown(absl::ToChronoTime(absl::Now()));
    server_.reset();
  }

  std::vector<Span> spans() {
    const std::lock_guard lock(mutex_);
    return spans_;
  }
  std::string service() {
    const std::lock_guard lock(mutex_);
    return service_;
  }
  std::atomic<int> rejects{0};

 private:
  grpc::Status Export(grpc::ServerContext*, const otlp::collector::trace::v1::ExportTraceServiceRequest* request,
                      otlp::collector::trace::v1::ExportTraceServiceResponse* response) override {
    hangs_.wait(true);
    const std::lock_guard lock(mutex_);
    for (const auto& of_resource : request->resource_spans()) {
      service_ = of_resource.resource().attributes(0).key() + "=" + of_resource.resource().attributes(0).value().string_value();
      for (const auto& of_scope : of_resource.scope_spans()) spans_.insert(spans_.end(), of_scope.spans().begin(), of_scope.spans().end());
    }
    response->mutable_partial_success()->set_rejected_spans(rejects);
    return grpc::Status::OK;
  }

  std::atomic<bool> hangs_{false};
  std::mutex mutex_;
  std::vector<Span> spans_;
  std::string service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

SpanExporterOptions To(const Collector& collector) {
  SpanExporterOptions options;
  options.endpoint = collector.endpoint();
  options.service = "exchange";
  options.pause = absl::Milliseconds(10);
  options.timeout = absl::Milliseconds(300);
  return options;
}

void Work(int count) {
  for (int i = 0; i < count; ++i) trace::Begin(trace::Kind::kInternal, "work", kSampled);
}

// What operators see of an exporter.
struct Counts {
  explicit Counts(const SpanExporter& exporter) {
    exporter.AddMetrics(registry);
    port = registry.Expose("127.0.0.1:0").value();
  }
  int Exported() const { return static_cast<int>(test::Scrape(port, "parley_spans_exported_total").value_or(-1)); }
  int Dropped() const { return static_cast<int>(test::Scrape(port, "parley_spans_dropped_total").value_or(-1)); }
  metrics::Registry registry;
  int port = 0;
};

TEST_CASE("a call is one trace at the collector: the caller's span, the server's, and the transaction's within it") {
  Collector collector;
  Subject subject({{"GrantRole", [](Call& call, const auto&, auto&) {
                      Effect(call.db(), "granted");
                      return absl::OkStatus();
                    }}});
  const SpanExporter exporter(To(collector));
  identity::v1::GrantRoleRequest request;
  identity::v1::GrantRoleResponse response;
  request.set_email("a@example.org");
  request.set_request_id("0190aaaa-0000-7000-8000-00000000000a");
  {
    const trace::Scope scope(kNot);
    REQUIRE_THAT(subject.Call("gateway", "GrantRole", request, response, subject.Bearer({auth::Role::kOperator})), test::IsOk());
  }
  const trace::Scope scope(kSampled);
  request.set_request_id("0190aaaa-0000-7000-8000-00000000000b");
  REQUIRE_THAT(subject.Call("gateway", "GrantRole", request, response, subject.Bearer({auth::Role::kOperator})), test::IsOk());
  CHECK_FALSE(subject.Call("gateway", "GrantRole", request, response).ok());
  REQUIRE(test::Eventually([&] { return collector.spans().size() >= 5; }));

  std::map<int, Span> of_kind;  // of the call that went well
  int failed = 0;
  for (const Span& span : collector.spans()) {
    CHECK(absl::BytesToHexString(span.trace_id()) == trace::IdOf(kSampled));
    CHECK(span.span_id().size() == 8);
    CHECK(span.end_time_unix_nano() >= span.start_time_unix_nano());
    if (span.status().code() == otlp::trace::v1::Status::STATUS_CODE_ERROR) {
      ++failed;
      CHECK(span.status().message() == "UNAUTHENTICATED");
    } else {
      of_kind[span.kind()] = span;
    }
  }
  CHECK(failed == 2);
  CHECK(collector.service() == "service.name=parley-exchange");
  const Span& client = of_kind[Span::SPAN_KIND_CLIENT];
  const Span& server = of_kind[Span::SPAN_KIND_SERVER];
  const Span& transaction = of_kind[Span::SPAN_KIND_INTERNAL];
  CHECK(absl::BytesToHexString(client.parent_span_id()) == trace::ParentOf(kSampled));
  CHECK(server.parent_span_id() == client.span_id());
  CHECK(transaction.parent_span_id() == server.span_id());
  CHECK(client.name() == "/parley.identity.v1.IdentityService/GrantRole");
  CHECK(server.name() == client.name());
  CHECK(transaction.name() == "transaction");
}

TEST_CASE("without an endpoint nothing is recorded") {
  const SpanExporter exporter(SpanExporterOptions{});
  CHECK(trace::Begin(trace::Kind::kServer, "GetMe", kSampled) == nullptr);
}

TEST_CASE("nobody waits for a collector that hangs: what does not fit is dropped and counted, and it goes on afterwards") {
  Collector collector;
  collector.Hang();
  SpanExporterOptions options = To(collector);
  options.most_waiting = 100;
  options.batch = 10;
  const SpanExporter exporter(options);
  const Counts counts(exporter);
  const auto begin = std::chrono::steady_clock::now();
  Work(100'000);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  CHECK(counts.Dropped() > 90'000);
  collector.Answer();
  REQUIRE(test::Eventually([&] { return counts.Exported() > 0; }));
  REQUIRE(test::Eventually([&] { return counts.Exported() + counts.Dropped() == 100'000; }));
}

TEST_CASE("a collector that is away, or takes a part, costs what it did not take, and one that comes back gets what comes then") {
  Collector collector;
  const SpanExporter exporter(To(collector));
  const Counts counts(exporter);
  collector.Stop();
  Work(3);
  REQUIRE(test::Eventually([&] { return counts.Dropped() == 3; }));
  collector.Start();
  collector.rejects = 1;
  REQUIRE(test::Eventually([&] {
    Work(1);
    return counts.Dropped() > 3 && !collector.spans().empty();
  }));
  collector.rejects = 0;
  REQUIRE(test::Eventually([&] {
    Work(1);
    return counts.Exported() > 0;
  }));
}

TEST_CASE("what waits when a process ends is sent") {
  Collector collector;
  SpanExporterOptions options = To(collector);
  options.pause = absl::Hours(1);
  {
    const SpanExporter exporter(options);
    Work(7);
  }
  CHECK(collector.spans().size() == 7);
}

TEST_CASE("the address is Parley's setting, or else OpenTelemetry's") {
  std::map<std::string, std::string> settings;
  const auto read = [&settings] {
    config::Environment environment([&settings](const std::string& name) -> std::optional<std::string> {
      const auto found = settings.find(name);
      return found == settings.end() ? std::nullopt : std::optional(found->second);
    });
    return ReadSpanExporter(environment, "exchange").endpoint;
  };
  CHECK(read().empty());
  settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317";
  CHECK(read() == "http://collector:4317");
  settings["PARLEY_OTLP_ADDRESS"] = "10.0.0.1:4317";
  CHECK(read() == "10.0.0.1:4317");
}

}  // namespace
}  // namespace parley::rpc
