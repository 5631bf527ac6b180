#include "tests/support/postgres_server.h"

#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "libs/postgres/connection.h"

namespace parley::test {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root; its package brings a user.
void Run(const std::string& command, const std::string& folder) {
  const std::string log = folder + "/commands.log";
  const std::string user = geteuid() == 0 ? "setpriv --reuid postgres --regid postgres --init-groups -- " : "";
  if (std::system((user + kPrograms + command + " >>" + log + " 2>&1 </dev/null").c_str()) == 0) return;
  std::ifstream file(log);
  throw std::runtime_error(command + " failed: " + std::string(std::istreambuf_iterator<char>(file), {}));
}

void GiveToServerUser(const std::string& folder) {
  if (geteuid() != 0) return;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr || chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
    throw std::runtime_error(folder + " cannot be given to postgres");
}

}  // namespace

PostgresServer::PostgresServer() {
  GiveToServerUser(folder_.path());
  Run("initdb --pgdata " + Data() + " --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync", host());
  std::ofstream(Data() + "/postgresql.conf", std::ios::app) << "listen_addresses = ''\nunix_socket_directories = '" << host()
                                                            << "'\nwal_level = replica\nmax_wal_senders = 4\nhot_standby = on\n";
  Start();
}

PostgresServer::PostgresServer(PostgresServer& primary) {
  GiveToServerUser(folder_.path());
  Run("pg_basebackup --pgdata " + Data() + " --host " + primary.host() +
          " --username postgres --write-recovery-conf --checkpoint fast --no-sync",
      host());
  std::ofstream(Data() + "/postgresql.conf", std::ios::app) << "unix_socket_directories = '" << host() << "'\n";
  Start();
  postgres::Connection db({.url = "postgresql://postgres@/postgres?host=" + primary.host(), .schema = "public"});
  db.ExecuteScript("ALTER SYSTEM SET synchronous_standby_names = '*'");
  db.ExecuteScript("SELECT pg_reload_conf()");
}

PostgresServer::~PostgresServer() {
  if (frozen_) Thaw();
  if (access((Data() + "/postmaster.pid").c_str(), F_OK) == 0) Kill();
}

void PostgresServer::Kill() { Control("stop --mode immediate"); }

void PostgresServer::Start() { Control("start --log " + host() + "/server.log"); }

void PostgresServer::Freeze() {
  frozen_ = true;
  Signal(SIGSTOP);
}

void PostgresServer::Thaw() {
  Signal(SIGCONT);
  frozen_ = false;
}

// The first line of its file names the server; all else that it runs is its children.
void PostgresServer::Signal(int signal) const {
  pid_t server = 0;
  std::ifstream(Data() + "/postmaster.pid") >> server;
  if (server <= 0 || kill(server, signal) != 0) throw std::runtime_error("there is no server to stop or go on");
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(server) + "/task")) {
    std::ifstream children(task.path() / "children");
    for (pid_t child = 0; children >> child;) kill(child, signal);
  }
}

void PostgresServer::Promote() { Control("promote"); }

void PostgresServer::Control(const std::string& words) const { Run("pg_ctl --wait --silent --pgdata " + Data() + " " + words, host()); }

}  // namespace parley::test
