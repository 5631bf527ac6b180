#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/exchange/media/program.h"

namespace parley::exchange::media {

// How ffmpeg is kept from everything but one file to read and one folder to write: files of strangers are read by a program that had many
// holes. In a sandbox of bubblewrap it has no network, no other files, no processes to see, no capabilities, and is nobody.
class Sandbox {
 public:
  enum class Kind {
    kBubblewrap,
    kContainer,  // a container confines the whole worker; programs run with bounds only
  };
  explicit Sandbox(Kind kind) : kind_(kind) {}

  // Where programs find the file at `path`.
  std::string InputPath(const std::string& path) const;

  // Runs a program in `scratch`, with the file at `input` to read.
  Outcome Run(const std::vector<std::string>& words, const std::string& input, const std::string& scratch, const Bounds& bounds,
              const std::function<bool(const std::string& out)>& keep_going) const;

  // Tries whether programs are confined. FAILED_PRECONDITION (SANDBOX_LEAKS) saying what is wrong and what to do.
  absl::Status Check(const std::string& scratch) const;

 private:
  Kind kind_;
};

}  // namespace parley::exchange::media
