#include "libs/rpc/span_exporter.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"
#include "opentelemetry/proto/collector/trace/v1/trace_service.grpc.pb.h"

namespace parley::rpc {
namespace {

namespace otlp = opentelemetry::proto;
using otlp::collector::trace::v1::ExportTraceServiceRequest;
using otlp::collector::trace::v1::ExportTraceServiceResponse;
using otlp::collector::trace::v1::TraceService;

constexpr std::string_view kPlain = "http://";
constexpr std::string_view kSecure = "https://";

std::string Bytes(std::string_view hex) { return absl::HexStringToBytes({hex.data(), hex.size()}); }

otlp::trace::v1::Span ToProto(const trace::Work& work) {
  otlp::trace::v1::Span span;
  span.set_trace_id(Bytes(trace::IdOf(work.traceparent)));
  span.set_span_id(Bytes(trace::ParentOf(work.traceparent)));
  span.set_parent_span_id(Bytes(trace::ParentOf(work.parent)));
  span.set_name(work.name);
  span.set_kind(static_cast<otlp::trace::v1::Span::SpanKind>(work.kind));
  span.set_start_time_unix_nano(static_cast<uint64_t>(absl::ToUnixNanos(work.begin_time)));
  span.set_end_time_unix_nano(static_cast<uint64_t>(absl::ToUnixNanos(work.end_time)));
  if (work.failure.empty()) return span;
  span.mutable_status()->set_code(otlp::trace::v1::Status::STATUS_CODE_ERROR);
  span.mutable_status()->set_message(work.failure);
  return span;
}

std::shared_ptr<grpc::Channel> Connect(const std::string& endpoint) {
  const bool secure = endpoint.starts_with(kSecure);
  std::string address = endpoint.substr(endpoint.starts_with(kPlain) ? kPlain.size() : secure ? kSecure.size() : 0);
  while (address.ends_with('/')) address.pop_back();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5000);
  const auto credentials = secure ? grpc::SslCredentials({}) : grpc::InsecureChannelCredentials();
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

// What waits to be sent. Outlives the exporter in threads that are just recording.
struct Queue {
  explicit Queue(size_t most, size_t batch) : most(most), batch(batch) {}

  void Put(trace::Work work) {
    bool full_batch = false;
    {
      const std::lock_guard lock(mutex);
      if (waiting.size() >= most) {
        ++dropped;
        return;
      }
      waiting.push_back(std::move(work));
      full_batch = waiting.size() == batch;
    }
    if (full_batch) pause.Wake();
  }

  std::vector<trace::Work> Take() {
    const std::lock_guard lock(mutex);
    if (waiting.size() <= batch) return std::exchange(waiting, {});
    std::vector<trace::Work> taken(std::make_move_iterator(waiting.begin()),
                                   std::make_move_iterator(waiting.begin() + static_cast<std::ptrdiff_t>(batch)));
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(batch));
    return taken;
  }

  const size_t most, batch;
  std::mutex mutex;
  std::vector<trace::Work> waiting;
  std::atomic<int64_t> exported{0}, dropped{0};
  Pause pause;
};

}  // namespace

SpanExporterOptions ReadSpanExporter(config::Environment& environment, const std::string& service) {
  SpanExporterOptions options;
  options.service = service;
  options.endpoint = environment.Optional("PARLEY_OTLP_ADDRESS", environment.Optional("OTEL_EXPORTER_OTLP_ENDPOINT", ""));
  return options;
}

struct SpanExporter::Impl {
  explicit Impl(SpanExporterOptions given)
      : options(std::move(given)),
        queue(std::make_shared<Queue>(options.most_waiting, options.batch)),
        stub(TraceService::NewStub(Connect(options.endpoint))) {}

  // True when more than a batch waits.
  bool SendOne() {
    const std::vector<trace::Work> batch = queue->Take();
    if (batch.empty()) return false;
    ExportTraceServiceRequest request;
    auto& spans = *request.add_resource_spans();
    auto& name = *spans.mutable_resource()->add_attributes();
    name.set_key("service.name");
    name.mutable_value()->set_string_value("parley-" + options.service);
    auto& scope = *spans.add_scope_spans();
    scope.mutable_scope()->set_name("parley");
    for (const trace::Work& work : batch) *scope.add_spans() = ToProto(work);
    ExportTraceServiceResponse response;
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + options.timeout));
    const grpc::Status status = stub->Export(&context, request, &response);
    const auto count = static_cast<int64_t>(batch.size());
    const int64_t refused = status.ok() ? std::clamp<int64_t>(response.partial_success().rejected_spans(), 0, count) : count;
    queue->exported += count - refused;
    queue->dropped += refused;
    const bool taken_before = std::exchange(taken, status.ok());
    if (taken_before && !taken) log::Warning("the collector takes no spans, they are dropped", {{"error", status.error_message()}});
    return batch.size() == options.batch;
  }

  void Run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      if (!SendOne()) queue->pause.For(options.pause, stop);
    }
    SendOne();
  }

  const SpanExporterOptions options;
  const std::shared_ptr<Queue> queue;
  const std::unique_ptr<TraceService::Stub> stub;
  bool taken = true;
  std::jthread thread;
};

SpanExporter::SpanExporter(SpanExporterOptions options) {
  if (options.endpoint.empty()) return;
  impl_ = std::make_unique<Impl>(std::move(options));
  impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stop) { impl->Run(stop); });
  trace::SetRecorder(
      std::make_shared<const std::function<void(trace::Work)>>([queue = impl_->queue](trace::Work work) { queue->Put(std::move(work)); }));
}

SpanExporter::~SpanExporter() {
  if (impl_) trace::SetRecorder(nullptr);
}

void SpanExporter::AddMetrics(metrics::Registry& registry) const {
  if (!impl_) return;
  using Kind = metrics::Series::Kind;
  registry.Add({"parley_spans_exported_total", "Spans that the collector took.", {}, Kind::kCounter},
               [queue = impl_->queue] { return static_cast<double>(queue->exported.load()); });
  registry.Add({"parley_spans_dropped_total", "Spans that the collector did not take, or that did not fit.", {}, Kind::kCounter},
               [queue = impl_->queue] { return static_cast<double>(queue->dropped.load()); });
}

}  // namespace parley::rpc
