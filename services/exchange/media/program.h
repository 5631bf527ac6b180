#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"

// Another program, run to its end within bounds.
namespace parley::exchange::media {

struct Bounds {
  absl::Duration wall = absl::Minutes(1);
  absl::Duration cpu = absl::Minutes(1);
  int64_t file_bytes = int64_t{1} << 30;  // of each file it writes
  int64_t address_space = int64_t{3} << 30;
  int open_files = 256;
};

struct Outcome {
  enum class End {
    kExited,   // see exit_code
    kCrashed,  // by a signal that was not ours
    kBounded,  // it used up its time or its CPU, or wrote too large a file
    kStopped,  // `keep_going` said so
  };
  End end = End::kExited;
  int exit_code = 0;
  std::string out;  // the last 64 KiB of what it wrote
  std::string err;

  bool ok() const { return end == End::kExited && exit_code == 0; }
};

// Runs `words` (the first is a path) in `folder`, with an environment of its own, no input, and no file of ours open. It dies with the
// calling thread. `keep_going` is asked several times a second, with what was written so far. Throws std::system_error when no process
// can be made.
Outcome RunProgram(const std::vector<std::string>& words, const std::string& folder, const Bounds& bounds,
                   const std::function<bool(const std::string& out)>& keep_going);

}  // namespace parley::exchange::media
