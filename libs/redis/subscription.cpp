#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "libs/log/log.h"
#include "libs/redis/connection.h"
#include "libs/redis/link.h"

namespace parley::redis {
namespace {

constexpr absl::Duration kTimeout = absl::Seconds(2);
constexpr absl::Duration kShortestPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Seconds(1);

// Wakes a thread that waits for input or for a moment to pass.
class StopSignal {
 public:
  StopSignal() : fd_(eventfd(0, EFD_CLOEXEC)) {
    if (fd_ < 0) throw std::runtime_error("no eventfd can be had");
  }
  ~StopSignal() { close(fd_); }
  StopSignal(const StopSignal&) = delete;

  void Raise() { eventfd_write(fd_, 1); }

  // True when `input` can be read; false when the signal was raised or `limit` has passed. No input: pass -1.
  bool WaitFor(int input, absl::Duration limit) {
    pollfd watched[] = {{fd_, POLLIN, 0}, {input, POLLIN, 0}};
    const int millis = limit == absl::InfiniteDuration() ? -1 : static_cast<int>(absl::ToInt64Milliseconds(limit));
    while (poll(watched, input < 0 ? 1 : 2, millis) < 0) {
      if (errno != EINTR) throw std::runtime_error("poll failed");
    }
    raised_ = raised_ || (watched[0].revents & POLLIN) != 0;
    return !raised_ && watched[1].revents != 0;
  }

  bool raised() const { return raised_; }

 private:
  const int fd_;
  bool raised_ = false;  // as the waiting thread has seen it
};

}  // namespace

struct Subscription::Impl {
  Impl(Address where, std::string what, OnMessage then)
      : address(std::move(where)), channel(std::move(what)), on_message(std::move(then)), thread([this] { Listen(); }) {}

  ~Impl() {
    stop.Raise();
    thread.join();
  }

  void Listen() {
    absl::Duration pause = kShortestPause;
    while (!stop.raised()) {
      try {
        const Context context = Connect(address, kTimeout);
        Append(*context, {"SUBSCRIBE", channel});
        Flush(*context);
        if (std::exchange(lost, false)) log::Info("subscribed again", {{"channel", channel}});
        pause = kShortestPause;
        Receive(*context);
      } catch (const Unavailable& error) {
        if (!std::exchange(lost, true)) log::Warning("subscription lost", {{"channel", channel}, {"error", error.what()}});
        stop.WaitFor(-1, pause);
        pause = std::min(pause * 2, kLongestPause);
      }
    }
  }

  static void Flush(redisContext& context) {
    int done = 0;
    while (done == 0) {
      if (redisBufferWrite(&context, &done) != REDIS_OK) throw Unavailable(std::string("Redis: ") + context.errstr);
    }
  }

  // Returns when asked to stop.
  void Receive(redisContext& context) {
    while (true) {
      if (!stop.WaitFor(context.fd, absl::InfiniteDuration())) return;
      if (redisBufferRead(&context) != REDIS_OK) throw Unavailable(std::string("Redis: ") + context.errstr);
      while (true) {
        void* raw = nullptr;
        if (redisGetReplyFromReader(&context, &raw) != REDIS_OK) throw Unavailable(std::string("Redis: ") + context.errstr);
        if (raw == nullptr) break;
        const RawReply owned(static_cast<redisReply*>(raw));
        Deliver(ToReply(*owned));
      }
    }
  }

  // A message is ["message", channel, text]; the confirmation of SUBSCRIBE has another first word.
  void Deliver(const Reply& reply) {
    if (reply.kind == Reply::Kind::kError) throw Unavailable("Redis: " + reply.text);
    if (reply.items.size() != 3 || reply.items[0].text != "message") return;
    try {
      on_message(reply.items[2].text);
    } catch (const std::exception& error) {
      log::Error("a message could not be handled", {{"channel", channel}, {"error", error.what()}});
    }
  }

  const Address address;
  const std::string channel;
  const OnMessage on_message;
  StopSignal stop;
  bool lost = false;
  std::thread thread;  // last: it uses all of the above
};

Subscription::Subscription(const std::string& url, std::string channel, OnMessage on_message)
    : impl_(std::make_unique<Impl>(ParseAddress(url), std::move(channel), std::move(on_message))) {}

Subscription::~Subscription() = default;

}  // namespace parley::redis
