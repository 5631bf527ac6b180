#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace parley::redis {

// Redis is gone or did not answer in time. Callers go on without it: Redis is never the truth.
class Unavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Redis answered with an error.
class CommandError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// An answer (RESP2).
struct Reply {
  enum class Kind { kNil, kStatus, kString, kInteger, kArray, kError };
  Kind kind = Kind::kNil;
  std::string text;  // kStatus, kString, kError
  int64_t integer = 0;
  std::vector<Reply> items;  // kArray
  bool nil() const { return kind == Kind::kNil; }
};

// One connection, opened on first use and again after it broke. Used by one thread at a time.
class Connection {
 public:
  // "unix:/path/to/socket" or "tcp://host:port"; std::invalid_argument for anything else. `timeout` bounds connecting and each answer.
  explicit Connection(const std::string& url, absl::Duration timeout = absl::Seconds(2));
  ~Connection();

  // Throws Unavailable, or CommandError on an error reply.
  Reply Command(const std::vector<std::string>& words);
  // As Command, for commands that block in the server up to `block` (XREAD BLOCK).
  Reply BlockingCommand(const std::vector<std::string>& words, absl::Duration block);
  // Sends all, then reads all answers. Error replies are returned, not thrown.
  std::vector<Reply> Pipeline(const std::vector<std::vector<std::string>>& commands);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Listens on a pub/sub channel with a connection and a thread of its own, reconnecting forever, until destroyed.
class Subscription {
 public:
  using OnMessage = std::function<void(const std::string& message)>;
  Subscription(const std::string& url, std::string channel, OnMessage on_message);
  ~Subscription();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::redis
