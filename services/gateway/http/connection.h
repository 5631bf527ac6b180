#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <memory>
#include <optional>
#include <string>

#include "services/gateway/http/head.h"
#include "services/gateway/http/loop.h"

namespace parley::gateway::http {

// An HTTP/1.1 connection: reads a head strictly, has it served, and goes on while it is kept alive. While it is idle it holds no buffers.
//
// Refused beyond what Beast's parser refuses, because proxies in front of us may read it otherwise (request smuggling): what HeadFinder
// refuses; Content-Length together with Transfer-Encoding, any of them twice, a coding other than "chunked"; no Host or two; chunks whose
// lines end without CR, or that are mostly extensions.
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
  bool parting() const override { return loop_.parting(); }
  bool draining() const override { return loop_.draining(); }
  int status() const override { return status_; }

 private:
  // While we stop: for the rest of an answer to arrive; for the first request of whom we took last.
  static constexpr std::chrono::milliseconds kLastMoment{500};
  enum class Phase { kIdle, kHead, kServing };
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

  Task<void> Serve();
  Task<bool> ReadHead();
  Task<bool> AwaitRequest();
  Task<bool> ReadSome();
  Task<void> ServeOne();
  std::string_view buffered() const;
  // An empty line before a request is skipped (RFC 9112, 2.2), once. False while it can't be told whether there is one.
  bool SkipEmptyLine(bool& skipped);
  Refusal TakeHead(size_t size);
  Refusal CheckFraming(unsigned version);
  Task<void> Refuse(Refusal refusal);
  Task<absl::StatusOr<size_t>> ReadUntil(char* buffer, size_t size, SteadyClock::time_point deadline);
  Task<absl::StatusOr<size_t>> ReadChunk(char* buffer, size_t size, SteadyClock::time_point deadline);
  // Has the parser take what there is of a chunked body. False when it is malformed.
  bool TakeChunk(char* buffer, size_t size, size_t& count);
  bool body_unread() const;
  Task<bool> WriteAll(std::string_view first, std::string_view second, int flags);
  Task<bool> AwaitWritable(SteadyClock::time_point last);
  Task<void> Linger();
  // What came and was not read yet; 0 when nothing, -1 when the client ended the connection.
  int Peek();
  // Whether the client took some of what is written since the last look.
  bool TakesMore();
  void Release();
  void Close();

  Socket socket_;
  boost::asio::ip::address peer_;
  Loop& loop_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  int64_t body_left_ = 0;
  // Of a chunked body: what was data, and what was not.
  size_t chunk_data_ = 0;
  size_t chunk_framing_ = 0;
  bool expects_continue_ = false;
  bool read_cancelled_ = false;
  bool reading_ = false;
  bool writing_ = false;
  SteadyClock::time_point last_write_;  // when at the latest it ends
  int unsent_ = 0;
  std::optional<SteadyClock::time_point> half_closed_;  // since when
  bool fresh_ = true;                                   // nothing came yet
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
