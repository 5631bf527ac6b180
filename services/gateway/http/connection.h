#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <memory>
#include <optional>
#include <string>

#include "services/gateway/http/loop.h"

namespace parley::gateway::http {

// An HTTP/1.1 connection: reads a head strictly, has it served, and goes on while it is kept alive.
//
// Refused beyond what Beast's parser refuses, because proxies in front of us may read it otherwise (request smuggling): Content-Length
// together with Transfer-Encoding, any of them twice, a coding other than "chunked", folded header lines, no Host or two.
class Connection final : public Turn {
 public:
  Connection(Socket socket, Loop& loop);

  // Serves until the connection ends. `self` keeps it alive.
  Task<void> Run(std::shared_ptr<Connection> self);

  // By the loop, on its thread; none ends the connection synchronously.
  void Sweep(SteadyClock::time_point now);
  void Drain();
  void Abort();

  const Request& request() const override { return request_; }
  const boost::asio::ip::address& peer() const override { return peer_; }
  const std::string& traceparent() const override { return traceparent_; }
  Task<absl::StatusOr<size_t>> Read(char* buffer, size_t size) override;
  Task<absl::StatusOr<std::string>> ReadAll(size_t limit) override;
  void CancelRead() override;
  void AddHeaders(std::string_view lines) override { added_headers_.append(lines); }
  Task<bool> Send(Response response) override;
  Task<bool> Start(Response head, std::optional<int64_t> length) override;
  Task<bool> Write(std::string_view bytes) override;
  Task<bool> End() override;
  Task<bool> WriteFile(int descriptor, int64_t offset, int64_t length) override;
  void OnInterrupt(std::function<void(Interruption)> act) override { interrupt_ = std::move(act); }
  bool draining() const override { return loop_.draining(); }
  int status() const override { return status_; }

 private:
  enum class Phase { kIdle, kHead, kServing };
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

  Task<void> Serve();
  Task<bool> ReadHead();
  Task<bool> ReadSome();
  Task<void> ServeOne();
  // Why the head is refused: an HTTP status and a sentence; status 0 when it is fine.
  struct Refusal {
    int status = 0;
    const char* why = "";
  };
  Refusal TakeHead(std::string_view raw);
  Refusal CheckFraming(unsigned version);
  Task<void> Refuse(Refusal refusal);
  Task<absl::StatusOr<size_t>> ReadUntil(char* buffer, size_t size, SteadyClock::time_point deadline);
  Task<absl::StatusOr<size_t>> ReadChunk(char* buffer, size_t size, SteadyClock::time_point deadline);
  bool body_unread() const;
  Task<bool> WriteAll(std::string_view first, std::string_view second, int flags);
  Task<void> Linger();
  void Close();

  Socket socket_;
  boost::asio::ip::address peer_;
  Loop& loop_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  int64_t body_left_ = 0;
  bool expects_continue_ = false;
  bool read_cancelled_ = false;
  bool reading_ = false;
  bool keep_alive_ = true;
  unsigned version_ = 11;
  bool chunking_ = false;  // the answer goes out in chunks, and has not ended
  std::string traceparent_;
  std::string added_headers_;  // to the answer
  bool answered_ = false;
  int status_ = 0;
  Phase phase_ = Phase::kIdle;
  SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
  std::function<void(Interruption)> interrupt_;
};

}  // namespace parley::gateway::http
