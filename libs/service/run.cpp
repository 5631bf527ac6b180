#include <grpc/support/log.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "libs/log/log.h"
#include "libs/service/dead_letters.h"
#include "libs/service/process.h"

namespace parley::service {
namespace {

sigset_t EndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

std::string LogLevel() {
  const char* level = std::getenv("PARLEY_LOG_LEVEL");
  return level == nullptr ? "info" : level;
}

// gRPC's own lines, in our form.
void LogOfGrpc(gpr_log_func_args* args) {
  const auto write = args->severity == GPR_LOG_SEVERITY_ERROR ? log::Warning : log::Debug;
  write(args->message, {{"source", "grpc"}});
}

int Fail(const std::string& name, const std::string& why) {
  std::fprintf(stderr, "parley-%s cannot start:\n%s\n", name.c_str(), why.c_str());
  return EXIT_FAILURE;
}

// What an operator asks of the program at a shell.
int Command(const Process& process, std::span<const std::string> words) {
  if (words.front() == "dead-letters") {
    return RunDeadLetters(process.settings().server.database, process.followings(), process.clock(), words.subspan(1), std::cout);
  }
  std::fprintf(stderr, "usage: parley-%s [dead-letters [retry [AGGREGATE…]]]\n", process.settings().name.c_str());
  return 2;
}

void WaitAndDrain(const sigset_t& signals, Process& process) {
  int received = 0;
  sigwait(&signals, &received);
  log::Info("draining", {{"signal", received}});
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // a second signal ends at once
  process.Stop();
}

}  // namespace

int Main(const Program& program, int argc, char** argv) {
  // It costs 5 to 15 % of the CPU in release builds of Debian's Abseil.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  // Before the first thread, so that all inherit it and the signals come to sigwait.
  const sigset_t signals = EndSignals();
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  log::Start(program.name, LogLevel());
  gpr_set_log_function(LogOfGrpc);
  try {
    config::Environment environment;
    std::unique_ptr<Process> process;
    if (const auto status = program.compose(environment, process); !status.ok()) return Fail(program.name, std::string(status.message()));
    if (!words.empty()) return Command(*process, words);
    if (const auto status = process->Start(program.migrations); !status.ok()) return Fail(program.name, std::string(status.message()));
    std::printf("ready %d\n", process->server().port());
    std::fflush(stdout);
    WaitAndDrain(signals, *process);
  } catch (const std::exception& error) {
    return Fail(program.name, error.what());
  }
  return EXIT_SUCCESS;
}

}  // namespace parley::service
