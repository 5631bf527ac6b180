#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>
#include <unordered_set>

#include "services/gateway/http/options.h"
#include "services/gateway/http/turn.h"

namespace parley::gateway::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
class Connection;

// One io thread: its connections, and a sweep four times a second that ends those whose time is up and notices clients that hung up.
// One sweep instead of a timer an operation keeps the usual request free of timers.
class Loop {
 public:
  Loop(const Options& options, std::atomic<int>& connection_count);
  ~Loop();

  void set_handler(Handler handler) { handler_ = std::move(handler); }
  const Handler& handler() const { return handler_; }
  boost::asio::io_context& io() { return io_; }
  const Options& options() const { return options_; }
  // For the Date header.
  const std::string& date() const { return date_; }
  bool parting() const { return parting_; }
  bool draining() const { return draining_; }

  // Runs until Finish.
  void Run();
  // From any thread.
  void Adopt(Socket socket);
  // Every answer from now on ends its connection.
  void Part();
  // Ends idle connections, and others after their answer.
  void Drain();
  // Ends all connections now.
  void Abort();
  // Lets Run return.
  void Finish();

  void Remove(Connection* connection);

 private:
  Task<void> Sweep();

  const Options& options_;
  std::atomic<int>& connection_count_;
  Handler handler_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<Executor> work_{io_.get_executor()};
  std::unordered_set<Connection*> connections_;
  std::string date_;
  bool parting_ = false;
  bool draining_ = false;
  bool finished_ = false;
};

}  // namespace parley::gateway::http
