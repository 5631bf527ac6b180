#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "services/gateway/http/connection.h"
#include "services/gateway/http/plain_problem.h"

// How a connection ends: with its last answer, when its time is up, or when we stop.
namespace parley::gateway::http {
namespace {

using boost::system::error_code;

constexpr std::chrono::milliseconds kLinger{2000};
constexpr size_t kLingerBytes = 1 << 20;
constexpr size_t kLingerReadBytes = 4096;

}  // namespace

// A client that still sends, or has sent what we did not read, would lose our answer to a reset if we closed at once (RFC 9112, 9.6).
Task<void> Connection::Linger() {
  if (!socket_.is_open() || !answered_) co_return;
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  deadline_ = SteadyClock::now() + (loop_.parting() ? kLastMoment : kLinger);
  buffer_.clear();
  for (size_t total = 0; !error && total < kLingerBytes;) {
    auto [failure, count] = co_await socket_.async_read_some(buffer_.prepare(kLingerReadBytes), kAwaitTuple);
    error = failure;
    total += count;
  }
}

// What an idle connection needs not: thousands are idle at a time.
void Connection::Release() {
  parser_.reset();
  request_ = Request();
  std::string().swap(added_headers_);
  std::string().swap(traceparent_);
  buffer_.shrink_to_fit();
}

void Connection::Close() {
  error_code ignored;  // nothing is left to be done about a socket that cannot be closed
  socket_.close(ignored);
}

int Connection::Peek() {
  char byte = 0;
  const ssize_t seen = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  if (seen > 0) return 1;
  return seen < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
}

// The kernel calls a socket writable when a third of its buffer is free: a slow client may take long to get there.
bool Connection::TakesMore() {
  int unsent = 0;
  if (::ioctl(socket_.native_handle(), SIOCOUTQ, &unsent) != 0) return false;
  return std::exchange(unsent_, unsent) > unsent;
}

void Connection::Sweep(SteadyClock::time_point now) {
  if (now >= deadline_ && writing_ && now < last_write_ && TakesMore())
    deadline_ = std::min(last_write_, now + loop_.options().write_timeout);
  if (now >= deadline_) {
    error_code ignored;  // best effort: the client is not listening well
    if (phase_ == Phase::kHead || (reading_ && !answered_)) {
      const Response problem = PlainProblem(408, "The request did not come to its end in time.");
      const std::string answer =
          FormatHead(problem, loop_.date(), Framing::kLength, static_cast<int64_t>(problem.body.size()), false) + problem.body;
      socket_.write_some(boost::asio::buffer(answer), ignored);
    } else if (writing_) {
      // What it does not take the kernel would keep for minutes.
      socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
    }
    return Abort();
  }
  if (phase_ == Phase::kIdle && buffer_.size() == 0) Release();
  if (!interrupt_ || reading_ || !socket_.is_open()) return;
  if (Peek() >= 0) return;
  if (!half_closed_) half_closed_ = now;
  if (now >= *half_closed_ + loop_.options().half_closed_timeout) Abort();
}

void Connection::Drain() {
  if (phase_ == Phase::kIdle) {
    if (Peek() > 0) return;  // a request has come already: it is answered
    if (fresh_) {
      deadline_ = std::min(deadline_, SteadyClock::now() + kLastMoment);
    } else {
      Close();
    }
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
