#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "absl/time/time.h"

// Private to this library.
namespace parley::rpc {

// What a call gets of the worker that serves it: as long as somebody waits for its answer.
class Attention {
 public:
  // Nobody waits any more. From any thread.
  void Withdraw();
  bool is_withdrawn() const { return withdrawn_; }

  // Something that the thread does for a call and that can be cut short. While this is there Withdraw does `interrupt`, at once if it was
  // called before; afterwards never: what the thread does next is another's.
  class Piece {
   public:
    Piece(Attention& attention, std::function<void()> interrupt);
    // For the call that this thread serves, if any.
    explicit Piece(std::function<void()> interrupt);
    ~Piece();
    Piece(const Piece&) = delete;

   private:
    friend class Attention;
    void Begin();
    Attention* const attention_;
    const std::function<void()> interrupt_;
    Piece* outer_ = nullptr;
  };

  // That this thread serves a call, which is answered by `deadline` or in vain.
  class Service {
   public:
    Service(Attention& attention, absl::Time deadline);
    ~Service();
    Service(const Service&) = delete;
  };

  // Of the call that this thread serves: InfiniteFuture, false when it serves none.
  static absl::Time Deadline();
  static bool IsWithdrawn();

 private:
  std::mutex mutex_;
  std::atomic<bool> withdrawn_{false};
  Piece* innermost_ = nullptr;
};

}  // namespace parley::rpc
