#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "libs/auth/token.h"
#include "libs/redis/connection.h"
#include "services/gateway/http/task.h"

namespace parley::gateway::live {

// An open browser, waiting for events. Used on its io thread only.
class Stream {
 public:
  explicit Stream(const http::Executor& executor) : executor_(executor), wake_(executor) {}

  // The next event's text; null when `patience` passed without one, or the stream ended.
  http::Task<std::shared_ptr<const std::string>> Next(std::chrono::milliseconds patience);
  bool ended() const { return ended_; }
  void End();
  // A reader that lets more than a few dozen events wait is ended: it comes back and reads the list.
  void Push(std::shared_ptr<const std::string> event);
  http::Executor executor() const { return executor_; }

 private:
  http::Executor executor_;
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, http::Executor> wake_;
  std::deque<std::shared_ptr<const std::string>> events_;
  bool ended_ = false;
};

// Passes live events from Redis to the open browsers of their users: one subscription a process, however many streams. Thread-safe.
class Hub {
 public:
  explicit Hub(const std::string& redis_url);
  ~Hub();

  // A stream for who brought a token that holds. Null when the user has too many streams open.
  std::shared_ptr<Stream> Join(const std::string& user_id, const auth::Bearer& bearer, const http::Executor& executor);
  void Leave(const std::string& user_id, const std::shared_ptr<Stream>& stream);
  // Which tokens are stale from now on, in place of what was before: streams of such are ended, and their browsers sign in again.
  void Refuse(auth::Revocations revocations);

 private:
  void Deliver(const std::string& message);

  struct Place {
    std::shared_ptr<Stream> stream;
    auth::Bearer bearer;
  };

  std::mutex mutex_;
  auth::Revocations stale_;
  std::map<std::string, std::vector<Place>> places_;  // by user
  // Last: its thread ends before the streams go.
  std::unique_ptr<redis::Subscription> subscription_;
};

}  // namespace parley::gateway::live
