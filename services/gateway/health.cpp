#include "services/gateway/health.h"

namespace parley::gateway {

http::Task<void> ServeAlive(http::Turn& turn) {
  http::Response response{.content_type = "application/json", .body = R"({"alive":true})"};
  response.Add("Cache-Control", "no-store");
  co_await turn.Send(std::move(response));
}

http::Task<void> ServeReady(http::Turn& turn, backends::Backends& backends) {
  bool ready = !turn.parting();
  std::string services;
  for (size_t area = 0; area < backends.areas().size(); ++area) {
    const absl::Status status = co_await backends.CheckHealth(static_cast<int>(area), turn);
    ready = ready && status.ok();
    services.append(services.empty() ? "\"" : ",\"").append(backends.areas()[area]);
    services.append(status.ok() ? "\":\"serving\"" : "\":\"unreachable\"");
  }
  http::Response response{.status = ready ? 200 : 503, .content_type = "application/json"};
  response.body.append(ready ? "{\"ready\":true,\"services\":{" : "{\"ready\":false,\"services\":{").append(services).append("}}");
  response.Add("Cache-Control", "no-store");
  co_await turn.Send(std::move(response));
}

}  // namespace parley::gateway
