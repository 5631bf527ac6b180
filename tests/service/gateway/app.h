#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/gateway/client.h"

namespace parley::gateway {

// Somebody who uses the gateway all the time, in a thread of their own: reads, posts, and now and then two requests sent at once, over one
// connection that is kept while it lasts; or with a connection for each request, as programs do that are started anew each time. What
// honest clients do they do: a connection that ended while nothing of an answer had come is replaced and the request sent again, one that
// is refused is tried again for a while, and nothing else is forgiven.
class App {
 public:
  enum class Habit { kKeeps, kConnectsAnew };
  App(int port, Habit habit);
  ~App();  // stops
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // No more requests from now on.
  void Stop();
  int answered() const { return answered_; }
  // What was not answered as it should have been.
  std::vector<std::string> failures() const;
  // How often no connection could be made.
  int refused() const { return refused_; }

 private:
  void Run();
  void Round(int number);
  Answer Ask(const std::string& request);
  // Of two requests the first was answered: the second too?
  Answer Second(const std::string& request);
  void Connect();
  void Check(const std::string& what, const Answer& answer, const std::string& expected);

  const int port_;
  const Habit habit_;
  std::optional<Client> connection_;
  bool used_ = false;  // there was an answer on the connection
  std::atomic<bool> stopping_{false};
  std::atomic<int> answered_{0};
  std::atomic<int> refused_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> failures_;
  std::thread thread_;
};

}  // namespace parley::gateway
