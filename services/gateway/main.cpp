#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>

#include "absl/synchronization/mutex.h"
#include "libs/log/log.h"
#include "services/gateway/descriptors.h"
#include "services/gateway/gateway.h"
#include "services/gateway/openapi/document.h"

namespace {

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "parley-gateway can't start:\n%s\n", std::string(status.message()).c_str());
  return 1;
}

// Blocked before any thread starts, so that every thread inherits it and only WaitForStop sees them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// `parley-gateway openapi`: what /openapi.json would answer, for tools that have no system running.
int PrintDocument() {
  const auto document = parley::gateway::openapi::DocumentText();
  if (!document.ok()) return Fail(document.status());
  std::fwrite(document->data(), 1, document->size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

void FitConnections(int& connections) {
  const int fit = parley::gateway::RaiseDescriptors();
  if (connections <= fit) return;
  parley::log::Warning("fewer connections are taken than were asked for: the limit of open files (ulimit -n) is low",
                       {{"asked", connections}, {"taken", fit}});
  connections = fit;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "openapi") return PrintDocument();
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = BlockStopSignals();
  const auto areas = parley::gateway::RoutedAreas();
  if (!areas.ok()) return Fail(areas.status());
  parley::config::Environment environment;
  parley::gateway::Settings settings = parley::gateway::ReadSettings(environment, *areas);
  const absl::Status checked = environment.Check();
  if (!checked.ok()) return Fail(checked);
  parley::log::Start("gateway", settings.log_level);
  FitConnections(settings.http.max_connections);
  auto gateway = parley::gateway::Gateway::Make(std::move(settings), parley::SystemClock());
  if (!gateway.ok()) return Fail(gateway.status());
  const absl::Status started = (*gateway)->Start();
  if (!started.ok()) return Fail(started);
  std::printf("ready %d\n", (*gateway)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  parley::log::Info("stopping", {{"signal", signal}});
  (*gateway)->Stop();
  return 0;
}
