#include "services/gateway/http/connection.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "libs/log/log.h"
#include "libs/trace/trace.h"
#include "services/gateway/http/plain_problem.h"

// The life of a connection and the reading of heads; bodies and answers are in turn.cpp, its end in ending.cpp.
namespace parley::gateway::http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

constexpr size_t kReadBytes = 4096;
constexpr size_t kBufferBytes = kMaxHeadBytes + 2 * kReadBytes;

std::string_view View(boost::core::string_view text) { return {text.data(), text.size()}; }

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
    // A client that vanished without a word acknowledges nothing: events written to it would fill the kernel for a quarter of an hour. One
    // that only does not read is cut off by us before.
    using UserTimeout = boost::asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;
    socket_.set_option(UserTimeout(static_cast<int>(3 * loop_.options().write_timeout.count())), ignored);
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
  half_closed_.reset();
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

std::string_view Connection::buffered() const { return {static_cast<const char*>(buffer_.data().data()), buffer_.size()}; }

Task<bool> Connection::ReadHead() {
  phase_ = Phase::kIdle;
  deadline_ = SteadyClock::now() + (loop_.draining() ? kLastMoment : loop_.options().idle_timeout);
  request_.chunked = false;
  body_left_ = 0;
  HeadFinder finder;
  bool skipped = false;
  for (;;) {
    if (buffer_.size() == 0) {
      const bool came = co_await AwaitRequest();
      if (!came) co_return false;
    }
    const bool begun = SkipEmptyLine(skipped);
    if (buffer_.size() == 0) continue;
    if (phase_ == Phase::kIdle) {
      phase_ = Phase::kHead;
      fresh_ = false;
      deadline_ = SteadyClock::now() + loop_.options().head_timeout;
    }
    if (begun && finder.Look(buffered())) {
      const Refusal refusal = finder.refusal().status != 0 ? finder.refusal() : TakeHead(finder.size());
      if (refusal.status == 0) co_return true;
      co_await Refuse(refusal);
      co_return false;
    }
    const bool more = co_await ReadSome();
    if (!more) co_return false;
  }
}

bool Connection::SkipEmptyLine(bool& skipped) {
  if (skipped || buffered().front() != '\r') return true;
  if (buffer_.size() == 1) return false;
  if (buffered()[1] == '\n') {
    buffer_.consume(2);
    skipped = true;
  }
  return true;
}

// No buffer before there is something to read: see Release.
Task<bool> Connection::AwaitRequest() {
  for (;;) {
    if (loop_.draining() && !fresh_) co_return false;
    auto [failure] = co_await socket_.async_wait(Socket::wait_read, kAwaitTuple);
    if (failure) co_return false;
    error_code error;
    const size_t count = socket_.read_some(buffer_.prepare(kReadBytes), error);
    if (error == boost::asio::error::would_block) continue;
    if (error) co_return false;
    buffer_.commit(count);
    co_return true;
  }
}

Task<bool> Connection::ReadSome() {
  auto [error, count] = co_await socket_.async_read_some(buffer_.prepare(std::min(kReadBytes, kBufferBytes - buffer_.size())), kAwaitTuple);
  if (error) co_return false;
  buffer_.commit(count);
  co_return true;
}

Refusal Connection::TakeHead(size_t size) {
  request_.headers.clear();
  parser_.emplace();
  parser_->header_limit(kMaxHeadBytes);
  parser_->body_limit(boost::none);
  error_code error;
  parser_->put(boost::asio::buffer(buffered().substr(0, size)), error);
  buffer_.consume(size);
  if (error || !parser_->is_header_done()) return {400, "The request is not well-formed HTTP/1.1."};
  const auto& head = parser_->get();
  request_.method = MethodOf(View(head.method_string()));
  request_.target = View(head.target());
  for (const auto& field : head) request_.headers.push_back({View(field.name_string()), View(field.value())});
  read_cancelled_ = false;
  version_ = head.version();
  keep_alive_ = version_ == 11 && head.keep_alive();
  if (!TakeAuthority(request_.target)) return {400, "The address is malformed."};
  if (request_.method == Method::kOther) return {501, "This method is not known here."};
  return CheckFraming(head.version());
}

Refusal Connection::CheckFraming(unsigned version) {
  request_.chunked = false;
  request_.content_length.reset();
  body_left_ = 0;
  chunk_data_ = chunk_framing_ = 0;
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
  phase_ = Phase::kServing;
  keep_alive_ = false;
  added_headers_.clear();
  request_.method = Method::kGet;
  deadline_ = SteadyClock::now() + loop_.options().write_timeout;
  co_await Send(PlainProblem(refusal.status, refusal.why));
}

}  // namespace parley::gateway::http
