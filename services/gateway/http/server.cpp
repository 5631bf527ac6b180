#include "services/gateway/http/server.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "libs/log/log.h"
#include "services/gateway/http/loop.h"
#include "services/gateway/http/port.h"

namespace parley::gateway::http {
namespace {

namespace asio = boost::asio;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

// In which a connection that was begun is completed.
constexpr std::chrono::milliseconds kHandshake{50};

}  // namespace

struct Server::Impl {
  Options options;
  std::atomic<int> connection_count{0};
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::thread> threads;
  Port port;

  asio::io_context& io() { return loops.front()->io(); }
  Task<void> Accept();
  // Takes a socket of the loop.
  void Welcome(Loop& loop, Socket socket);
  void ClosePort();
  // Runs `act` on the port's thread.
  void AtPort(const std::function<void()>& act);
  bool WaitForEnd(absl::Duration patience) const;
};

Task<void> Server::Impl::Accept() {
  for (size_t next = 0; port.is_open(); ++next) {
    Loop& loop = *loops[next % loops.size()];
    auto [error, socket] = co_await port.Accept(loop.io());
    if (!error) Welcome(loop, std::move(socket));
    if (error && port.is_open()) {
      // Out of descriptors, for example: those in use will be freed.
      log::Warning("a connection could not be accepted", {{"error", error.message()}});
      Timer pause(io().get_executor(), std::chrono::milliseconds(100));
      co_await pause.async_wait(kAwaitTuple);
    }
  }
}

void Server::Impl::Welcome(Loop& loop, Socket socket) {
  if (connection_count.fetch_add(1) >= options.max_connections) {
    connection_count.fetch_sub(1);
    return;  // the socket closes
  }
  loop.Adopt(std::move(socket));
}

void Server::Impl::AtPort(const std::function<void()>& act) {
  std::promise<void> done;
  asio::post(io(), [&act, &done] {
    act();
    done.set_value();
  });
  done.get_future().wait();
}

void Server::Impl::ClosePort() {
  AtPort([this] { port.TurnAway(); });
  std::this_thread::sleep_for(kHandshake);
  AtPort([this] { port.Close(io(), [this](Socket socket) { Welcome(*loops.front(), std::move(socket)); }); });
}

Server::Server(Options options, const std::function<Handler(int thread)>& make_handler) : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  for (int thread = 0; thread < impl_->options.threads; ++thread) {
    impl_->loops.push_back(std::make_unique<Loop>(impl_->options, impl_->connection_count));
    impl_->loops.back()->set_handler(make_handler(thread));
  }
}

Server::~Server() { Stop(absl::ZeroDuration()); }

int Server::port() const { return impl_->port.number(); }

absl::Status Server::Start() {
  absl::Status opened = impl_->port.Open(impl_->options.listen, impl_->io());
  if (!opened.ok()) return opened;
  asio::co_spawn(impl_->io(), impl_->Accept(), asio::detached);
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
  for (auto& loop : impl_->loops) loop->Part();
  std::this_thread::sleep_for(impl_->options.notice);
  impl_->ClosePort();
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
