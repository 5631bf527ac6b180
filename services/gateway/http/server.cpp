#include "services/gateway/http/server.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "libs/log/log.h"
#include "services/gateway/http/loop.h"

namespace parley::gateway::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

absl::StatusOr<tcp::endpoint> ParseAddress(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : ParseCount(std::string_view(listen).substr(colon + 1));
  if (!port || *port > 65535) return absl::InvalidArgumentError("\"" + listen + "\" is not an address like 127.0.0.1:8080");
  std::string host = listen.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  boost::system::error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) return absl::InvalidArgumentError("\"" + host + "\" is not an IP address");
  return tcp::endpoint(address, static_cast<uint16_t>(*port));
}

}  // namespace

struct Server::Impl {
  Options options;
  std::atomic<int> connection_count{0};
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::thread> threads;
  std::optional<Acceptor> acceptor;
  int port = 0;

  absl::Status Open();
  Task<void> Accept();
  bool WaitForEnd(absl::Duration patience) const;
};

absl::Status Server::Impl::Open() {
  const auto endpoint = ParseAddress(options.listen);
  if (!endpoint.ok()) return endpoint.status();
  boost::system::error_code error;
  acceptor.emplace(loops.front()->io());
  acceptor->open(endpoint->protocol(), error);
  if (!error) acceptor->set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(*endpoint, error);
  if (!error) acceptor->listen(4096, error);
  if (error) return absl::UnavailableError("cannot listen on " + options.listen + ": " + error.message());
  port = acceptor->local_endpoint().port();
  return absl::OkStatus();
}

Task<void> Server::Impl::Accept() {
  for (size_t next = 0; acceptor->is_open(); ++next) {
    Loop& loop = *loops[next % loops.size()];
    auto [error, socket] = co_await acceptor->async_accept(loop.io(), kAwaitTuple);
    if (!acceptor->is_open()) break;
    if (error) {
      // Out of descriptors, for example: those in use will be freed.
      log::Warning("a connection could not be accepted", {{"error", error.message()}});
      Timer pause(loops.front()->io().get_executor(), std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwaitTuple);
      continue;
    }
    if (connection_count.fetch_add(1) >= options.max_connections) {
      connection_count.fetch_sub(1);
      continue;  // the socket closes
    }
    loop.Adopt(std::move(socket));
  }
}

Server::Server(Options options, const std::function<Handler(int thread)>& make_handler) : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  for (int thread = 0; thread < impl_->options.threads; ++thread) {
    impl_->loops.push_back(std::make_unique<Loop>(impl_->options, impl_->connection_count));
    impl_->loops.back()->set_handler(make_handler(thread));
  }
}

Server::~Server() { Stop(absl::ZeroDuration()); }

int Server::port() const { return impl_->port; }

absl::Status Server::Start() {
  absl::Status opened = impl_->Open();
  if (!opened.ok()) return opened;
  asio::co_spawn(impl_->loops.front()->io(), impl_->Accept(), asio::detached);
  for (auto& loop : impl_->loops) impl_->threads.emplace_back([&loop] { loop->Run(); });
  return absl::OkStatus();
}

bool Server::Impl::WaitForEnd(absl::Duration patience) const {
  const absl::Time until = absl::Now() + patience;
  while (connection_count.load() > 0 && absl::Now() < until) absl::SleepFor(absl::Milliseconds(5));
  return connection_count.load() == 0;
}

void Server::Stop(absl::Duration patience) {
  if (impl_->threads.empty()) return;
  asio::post(impl_->loops.front()->io(), [this] {
    boost::system::error_code ignored;  // it is being thrown away
    impl_->acceptor->close(ignored);
  });
  for (auto& loop : impl_->loops) loop->Drain();
  if (!impl_->WaitForEnd(patience)) {
    for (auto& loop : impl_->loops) loop->Abort();
    // Aborted requests end by themselves: their calls are cancelled, and files are written at the disk's pace.
    impl_->WaitForEnd(absl::InfiniteDuration());
  }
  for (auto& loop : impl_->loops) loop->Finish();
  for (std::thread& thread : impl_->threads) thread.join();
  impl_->threads.clear();
}

}  // namespace parley::gateway::http
