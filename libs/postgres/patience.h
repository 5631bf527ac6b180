#pragma once

#include <atomic>

#include "absl/time/time.h"

// Private to this library.
namespace parley::postgres {

// How long the user of a connection waits for the server. Used by one thread, but for Interrupt.
class Patience {
 public:
  Patience();
  ~Patience();
  Patience(const Patience&) = delete;

  // Of what is done from now on: until `deadline` and a moment more, whatever interrupted what was done before.
  void Begin(absl::Time deadline);
  // Nobody needs what is done: it is given that moment. From any thread.
  void Interrupt();

  // No step is waited for longer than `longest` from now.
  void BeginStep(absl::Duration longest);
  // Waits until there is something to read from the socket, or room to write to it if `to_write`. Throws Abandoned when patience ends.
  void Await(int socket, bool to_write);

  // Of all that is done now.
  absl::Time deadline() const { return deadline_; }

 private:
  const int wake_;  // an eventfd that can be read once Interrupt was called
  std::atomic<bool> interrupted_{false};
  absl::Time deadline_ = absl::InfiniteFuture();
  absl::Time step_deadline_ = absl::InfiniteFuture();
  bool hurrying_ = false;  // the interruption was noticed
};

}  // namespace parley::postgres
