#include "tests/unit/postgres/dying_server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace parley::postgres {
namespace {

int Listen(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(listener, 4) != 0) {
    throw std::runtime_error("cannot listen on " + path);
  }
  return listener;
}

bool Send(int client, const std::string& bytes) {
  return send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

bool Read(int client, char* bytes, size_t count) { return recv(client, bytes, count, MSG_WAITALL) == static_cast<ssize_t>(count); }

// Reads the length at the head of a message, and the rest of it.
bool SkipBody(int client) {
  uint32_t length = 0;
  if (!Read(client, reinterpret_cast<char*>(&length), sizeof length)) return false;
  std::string body(ntohl(length) - sizeof length, '\0');
  return body.empty() || Read(client, body.data(), body.size());
}

std::string Text(const std::string& text) { return text + '\0'; }

}  // namespace

DyingServer::DyingServer() : listener_(Listen(folder_.path() + "/.s.PGSQL.5432")), thread_([this] { Serve(); }) {}

DyingServer::~DyingServer() {
  shutdown(listener_, SHUT_RDWR);
  HangUp("");
  thread_.join();
  close(listener_);
}

std::string DyingServer::Message(char kind, const std::string& body) {
  const uint32_t length = htonl(static_cast<uint32_t>(body.size() + sizeof length));
  return kind + std::string(reinterpret_cast<const char*>(&length), sizeof length) + body;
}

std::string DyingServer::CrashWarning() {
  return Message('N', Text("SWARNING") + Text("VWARNING") + Text("C57P02") +
                          Text("Mterminating connection because of crash of another server process") + '\0');
}

void DyingServer::HangUp(const std::string& last_words) {
  const std::lock_guard lock(mutex_);
  if (client_ < 0) return;
  Send(client_, last_words);
  shutdown(client_, SHUT_RDWR);
}

void DyingServer::Serve() {
  while (true) {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;
    {
      const std::lock_guard lock(mutex_);
      client_ = client;
    }
    ServeClient(client);
    const std::lock_guard lock(mutex_);
    client_ = -1;
    close(client);
  }
}

void DyingServer::ServeClient(int client) {
  if (!SkipBody(client)) return;  // the start-up message has no kind
  const std::string welcome = Message('R', std::string(4, '\0')) + Message('S', Text("server_version") + Text("15.0")) +
                              Message('S', Text("client_encoding") + Text("UTF8")) + Message('K', std::string(8, '\0')) + Message('Z', "I");
  char kind = 0;
  if (!Send(client, welcome)) return;
  while (Read(client, &kind, 1) && SkipBody(client) && Answer(client, kind)) {
  }
}

bool DyingServer::Answer(int client, char kind) {
  const std::string ready = Message('Z', "I");
  const std::string done = Message('C', Text("SET"));
  switch (kind) {
    case 'Q':
      return Send(client, done + ready);
    case 'P':
      return Send(client, Message('1', ""));
    case 'B':
      return Send(client, Message('2', ""));
    case 'D':
      return Send(client, Message('n', ""));
    case 'E':
      return Send(client, done);
    case 'S':
      return Send(client, ready);
    default:
      return false;
  }
}

}  // namespace parley::postgres
