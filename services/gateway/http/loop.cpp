#include "services/gateway/http/loop.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/gateway/http/connection.h"

namespace parley::gateway::http {
namespace {

constexpr std::chrono::milliseconds kSweepEvery{250};

using Timer = boost::asio::basic_waitable_timer<SteadyClock, boost::asio::wait_traits<SteadyClock>, Executor>;

// RFC 9110, 5.6.7.
std::string FormatDate() { return absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()); }

}  // namespace

Loop::Loop(const Options& options, std::atomic<int>& connection_count)
    : options_(options), connection_count_(connection_count), date_(FormatDate()) {}

Loop::~Loop() = default;

void Loop::Run() {
  boost::asio::co_spawn(io_, Sweep(), boost::asio::detached);
  io_.run();
}

void Loop::Adopt(Socket socket) {
  boost::asio::post(io_, [this, socket = std::move(socket)]() mutable {
    auto connection = std::make_shared<Connection>(std::move(socket), *this);
    connections_.insert(connection.get());
    boost::asio::co_spawn(io_, connection->Run(connection), boost::asio::detached);
  });
}

void Loop::Remove(Connection* connection) {
  connections_.erase(connection);
  connection_count_.fetch_sub(1);
}

Task<void> Loop::Sweep() {
  Timer timer(io_.get_executor());
  while (!finished_) {
    timer.expires_after(kSweepEvery);
    co_await timer.async_wait(kAwaitTuple);
    date_ = FormatDate();
    const auto now = SteadyClock::now();
    for (Connection* connection : connections_) connection->Sweep(now);
  }
}

void Loop::Part() {
  boost::asio::post(io_, [this] { parting_ = true; });
}

void Loop::Drain() {
  boost::asio::post(io_, [this] {
    parting_ = true;
    draining_ = true;
    for (Connection* connection : connections_) connection->Drain();
  });
}

void Loop::Abort() {
  boost::asio::post(io_, [this] {
    for (Connection* connection : connections_) connection->Abort();
  });
}

void Loop::Finish() {
  boost::asio::post(io_, [this] {
    finished_ = true;
    work_.reset();
  });
}

}  // namespace parley::gateway::http
