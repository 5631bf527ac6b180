#include "services/gateway/uploads/locks.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>

namespace parley::gateway::uploads {
namespace {

using Timer =
    boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, http::Executor>;

}  // namespace

bool Locks::TryAcquire(const std::string& id, std::function<void()>& end) {
  const std::lock_guard lock(mutex_);
  const auto [holder, taken] = holders_.try_emplace(id, end);
  if (!taken) holder->second();
  return taken;
}

void Locks::Release(const std::string& id) {
  const std::lock_guard lock(mutex_);
  holders_.erase(id);
}

http::Task<std::unique_ptr<Locks::Lock>> Locks::Acquire(std::string id, std::function<void()> end, absl::Duration patience) {
  const auto until = std::chrono::steady_clock::now() + absl::ToChronoMilliseconds(patience);
  Timer timer(co_await boost::asio::this_coro::executor);
  while (!TryAcquire(id, end)) {
    if (std::chrono::steady_clock::now() >= until) co_return nullptr;
    timer.expires_after(std::chrono::milliseconds(20));
    co_await timer.async_wait(http::kAwaitTuple);
  }
  co_return std::make_unique<Lock>(*this, std::move(id));
}

}  // namespace parley::gateway::uploads
