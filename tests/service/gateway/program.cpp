#include "tests/service/gateway/program.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "services/gateway/gateway.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"

namespace parley::gateway {
namespace {

constexpr int kInherited = 3;

// Becomes the program; only async-signal-safe calls are allowed here, since other threads may run.
[[noreturn]] void Become(const char* program, char* const* environment, int output, int listener, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  char* arguments[] = {const_cast<char*>(program), nullptr};
  const bool ready = getppid() == parent && dup2(output, STDOUT_FILENO) >= 0 && (listener < 0 || dup2(listener, kInherited) >= 0);
  // Of the test's descriptors it gets no other: sockets would stay open in it.
  for (int descriptor = listener < 0 ? kInherited : kInherited + 1; descriptor < 1000; ++descriptor) close(descriptor);
  if (ready) execve(program, arguments, environment);
  _exit(127);
}

// Of the line "ready 8080"; 0 when it did not come.
int ReadPort(int output) {
  FILE* lines = fdopen(output, "r");
  int port = 0;
  if (lines == nullptr || std::fscanf(lines, "ready %d", &port) != 1) port = 0;
  if (lines != nullptr) std::fclose(lines);
  return port;
}

}  // namespace

Program::Program(Environment settings) : settings_(std::move(settings)) {
  const rpc::TlsFiles tls = test::Tls("gateway");
  settings_.insert({{"PARLEY_HTTP_LISTEN", "127.0.0.1:0"},
                    {"PARLEY_HTTP_THREADS", "2"},
                    {"PARLEY_LOG_LEVEL", "error"},
                    {"PARLEY_BLOB_ROOT", blobs_.path()},
                    {"PARLEY_REDIS_URL", test::SharedRedisUrl()},
                    {"PARLEY_TLS_CA", tls.ca},
                    {"PARLEY_TLS_CERTIFICATE", tls.certificate},
                    {"PARLEY_TLS_KEY", tls.key},
                    {"PARLEY_LIMIT_ADDRESS", "off"},
                    {"PARLEY_IDENTITY_ADDRESS", identity_host.address()},
                    {"PARLEY_EXCHANGE_ADDRESS", exchange_host.address()},
                    {"PARLEY_NOTIFICATIONS_ADDRESS", notifications_host.address()}});
  const auto areas = RoutedAreas();
  for (std::string area : areas.value()) {
    for (char& c : area) c = static_cast<char>(std::toupper(c));
    settings_.emplace("PARLEY_" + area + "_ADDRESS", catalog_host.address());  // most are called by no test
  }
  Start();
}

Program::~Program() {
  if (process_ > 0) kill(process_, SIGKILL);
  if (process_ > 0) Wait();
}

void Program::Start() {
  if (port_ != 0) settings_["PARLEY_HTTP_LISTEN"] = "127.0.0.1:" + std::to_string(port_);
  if (listener_ >= 0) settings_["PARLEY_HTTP_LISTEN"] = "fd:" + std::to_string(kInherited);
  std::vector<std::string> lines;
  for (const auto& [name, value] : settings_) lines.emplace_back(name).append("=").append(value);
  std::vector<char*> environment;
  for (std::string& line : lines) environment.push_back(line.data());
  environment.push_back(nullptr);
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "bin/parley-gateway";
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe for the gateway");
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ == 0) Become(program.c_str(), environment.data(), ends[1], listener_, parent);
  close(ends[1]);
  port_ = ReadPort(ends[0]);
  if (port_ == 0) throw std::runtime_error("the gateway does not start");
}

void Program::Terminate() const { kill(process_, SIGTERM); }

int Program::Wait() {
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int64_t Program::PeakBytes() const {
  std::ifstream lines("/proc/" + std::to_string(process_) + "/status");
  for (std::string name; lines >> name;) {
    int64_t kilobytes = 0;
    if (name == "VmHWM:" && lines >> kilobytes) return kilobytes * 1024;
  }
  return -1;
}

}  // namespace parley::gateway
