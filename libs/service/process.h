#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/config/environment.h"
#include "libs/events/follower.h"
#include "libs/postgres/statement.h"
#include "libs/rpc/client.h"
#include "libs/rpc/page_token.h"
#include "libs/rpc/server.h"
#include "libs/rpc/span_exporter.h"
#include "libs/service/authority.h"
#include "libs/service/lookout.h"
#include "libs/time/clock.h"

// What every service of the house is made of: settings, database, server, events. A service adds its own rpcs, effects and loops.
namespace parley::service {

struct Settings {
  std::string name;          // "exchange": also its schema
  std::string database_url;  // PARLEY_DATABASE_URL
  std::string redis_url;     // PARLEY_REDIS_URL
  std::string secret;        // PARLEY_SECRET (or _FILE): at least 32 bytes; keys are derived from it
  std::string log_level;     // PARLEY_LOG_LEVEL
  // PARLEY_RECONCILE_EVERY: how often what is followed is compared with what its producers say is so.
  absl::Duration reconcile = absl::Hours(1);
  rpc::SpanExporterOptions spans;  // PARLEY_OTLP_ADDRESS, OTEL_EXPORTER_OTLP_ENDPOINT
  rpc::ServerOptions server;  // PARLEY_LISTEN, PARLEY_METRICS_LISTEN, PARLEY_TLS_CA, _CERTIFICATE, _KEY, PARLEY_WORKERS, PARLEY_QUEUE_LIMIT
};

// Reads the settings above; errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment, const std::string& name);
// Reads PARLEY_<PEER>_ADDRESS and connects.
std::unique_ptr<rpc::Client> ConnectPeer(config::Environment& environment, const Settings& settings, const std::string& peer);

class Process {
 public:
  Process(Settings settings, const Clock& clock, Authority authority);
  ~Process();

  const Settings& settings() const;
  const Clock& clock() const;
  rpc::Server& server();
  rpc::PageTokens page_tokens() const;

  // Call these before Start.
  // Hosts the EventLogService over this service's outbox and runs the relay.
  void PublishEvents();
  // Follows a producer through its EventLogService.
  void Follow(events::Following following, rpc::Client& producer);
  // Keeps a part of the service (its gRPC face, what its handlers depend on) alive until everything that runs has stopped.
  void Keep(std::shared_ptr<void> part);
  // More of what operators see at /metrics.
  void Watch(Look look);
  // Runs `loop` in a thread from Start to Stop.
  void Run(std::function<void(std::stop_token)> loop);

  // What it follows.
  std::vector<const events::Following*> followings() const;

  // Migrates the schema (the libs' tables first), starts threads, opens the port.
  absl::Status Start(postgres::MigrationSet migrations);
  void Stop();
  // Looks for new outbox rows now; see events::Relay::Wake.
  void WakeRelay();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What a program is made of: composes the process without starting it, and its migrations.
struct Program {
  std::string name;
  std::function<absl::Status(config::Environment& environment, std::unique_ptr<Process>& process)> compose;
  postgres::MigrationSet migrations;
};

// Without arguments: turns off Abseil's mutex deadlock detection, starts logging, starts the process, prints "ready <port>" on stdout,
// waits for SIGTERM or SIGINT, drains. `dead-letters …`: what an operator wants of them (dead_letters.h), by the same settings. Returns
// main's exit code; settings and start errors are printed for a person.
int Main(const Program& program, int argc, char** argv);

}  // namespace parley::service
