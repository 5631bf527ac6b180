#include "tests/support/redis_server.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>

#include "libs/redis/connection.h"
#include "tests/support/eventually.h"
#include "tests/support/setting.h"

namespace parley::test {
namespace {

bool Answers(const std::string& url) {
  try {
    return redis::Connection(url).Command({"PING"}).text == "PONG";
  } catch (const redis::Unavailable&) {
    return false;
  }
}

// Becomes the server; only async-signal-safe calls are allowed here, since other threads may run.
[[noreturn]] void BecomeServer(const char* folder, const char* socket, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nothing = open("/dev/null", O_RDWR);
  if (getppid() == parent && nothing >= 0 && dup2(nothing, STDOUT_FILENO) >= 0) {
    execlp("redis-server", "redis-server", "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--daemonize", "no",
           "--dir", folder, static_cast<char*>(nullptr));
  }
  _exit(127);
}

}  // namespace

std::string SharedRedisUrl() { return Setting("PARLEY_TEST_REDIS_URL"); }

RedisServer::RedisServer() : socket_(folder_.path() + "/redis.sock") { Start(); }

RedisServer::~RedisServer() { Kill(); }

void RedisServer::Start() {
  if (process_ > 0) return;
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("redis-server cannot be started: no process can be made");
  if (process_ == 0) BecomeServer(folder_.path().c_str(), socket_.c_str(), parent);
  if (!Eventually([this] { return Answers(url()); })) {
    Kill();
    throw std::runtime_error("redis-server does not answer; is Debian's package redis-server installed?");
  }
}

void RedisServer::Kill() {
  if (process_ <= 0) return;
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
}

void RedisServer::Freeze() { kill(process_, SIGSTOP); }

void RedisServer::Thaw() { kill(process_, SIGCONT); }

void RedisServer::Fill() { redis::Connection(url()).Command({"CONFIG", "SET", "maxmemory", "1"}); }

void RedisServer::Save() { redis::Connection(url()).Command({"SAVE"}); }

void RedisServer::Wipe() { redis::Connection(url()).Command({"FLUSHALL"}); }

}  // namespace parley::test
