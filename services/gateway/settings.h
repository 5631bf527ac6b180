#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/config/environment.h"
#include "libs/rpc/span_exporter.h"
#include "services/gateway/backends/backends.h"
#include "services/gateway/cors.h"
#include "services/gateway/grpc_edge/edge.h"
#include "services/gateway/http/options.h"
#include "services/gateway/limits/limits.h"

namespace parley::gateway {

struct Settings {
  std::string log_level;  // PARLEY_LOG_LEVEL
  http::Options http;     // PARLEY_HTTP_LISTEN, PARLEY_HTTP_THREADS, PARLEY_HTTP_CONNECTIONS, PARLEY_HTTP_{IDLE,HEAD,BODY,WRITE}_TIMEOUT,
                          // PARLEY_DRAIN_NOTICE
  backends::Options backends;      // PARLEY_TLS_{CA,CERTIFICATE,KEY}, PARLEY_<AREA>_ADDRESS, PARLEY_CALL_DEADLINE, PARLEY_SERVICE_PATIENCE
  grpc_edge::Options edge;         // PARLEY_GRPC_{LISTEN,CERTIFICATE,KEY,CALLS,STREAM_DEADLINE}
  limits::Options limits;          // PARLEY_LIMIT_{ADDRESS,USER,MEDIA,CLIENT,RATIONED}, PARLEY_TRUSTED_PROXIES; Redis is `redis_url`'s
  Cors cors;                       // PARLEY_CORS_ORIGINS
  std::string metrics_listen;      // PARLEY_METRICS_LISTEN; empty: no metrics
  rpc::SpanExporterOptions spans;  // PARLEY_OTLP_ADDRESS, OTEL_EXPORTER_OTLP_ENDPOINT
  std::string web_root;            // PARLEY_WEB_ROOT; empty: no web app
  std::string blob_root;           // PARLEY_BLOB_ROOT
  std::string redis_url;           // PARLEY_REDIS_URL
  bool secure_cookies = true;      // PARLEY_COOKIES_SECURE
  int file_threads = 4;            // PARLEY_FILE_THREADS
  absl::Duration heartbeat;        // PARLEY_LIVE_HEARTBEAT
  absl::Duration drain;            // PARLEY_DRAIN_TIMEOUT
};

// `areas`: those whose addresses are needed. Errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment, const std::vector<std::string>& areas);

}  // namespace parley::gateway
