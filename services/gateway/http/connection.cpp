#include "services/gateway/http/connection.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>

#include "libs/log/log.h"
#include "libs/trace/trace.h"

// The life of a connection and the reading of heads; bodies and answers are in turn.cpp.
namespace parley::gateway::http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

constexpr size_t kReadBytes = 4096;
constexpr size_t kBufferBytes = kMaxHeadBytes + 2 * kReadBytes;
constexpr std::chrono::seconds kLinger{2};
constexpr size_t kLingerBytes = 1 << 20;

std::string_view View(boost::core::string_view text) { return {text.data(), text.size()}; }

bool IsHost(std::string_view host) {
  return !host.empty() && host.size() <= 255 && host.find_first_of(" \t,/@?#\\\"<>") == std::string_view::npos;
}

Response PlainProblem(int status, std::string_view why) {
  Response response{.status = status, .content_type = "application/problem+json"};
  response.body.append(R"({"type":"about:blank","title":")").append(ReasonPhrase(status)).append(R"(","status":)");
  response.body.append(std::to_string(status)).append(R"(,"detail":")").append(why).append("\"}");
  return response;
}

}  // namespace

Connection::Connection(Socket socket, Loop& loop) : socket_(std::move(socket)), loop_(loop), buffer_(kBufferBytes) {
  error_code ignored;  // a connection that is gone already asks for nothing
  peer_ = socket_.remote_endpoint(ignored).address();
}

Task<void> Connection::Run(std::shared_ptr<Connection> self) {
  try {
    error_code ignored;                                     // a connection that is gone already shows at the first read
    ::fcntl(socket_.native_handle(), F_SETFD, FD_CLOEXEC);  // Asio does not; a program started from here would keep it open
    socket_.non_blocking(true, ignored);
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    co_await Serve();
  } catch (const std::exception& surprise) {
    log::Error("a connection ended by an exception", {{"what", surprise.what()}});
  }
  Close();
  loop_.Remove(self.get());
}

Task<void> Connection::Serve() {
  for (;;) {
    // Not as the loop's condition: GCC 12 then lays the frame out 8 bytes off, and resuming reads garbage.
    const bool came = co_await ReadHead();
    if (!came) break;
    phase_ = Phase::kServing;
    deadline_ = SteadyClock::time_point::max();
    co_await ServeOne();
    interrupt_ = nullptr;
    if (!keep_alive_) break;
  }
  co_await Linger();
}

Task<void> Connection::ServeOne() {
  answered_ = false;
  added_headers_.clear();
  traceparent_ = trace::Continue(request_.Find("traceparent"));
  status_ = 0;
  chunking_ = false;
  bool failed = false;
  try {
    co_await loop_.handler()(*this);
  } catch (const std::exception& surprise) {
    const trace::Scope scope(traceparent_);
    log::Error("a request ended by an exception", {{"method", NameOf(request_.method)}, {"what", surprise.what()}});
    failed = true;
  }
  if (!answered_) {
    if (failed) co_await Send(PlainProblem(500, "Something went wrong here; it has been noted."));
    keep_alive_ = false;
  } else if (failed || chunking_) {
    keep_alive_ = false;
  }
}

Task<bool> Connection::ReadHead() {
  parser_.emplace();
  parser_->header_limit(kMaxHeadBytes);
  parser_->body_limit(boost::none);
  request_.chunked = false;
  body_left_ = 0;
  phase_ = Phase::kIdle;
  deadline_ = SteadyClock::now() + loop_.options().idle_timeout;
  for (;;) {
    if (buffer_.size() > 0) {
      if (phase_ == Phase::kIdle) {
        phase_ = Phase::kHead;
        deadline_ = SteadyClock::now() + loop_.options().head_timeout;
      }
      error_code error;
      const size_t used = parser_->put(buffer_.data(), error);
      if (error == beast::http::error::need_more) error = {};
      Refusal refusal;
      if (error == beast::http::error::header_limit) {
        refusal = {431, "The request's head is longer than 16 KiB."};
      } else if (error) {
        refusal = {400, "The request is not well-formed HTTP/1.1."};
      } else if (parser_->is_header_done()) {
        refusal = TakeHead({static_cast<const char*>(buffer_.data().data()), used});
      }
      buffer_.consume(used);
      if (refusal.status != 0) {
        co_await Refuse(refusal);
        co_return false;
      }
      if (parser_->is_header_done()) co_return true;
    }
    if (loop_.draining() && phase_ == Phase::kIdle) co_return false;
    const bool more = co_await ReadSome();
    if (!more) co_return false;
  }
}

