#include <csignal>
#include <cstdio>
#include <string>

#include "absl/synchronization/mutex.h"
#include "libs/log/log.h"
#include "services/gateway/gateway.h"

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

}  // namespace

int main() {
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
