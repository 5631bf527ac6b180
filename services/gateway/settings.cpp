#include "services/gateway/settings.h"

#include <algorithm>
#include <thread>

namespace parley::gateway {
namespace {

std::chrono::milliseconds Timeout(config::Environment& environment, const std::string& name, absl::Duration otherwise) {
  const absl::Duration value = environment.Duration(name, otherwise);
  if (value <= absl::ZeroDuration()) environment.AddError(name, "must be longer than nothing");
  return absl::ToChronoMilliseconds(value);
}

std::string AddressName(std::string area) {
  std::transform(area.begin(), area.end(), area.begin(), [](char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c); });
  return "PARLEY_" + area + "_ADDRESS";
}

grpc_edge::Options ReadEdge(config::Environment& environment) {
  grpc_edge::Options edge;
  edge.listen = environment.Optional("PARLEY_GRPC_LISTEN", "");
  if (edge.listen.empty()) return edge;
  edge.certificate = environment.Required("PARLEY_GRPC_CERTIFICATE");
  edge.key = environment.Required("PARLEY_GRPC_KEY");
  edge.max_calls = static_cast<int>(environment.Integer("PARLEY_GRPC_CALLS", 500, 1, 100000));
  return edge;
}

void ReadQuota(config::Environment& environment, const std::string& name, limits::Quota& quota) {
  const std::string text = environment.Optional(name, "");
  if (text.empty()) return;
  const auto read = limits::ParseQuota(text);
  if (!read.ok()) return environment.AddError(name, std::string(read.status().message()));
  quota = *read;
}

limits::Options ReadLimits(config::Environment& environment) {
  limits::Options limits;
  ReadQuota(environment, "PARLEY_LIMIT_ADDRESS", limits.quotas.address);
  ReadQuota(environment, "PARLEY_LIMIT_USER", limits.quotas.user);
  ReadQuota(environment, "PARLEY_LIMIT_MEDIA", limits.quotas.media);
  ReadQuota(environment, "PARLEY_LIMIT_CLIENT", limits.quotas.client);
  ReadQuota(environment, "PARLEY_LIMIT_RATIONED", limits.quotas.rationed);
  auto proxies = limits::Proxies::Parse(environment.Optional("PARLEY_TRUSTED_PROXIES", "127.0.0.0/8,::1/128"));
  if (proxies.ok()) {
    limits.proxies = *std::move(proxies);
  } else {
    environment.AddError("PARLEY_TRUSTED_PROXIES", std::string(proxies.status().message()));
  }
  return limits;
}

Cors ReadCors(config::Environment& environment) {
  auto cors = Cors::Parse(environment.Optional("PARLEY_CORS_ORIGINS", ""));
  if (cors.ok()) return *std::move(cors);
  environment.AddError("PARLEY_CORS_ORIGINS", std::string(cors.status().message()));
  return {};
}

}  // namespace

Settings ReadSettings(config::Environment& environment, const std::vector<std::string>& areas) {
  Settings settings;
  settings.log_level = environment.Optional("PARLEY_LOG_LEVEL", "info");
  settings.http.listen = environment.Optional("PARLEY_HTTP_LISTEN", "127.0.0.1:8080");
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  settings.http.threads = static_cast<int>(environment.Integer("PARLEY_HTTP_THREADS", cores, 1, 256));
  settings.http.max_connections =
      static_cast<int>(environment.Integer("PARLEY_HTTP_CONNECTIONS", settings.http.max_connections, 1, 1000000));
  settings.http.idle_timeout = Timeout(environment, "PARLEY_HTTP_IDLE_TIMEOUT", absl::Seconds(75));
  settings.http.head_timeout = Timeout(environment, "PARLEY_HTTP_HEAD_TIMEOUT", absl::Seconds(10));
  settings.http.body_timeout = Timeout(environment, "PARLEY_HTTP_BODY_TIMEOUT", absl::Seconds(30));
  settings.http.write_timeout = Timeout(environment, "PARLEY_HTTP_WRITE_TIMEOUT", absl::Seconds(30));
  settings.backends.tls = {environment.Required("PARLEY_TLS_CA"), environment.Required("PARLEY_TLS_CERTIFICATE"),
                           environment.Required("PARLEY_TLS_KEY")};
  settings.backends.deadline = Timeout(environment, "PARLEY_CALL_DEADLINE", absl::Seconds(10));
  settings.backends.stream_deadline = Timeout(environment, "PARLEY_STREAM_DEADLINE", absl::Minutes(5));
  settings.backends.patience = absl::ToChronoMilliseconds(environment.Duration("PARLEY_SERVICE_PATIENCE", absl::Seconds(10)));
  for (const std::string& area : areas) settings.backends.addresses[area] = environment.Required(AddressName(area));
  settings.edge = ReadEdge(environment);
  settings.limits = ReadLimits(environment);
  settings.cors = ReadCors(environment);
  settings.metrics_listen = environment.Optional("PARLEY_METRICS_LISTEN", "");
  settings.spans = rpc::ReadSpanExporter(environment, "gateway");
  settings.web_root = environment.Optional("PARLEY_WEB_ROOT", "");
  settings.blob_root = environment.Required("PARLEY_BLOB_ROOT");
  settings.redis_url = environment.Required("PARLEY_REDIS_URL");
  settings.secure_cookies = environment.Flag("PARLEY_COOKIES_SECURE", true);
  settings.file_threads = static_cast<int>(environment.Integer("PARLEY_FILE_THREADS", 4, 1, 64));
  settings.heartbeat = environment.Duration("PARLEY_LIVE_HEARTBEAT", absl::Seconds(15));
  settings.http.notice = absl::ToChronoMilliseconds(environment.Duration("PARLEY_DRAIN_NOTICE", absl::Seconds(1)));
  settings.drain = environment.Duration("PARLEY_DRAIN_TIMEOUT", absl::Seconds(20));
  return settings;
}

}  // namespace parley::gateway
