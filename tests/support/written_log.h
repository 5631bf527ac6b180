#pragma once

#include <string>

#include "tests/support/temporary_folder.h"

namespace parley::test {

// What the process writes to stderr, as the log does, while this is there.
class WrittenLog {
 public:
  WrittenLog();
  ~WrittenLog();
  WrittenLog(const WrittenLog&) = delete;

  // All until now.
  std::string text() const;

 private:
  TemporaryFolder folder_;
  std::string path_;
  int before_;
};

}  // namespace parley::test
