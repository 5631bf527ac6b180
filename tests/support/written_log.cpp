#include "tests/support/written_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace parley::test {

WrittenLog::WrittenLog() : path_(folder_.Write("stderr", "")), before_(dup(STDERR_FILENO)) {
  const int file = open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  dup2(file, STDERR_FILENO);
  close(file);
}

WrittenLog::~WrittenLog() {
  dup2(before_, STDERR_FILENO);
  close(before_);
}

std::string WrittenLog::text() const {
  std::ifstream in(path_);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace parley::test
