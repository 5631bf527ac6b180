#include "libs/service/process.h"

namespace parley::service {
namespace {

constexpr size_t kShortestSecret = 32;

std::string ReadSecret(config::Environment& environment) {
  std::string secret = environment.Required("PARLEY_SECRET");
  if (!secret.empty() && secret.size() < kShortestSecret) environment.AddError("PARLEY_SECRET", "must have at least 32 bytes");
  return secret;
}

rpc::TlsFiles ReadTls(config::Environment& environment) {
  rpc::TlsFiles tls{environment.Required("PARLEY_TLS_CA"), environment.Required("PARLEY_TLS_CERTIFICATE"),
                    environment.Required("PARLEY_TLS_KEY")};
  if (tls.ca.empty() || tls.certificate.empty() || tls.key.empty()) return tls;  // noted already
  if (const auto status = rpc::CheckTls(tls); !status.ok()) environment.AddError("PARLEY_TLS_*", std::string(status.message()));
  return tls;
}

rpc::ServerOptions ReadServer(config::Environment& environment, const std::string& name, const std::string& database_url) {
  rpc::ServerOptions server;
  server.service = name;
  server.listen = environment.Optional("PARLEY_LISTEN", server.listen);
  server.metrics_listen = environment.Optional("PARLEY_METRICS_LISTEN", "");
  server.tls = ReadTls(environment);
  server.database.url = database_url;
  server.database.schema = name;
  server.workers = static_cast<int>(environment.Integer("PARLEY_WORKERS", server.workers, 1, 64));
  server.queue_limit = static_cast<int>(environment.Integer("PARLEY_QUEUE_LIMIT", server.queue_limit, 1, 10000));
  return server;
}

// "notifications" is PARLEY_NOTIFICATIONS_ADDRESS.
std::string AddressSetting(const std::string& peer) {
  std::string name = "PARLEY_";
  for (const char letter : peer) name += letter == '-' ? '_' : static_cast<char>(letter - ('a' <= letter && letter <= 'z' ? 32 : 0));
  return name + "_ADDRESS";
}

}  // namespace

Settings ReadSettings(config::Environment& environment, const std::string& name) {
  Settings settings;
  settings.name = name;
  settings.database_url = environment.Required("PARLEY_DATABASE_URL");
  settings.redis_url = environment.Required("PARLEY_REDIS_URL");
  settings.secret = ReadSecret(environment);
  settings.log_level = environment.Optional("PARLEY_LOG_LEVEL", "info");
  settings.reconcile = environment.Duration("PARLEY_RECONCILE_EVERY", settings.reconcile);
  settings.spans = rpc::ReadSpanExporter(environment, name);
  settings.server = ReadServer(environment, name, settings.database_url);
  return settings;
}

std::unique_ptr<rpc::Client> ConnectPeer(config::Environment& environment, const Settings& settings, const std::string& peer) {
  const std::string address = environment.Required(AddressSetting(peer));
  if (address.empty() || !rpc::CheckTls(settings.server.tls).ok()) return nullptr;  // noted already
  return std::make_unique<rpc::Client>(peer, address, settings.server.tls);
}

}  // namespace parley::service
