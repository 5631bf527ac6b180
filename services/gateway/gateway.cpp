#include "services/gateway/gateway.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "libs/errors/error.h"
#include "libs/metrics/process.h"
#include "libs/rpc/client.h"
#include "libs/service/authority.h"
#include "libs/trace/span.h"
#include "services/gateway/grpc_edge/edge.h"
#include "services/gateway/health.h"
#include "services/gateway/http/server.h"
#include "services/gateway/limits/limits.h"
#include "services/gateway/live/endpoint.h"
#include "services/gateway/metrics.h"
#include "services/gateway/openapi/file.h"
#include "services/gateway/problem.h"
#include "services/gateway/protos/file.h"
#include "services/gateway/renditions/endpoint.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/session_cookies.h"
#include "services/gateway/transcoding/endpoint.h"
#include "services/gateway/unsubscribing/endpoint.h"
#include "services/gateway/uploads/endpoint.h"
#include "services/gateway/web/endpoint.h"

namespace parley::gateway {
namespace {

bool IsApi(const http::Target& target) {
  return !target.segments().empty() && (target.segments()[0] == "v1" || target.segments()[0] == ".well-known");
}

// The same of an address that is malformed.
bool IsMeantForApi(std::string_view target) { return target.starts_with("/v1/") || target.starts_with("/.well-known/"); }

}  // namespace

struct Gateway::Impl {
  Impl(Settings given, const Clock& the_clock)
      : settings(std::move(given)), clock(the_clock), files(settings.file_threads), blobs(blob::OpenFolder(settings.blob_root)) {}

  absl::Status Add(http::Method method, std::string_view path_template, limits::Use use, Endpoint endpoint);
  absl::Status AddContracts();
  absl::Status AddOwn();
  void AddLimits();
  void AddEdge();
  std::optional<limits::Refusal> CheckLimits(const http::Turn& turn, limits::Use use);
  http::Task<void> Handle(http::Turn& turn, backends::Backends& backends);
  // Answers; returns what the metrics call it.
  http::Task<int> Answer(http::Turn& turn, backends::Backends& backends);

