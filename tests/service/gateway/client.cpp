#include "tests/service/gateway/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/support/eventually.h"

namespace parley::gateway {

std::string Answer::Header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

bool IsProblem(const Answer& answer) {
  if (answer.Header("content-type") != "application/problem+json") return false;
  boost::system::error_code failed;
  const auto body = boost::json::parse(answer.body, failed);
  if (failed || !body.is_object()) return false;
  const auto& members = body.as_object();
  for (const char* name : {"type", "title", "detail", "code"}) {
    const auto* member = members.if_contains(name);
    if (member == nullptr || !member->is_string() || member->as_string().empty()) return false;
  }
  const auto* status = members.if_contains("status");
  return members.at("title") != "Unknown" && status != nullptr && *status == answer.status;
}

Client::Client(int port, int receive_bytes) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_bytes > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error(std::strerror(errno));
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

void Client::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return;  // the gateway closed: the next read tells
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
}

int Client::port() const {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.sin_port);
}

// The gateway's end is on this machine too: the kernel tells what waits to be read there.
void Client::AwaitTaken() const {
  char remote[32];
  std::snprintf(remote, sizeof remote, "0100007F:%04X", port());
  const auto taken = [&] {
    std::ifstream sockets("/proc/net/tcp");
    std::string line, number, local, other, state, queues;
    while (std::getline(sockets, line)) {
      std::istringstream(line) >> number >> local >> other >> state >> queues;
      if (other == remote) return queues.substr(queues.find(':') + 1) == "00000000";
    }
    return true;  // it is gone
  };
  if (!test::Eventually(taken)) throw std::runtime_error("the gateway does not read");
}

void Client::FinishWriting() { ::shutdown(socket_, SHUT_WR); }

bool Client::HasAnswer(std::chrono::milliseconds patience) const {
  pollfd wait{.fd = socket_, .events = POLLIN, .revents = 0};
  return ::poll(&wait, 1, static_cast<int>(patience.count())) == 1;
}

bool Client::WasReset() const {
  pollfd wait{.fd = socket_, .events = 0, .revents = 0};
  return ::poll(&wait, 1, 20000) == 1 && (wait.revents & POLLERR) != 0;
}

bool Client::Fill() {
  char bytes[65536];
  const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    throw std::runtime_error("the gateway is silent; so far: " + buffer_.substr(0, 500));
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<size_t>(count));
  return true;
}

Answer Client::Read(bool head_only) {
  Answer answer;
  size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!Fill()) return answer;
  }
  const std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  for (size_t at = head.find("\r\n") + 2; at < head.size();) {
    const size_t line_end = head.find("\r\n", at);
    const size_t colon = head.find(": ", at);
    std::string name = head.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers.emplace(name, head.substr(colon + 2, line_end - colon - 2));
    at = line_end + 2;
  }
  answer.status = std::stoi(head.substr(9, 3));
  if (!head_only && answer.Header("transfer-encoding") == "chunked") {
    answer.body = ReadChunks();
    return answer;
  }
  const bool bodiless = head_only || answer.status == 204 || answer.status == 304 || answer.status == 100;
  const size_t length = bodiless || answer.Header("content-length").empty() ? 0 : std::stoul(answer.Header("content-length"));
  while (buffer_.size() < length && Fill()) continue;
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

std::string Client::ReadChunks() {
  std::string body;
  for (;;) {
    size_t line = 0;
    while ((line = buffer_.find("\r\n")) == std::string::npos) {
      if (!Fill()) throw std::runtime_error("the connection ended before the last chunk, after: " + body);
    }
    const size_t size = std::stoul(buffer_, nullptr, 16);
    while (buffer_.size() < line + 2 + size + 2 && Fill()) continue;
    body.append(buffer_, line + 2, size);
    buffer_.erase(0, line + 2 + size + 2);
    if (size == 0) return body;
  }
}

std::string Client::ReadUntil(std::string_view text) {
  while (buffer_.find(text) == std::string::npos) {
    if (!Fill()) throw std::runtime_error("the connection ended after: " + buffer_);
  }
  std::string read = buffer_;
  buffer_.clear();
  return read;
}

size_t Client::Take(size_t most) const {
  std::string bytes(most, '\0');
  return static_cast<size_t>(std::max<ssize_t>(0, ::recv(socket_, bytes.data(), bytes.size(), 0)));
}

bool Client::Ended() {
  while (Fill()) continue;
  return true;
}

void Client::Reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(socket_);
  socket_ = -1;
}

Answer Client::Ask(const std::string& method, const std::string& target, const std::vector<std::string>& headers, const std::string& body) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
  for (const std::string& header : headers) request += header + "\r\n";
  if (!body.empty()) request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  Write(request + "\r\n" + body);
  return Read(method == "HEAD");
}

Answer Ask(int port, const std::string& method, const std::string& target, const std::vector<std::string>& headers,
           const std::string& body) {
  return Client(port).Ask(method, target, headers, body);
}

}  // namespace parley::gateway
