#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "catch2/catch.hpp"
#include "libs/service/process.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"
#include "tests/support/tokens.h"

extern char** environ;

namespace parley::service {
namespace {

constexpr char kChild[] = "the service that other tests run";
constexpr char kIsChild[] = "PARLEY_TEST_IS_CHILD";

// Not a test by itself: what runs in the child.
TEST_CASE("the service that other tests run", "[.]") {
  if (std::getenv(kIsChild) == nullptr) return;
  const auto compose = [](config::Environment& environment, std::unique_ptr<Process>& process) -> absl::Status {
    Settings settings = ReadSettings(environment, "exchange");
    if (auto status = environment.Check(); !status.ok()) return status;
    process = std::make_unique<Process>(std::move(settings), SystemClock(), test::Tokens().FetchKeys());
    return absl::OkStatus();
  };
  std::string name = "parley-exchange";
  char* arguments[] = {name.data(), nullptr};
  const int code = Main({"exchange", compose, {"exchange", {}}}, 1, arguments);
  std::_Exit(code);
}

// This binary again, as that child, with its output in pipes.
class Child {
 public:
  Child() {
    int out[2];
    int err[2];
    REQUIRE(pipe2(out, O_CLOEXEC) == 0);
    REQUIRE(pipe2(err, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::string name = "exchange";
    std::string test = kChild;
    char* arguments[] = {name.data(), test.data(), nullptr};
    REQUIRE(posix_spawn(&process_, "/proc/self/exe", &actions, nullptr, arguments, environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    out_ = out[0];
    err_ = err[0];
  }
  ~Child() {
    if (process_ > 0) Wait(SIGKILL);
    close(out_);
    close(err_);
  }

  // The port of the line "ready <port>" on stdout, which Catch writes to as well; 0 when stdout ends without.
  int ReadyPort() const {
    std::string line;
    for (char c = 0; read(out_, &c, 1) == 1;) {
      if (c != '\n') {
        line += c;
        continue;
      }
      if (line.rfind("ready ", 0) == 0) return std::atoi(line.substr(6).c_str());
      line.clear();
    }
    return 0;
  }
  std::string Errors() const {
    std::string text;
    for (char c = 0; read(err_, &c, 1) == 1;) text += c;
    return text;
  }
  // Sends the signal, if any, and answers the exit code; -1 when a signal ended it.
  int Wait(int signal) {
    if (signal != 0) kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t process_ = -1;
  int out_ = -1;
  int err_ = -1;
};

// Settings of the child, gone at the end.
class Variables {
 public:
  void Set(const std::string& name, const std::string& value) {
    setenv(name.c_str(), value.c_str(), 1);
    names_.push_back(name);
  }
  ~Variables() {
    for (const auto& name : names_) unsetenv(name.c_str());
  }

 private:
  std::vector<std::string> names_;
};

TEST_CASE("a service says where it is ready, and drains at SIGTERM") {
  const test::Database database("exchange");
  const rpc::TlsFiles tls = test::Tls("exchange");
  Variables variables;
  variables.Set(kIsChild, "yes");
  variables.Set("PARLEY_DATABASE_URL", database.url());
  variables.Set("PARLEY_REDIS_URL", test::SharedRedisUrl());
  variables.Set("PARLEY_SECRET", std::string(32, 's'));
  variables.Set("PARLEY_TLS_CA", tls.ca);
  variables.Set("PARLEY_TLS_CERTIFICATE", tls.certificate);
  variables.Set("PARLEY_TLS_KEY", tls.key);
  for (const int signal : {SIGTERM, SIGINT}) {
    Child child;
    CHECK(child.ReadyPort() > 0);
    CHECK(child.Wait(signal) == 0);
    CHECK(child.Errors().find("draining") != std::string::npos);
  }
}

TEST_CASE("a service with wrong settings ends and names them") {
  Variables variables;
  variables.Set(kIsChild, "yes");
  variables.Set("PARLEY_SECRET", "short");
  Child child;
  CHECK(child.ReadyPort() == 0);
  const std::string errors = child.Errors();
  CHECK(errors.find("parley-exchange cannot start") != std::string::npos);
  CHECK(errors.find("PARLEY_DATABASE_URL") != std::string::npos);
  CHECK(errors.find("PARLEY_SECRET") != std::string::npos);
  CHECK(child.Wait(0) == 1);
}

}  // namespace
}  // namespace parley::service