Task<bool> Connection::ReadSome() {
  auto [error, count] = co_await socket_.async_read_some(buffer_.prepare(std::min(kReadBytes, kBufferBytes - buffer_.size())), kAwaitTuple);
  if (error) co_return false;
  buffer_.commit(count);
  co_return true;
}

Connection::Refusal Connection::TakeHead(std::string_view raw) {
  const auto& head = parser_->get();
  request_.method = MethodOf(View(head.method_string()));
  request_.target = View(head.target());
  request_.headers.clear();
  for (const auto& field : head) request_.headers.push_back({View(field.name_string()), View(field.value())});
  read_cancelled_ = false;
  keep_alive_ = head.keep_alive();
  version_ = head.version();
  if (raw.find("\n ") != std::string_view::npos || raw.find("\n\t") != std::string_view::npos)
    return {400, "Folded header lines are not taken."};
  if (request_.method == Method::kOther) return {501, "This method is not known here."};
  return CheckFraming(head.version());
}

Connection::Refusal Connection::CheckFraming(unsigned version) {
  request_.chunked = false;
  request_.content_length.reset();
  body_left_ = 0;
  const int hosts = request_.Count("host");
  if (hosts > 1 || (version == 11 && hosts == 0) || (hosts == 1 && !IsHost(request_.Find("host")))) {
    return {400, "Exactly one valid Host header is needed."};
  }
  const int lengths = request_.Count("content-length");
  const int codings = request_.Count("transfer-encoding");
  if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) return {400, "The length of the body is stated more than once."};
  if (codings == 1) {
    if (version != 11) return {400, "Transfer-Encoding needs HTTP/1.1."};
    if (!EqualIgnoringCase(request_.Find("transfer-encoding"), "chunked")) return {501, "The only transfer coding taken is chunked."};
    request_.chunked = true;
  } else if (lengths == 1) {
    request_.content_length = ParseCount(request_.Find("content-length"));
    if (!request_.content_length) return {400, "Content-Length is not a number."};
    body_left_ = *request_.content_length;
  }
  expects_continue_ = request_.has_body() && version == 11 && EqualIgnoringCase(request_.Find("expect"), "100-continue");
  return {};
}

Task<void> Connection::Refuse(Refusal refusal) {
  keep_alive_ = false;
  request_.method = Method::kGet;
  deadline_ = SteadyClock::now() + loop_.options().write_timeout;
  co_await Send(PlainProblem(refusal.status, refusal.why));
  body_left_ = static_cast<int64_t>(kLingerBytes);  // whatever follows is not to be understood
}

// A client that is still sending would lose our answer to a reset if we closed at once.
Task<void> Connection::Linger() {
  if (!socket_.is_open() || !answered_ || !body_unread()) co_return;
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  deadline_ = SteadyClock::now() + kLinger;
  buffer_.clear();
  for (size_t total = 0; !error && total < kLingerBytes;) {
    auto [failure, count] = co_await socket_.async_read_some(buffer_.prepare(kReadBytes), kAwaitTuple);
    error = failure;
    total += count;
  }
}

void Connection::Close() {
  error_code ignored;  // nothing is left to be done about a socket that cannot be closed
  socket_.close(ignored);
}

void Connection::Sweep(SteadyClock::time_point now) {
  if (now >= deadline_) {
    if (phase_ == Phase::kHead) {
      error_code ignored;  // best effort: the client is not listening well
      const std::string_view answer = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      socket_.write_some(boost::asio::buffer(answer), ignored);
    }
    return Abort();
  }
  if (!interrupt_ || reading_ || !socket_.is_open()) return;
  char byte = 0;
  const ssize_t seen = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (seen == 0 || (seen < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) Abort();
}

void Connection::Drain() {
  if (phase_ == Phase::kIdle) {
    Close();
  } else if (interrupt_) {
    interrupt_(Interruption::kDrain);
  }
}

void Connection::Abort() {
  deadline_ = SteadyClock::time_point::max();
  keep_alive_ = false;
  Close();
  if (interrupt_) interrupt_(Interruption::kHangUp);
}

}  // namespace parley::gateway::http