  Settings settings;
  const Clock& clock;
  const rpc::SpanExporter spans{settings.spans};
  FileThreads files;
  std::unique_ptr<blob::Store> blobs;
  uploads::Uploads uploads{*blobs, files, clock};
  renditions::Renditions renditions{*blobs, files};
  live::Hub hub{settings.redis_url};
  live::Events events{hub, absl::ToChronoMilliseconds(settings.heartbeat)};
  web::Files web;
  web::File document;
  const web::File protos = protos::MakeFile();
  routes::Router router;
  std::vector<Endpoint> endpoints;
  std::vector<limits::Use> uses;  // of the endpoints
  // An entry for each endpoint, then the web app's and that of addresses that are none.
  Metrics metrics;
  int web_route = 0;
  int no_route = 0;
  int metrics_port = 0;
  // One a thread, each with its own connections.
  std::vector<std::unique_ptr<backends::Backends>> backends;
  std::unique_ptr<rpc::Client> identity;  // for the limits and the event streams; where there is one
  service::Authority::FetchRevocations fetch_revocations;
  std::unique_ptr<limits::Limits> limits;
  // Last: their threads end before what they use.
  std::unique_ptr<grpc_edge::Edge> edge;  // where there is one
  std::unique_ptr<http::Server> server;
  std::jthread heeding;
};

absl::Status Gateway::Impl::Add(http::Method method, std::string_view path_template, limits::Use use, Endpoint endpoint) {
  endpoints.push_back(std::move(endpoint));
  uses.push_back(use);
  metrics.Add(std::string(http::NameOf(method)) + " " + std::string(path_template));
  return router.Add(method, path_template, static_cast<int>(endpoints.size()) - 1);
}

absl::Status Gateway::Impl::AddContracts() {
  const auto routes = routes::ReadContracts();
  if (!routes.ok()) return routes.status();
  for (const routes::Route& route : *routes) {
    auto endpoint = transcoding::MakeEndpoint(route, settings.secure_cookies, clock);
    if (!endpoint.ok()) return endpoint.status();
    const auto use = route.is_rationed ? limits::Use::kRationed : limits::Use::kOrdinary;
    absl::Status added = Add(route.http_method, route.path_template, use, *std::move(endpoint));
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

// What is not a method of a contract; openapi/own_addresses tells of it.
absl::Status Gateway::Impl::AddOwn() {
  using http::Method;
  using limits::Use;
  for (const absl::Status& status : {
           Add(Method::kGet, "/healthz", Use::kFree, [](const Visit& visit) { return ServeAlive(visit.turn); }),
           Add(Method::kGet, "/readyz", Use::kOrdinary, [](const Visit& visit) { return ServeReady(visit.turn, visit.backends); }),
           Add(Method::kGet, "/openapi.json", Use::kFree,
               [this](const Visit& visit) { return web::Send(visit.turn, document, settings.secure_cookies); }),
           Add(Method::kGet, "/protos.tar.gz", Use::kFree,
               [this](const Visit& visit) { return web::Send(visit.turn, protos, settings.secure_cookies); }),
           Add(Method::kGet, "/v1/users/me/events", Use::kOrdinary, [this](const Visit& visit) { return events.Get(visit); }),
           Add(Method::kGet, "/v1/videos/{video_id}/renditions/{name=**}", Use::kMedia,
               [this](const Visit& visit) { return renditions.Get(visit); }),
           Add(Method::kOptions, "/v1/uploads", Use::kFree, [this](const Visit& visit) { return uploads.Options(visit); }),
           Add(Method::kPost, "/v1/uploads", Use::kMedia, [this](const Visit& visit) { return uploads.Create(visit); }),
           Add(Method::kOptions, "/v1/uploads/{video_id}", Use::kFree, [this](const Visit& visit) { return uploads.Options(visit); }),
           Add(Method::kHead, "/v1/uploads/{video_id}", Use::kMedia, [this](const Visit& visit) { return uploads.Head(visit); }),
           Add(Method::kPatch, "/v1/uploads/{video_id}", Use::kMedia, [this](const Visit& visit) { return uploads.Patch(visit); }),
           Add(Method::kPost, "/unsubscribe", Use::kOrdinary, [this](const Visit& visit) { return unsubscribing::Post(visit, clock); }),
           Add(Method::kPost, "/v1/uploads/{video_id}", Use::kMedia, [this](const Visit& visit) { return uploads.Override(visit); }),
       }) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void Gateway::Impl::AddLimits() {
  auth::TokenVerifier::FetchKeys fetch_keys = []() -> absl::StatusOr<std::vector<auth::PublicKey>> {
    return errors::Unavailable("SERVICE_UNAVAILABLE", "there is no identity");
  };
  const auto address = settings.backends.addresses.find("identity");
  if (address != settings.backends.addresses.end()) {
    identity = std::make_unique<rpc::Client>("identity", address->second, settings.backends.tls);
    const service::Authority authority = service::FetchKeysFrom(*identity);
    fetch_keys = authority.fetch_keys;
    fetch_revocations = authority.fetch_revocations;
  }
  settings.limits.sharing.redis_url = settings.redis_url;
  limits = std::make_unique<limits::Limits>(
      settings.limits, std::move(fetch_keys), [this](limits::Limit limit) { metrics.CountLimited(limit); }, clock);
}

void Gateway::Impl::AddEdge() {
  if (settings.edge.listen.empty()) return;
  // Partners reach the edge directly: whom its callers say that they speak for is not believed.
  const auto admit = [this](const grpc_edge::Method& method, std::string_view token, const std::string& peer) {
    const auto use = method.is_rationed ? limits::Use::kRationed : limits::Use::kOrdinary;
    const auto refusal = limits->Check(use, token, limits::AddressOfPeer(peer));
    return refusal ? limits::StatusOf(*refusal) : absl::OkStatus();
  };
  edge = std::make_unique<grpc_edge::Edge>(
      settings.edge, settings.backends, grpc_edge::OpenMethods(), [this](const std::string& path) { return metrics.Add("gRPC " + path); },
      admit, [this](int method, absl::StatusCode code, std::chrono::nanoseconds took) { metrics.Count(method, HttpStatusOf(code), took); });
}

http::Task<void> Gateway::Impl::Handle(http::Turn& turn, backends::Backends& own) {
  const auto start = http::SteadyClock::now();
  const auto span =
      trace::Begin(trace::Kind::kServer, http::NameOf(turn.request().method), turn.request().Find("traceparent"), turn.traceparent());
  const int route = co_await Answer(turn, own);
  if (span) {
    span->Rename(metrics.RouteOf(route));
    if (turn.status() >= 500) span->Fail(std::to_string(turn.status()));
  }
  metrics.Count(route, turn.status(), http::SteadyClock::now() - start);
}

std::optional<limits::Refusal> Gateway::Impl::CheckLimits(const http::Turn& turn, limits::Use use) {
  const http::Request& request = turn.request();
  const auto token = TokenOf(request, false);
  const auto client = limits->proxies().ClientOf(turn.peer(), request.FindAll("x-forwarded-for"));
  return limits->Check(use, token.ok() ? *token : std::string_view(), client);
}

http::Task<int> Gateway::Impl::Answer(http::Turn& turn, backends::Backends& own) {
  http::Target target;
  const absl::Status parsed = target.Parse(turn.request().target);
  if (parsed.ok() ? IsApi(target) : IsMeantForApi(turn.request().target)) {
    turn.AddHeaders("traceresponse: " + turn.traceparent() + "\r\n");
    turn.AddHeaders(settings.cors.HeadersFor(turn.request()));
    if (auto preflight = settings.cors.AnswerPreflight(turn.request())) {
      co_await turn.Send(*std::move(preflight));
      co_return no_route;
    }
  }
  if (!parsed.ok()) {
    co_await turn.Send(Problem(parsed));
    co_return no_route;
  }
  const routes::Match match = router.Find(turn.request().method, target);
  const bool found = match.kind == routes::Match::Kind::kFound;
  const limits::Use elsewhere = IsApi(target) ? limits::Use::kOrdinary : limits::Use::kFree;
  const auto refusal = CheckLimits(turn, found ? uses[static_cast<size_t>(match.endpoint)] : elsewhere);
  if (refusal) {
    co_await turn.Send(limits::ProblemOf(*refusal));
    co_return found ? match.endpoint : no_route;
  }
  if (found) {
    const Visit visit{turn, target, match, own};
    co_await endpoints[static_cast<size_t>(match.endpoint)](visit);
    co_return match.endpoint;
  }
  // Other addresses are pages of the web app too.
  if (match.kind == routes::Match::Kind::kWrongMethod && IsApi(target)) {
    co_await turn.Send(WrongMethodProblem(match.allowed));
    co_return no_route;
  }
  if (IsApi(target)) {
    co_await turn.Send(NotFoundProblem());
    co_return no_route;
  }
  co_await web::Serve(turn, target, web, settings.secure_cookies);
  co_return web_route;
}

Gateway::Gateway() = default;

Gateway::~Gateway() {
  if (impl_ != nullptr) Stop();
}

absl::StatusOr<std::vector<std::string>> RoutedAreas() {
  const auto routes = routes::ReadContracts();
  if (!routes.ok()) return routes.status();
  std::vector<std::string> areas;
  for (const routes::Route& route : *routes) areas.push_back(route.area);
  std::sort(areas.begin(), areas.end());
  areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
  return areas;
}

absl::StatusOr<std::unique_ptr<Gateway>> Gateway::Make(Settings settings, const Clock& clock) try {
  auto web = web::Files::Load(settings.web_root);
  if (!web.ok()) return web.status();
  auto document = openapi::MakeFile();
  if (!document.ok()) return document.status();
  std::unique_ptr<Gateway> gateway(new Gateway());
  gateway->impl_ = std::make_unique<Impl>(std::move(settings), clock);
  Impl& impl = *gateway->impl_;
  impl.web = *std::move(web);
  impl.document = *std::move(document);
  absl::Status added = impl.AddContracts();
  if (added.ok()) added = impl.AddOwn();
  if (!added.ok()) return added;
  impl.web_route = impl.metrics.Add("web");
  impl.no_route = impl.metrics.Add("none");
  impl.AddLimits();
  impl.AddEdge();
  for (int thread = 0; thread < impl.settings.http.threads; ++thread) {
    impl.backends.push_back(std::make_unique<backends::Backends>(impl.settings.backends));
  }
  impl.server = std::make_unique<http::Server>(impl.settings.http, [&impl](int thread) -> http::Handler {
    return [&impl, &own = *impl.backends[static_cast<size_t>(thread)]](http::Turn& turn) { return impl.Handle(turn, own); };
  });
  return gateway;
} catch (const std::exception& error) {  // of the libraries: a certificate that can't be read, an address that is none
  return absl::InvalidArgumentError(error.what());
}

absl::Status Gateway::Start() {
  if (!impl_->settings.metrics_listen.empty()) {
    metrics::AddProcess(impl_->metrics.registry(), impl_->clock);
    impl_->spans.AddMetrics(impl_->metrics.registry());
    const auto port = impl_->metrics.registry().Expose(impl_->settings.metrics_listen);
    if (!port.ok()) return port.status();
    impl_->metrics_port = *port;
  }
  if (impl_->fetch_revocations) {
    impl_->heeding = std::jthread([impl = impl_.get()](const std::stop_token& stop) {
      const auto heed = [impl](auth::Revocations stale) { impl->hub.Refuse(std::move(stale)); };
      service::HeedRevocations(impl->fetch_revocations, heed, stop);
    });
  }
  if (impl_->edge != nullptr) {
    if (auto started = impl_->edge->Start(); !started.ok()) return started;
  }
  return impl_->server->Start();
}

int Gateway::grpc_port() const { return impl_->edge == nullptr ? 0 : impl_->edge->port(); }

int Gateway::metrics_port() const { return impl_->metrics_port; }

int Gateway::port() const { return impl_->server->port(); }

void Gateway::Stop() {
  std::thread edge;  // both doors close at the same time
  if (impl_->edge != nullptr) edge = std::thread([this] { impl_->edge->Stop(impl_->settings.drain); });
  if (impl_->server != nullptr) impl_->server->Stop(impl_->settings.drain);
  if (edge.joinable()) edge.join();
}

}  // namespace parley::gateway
