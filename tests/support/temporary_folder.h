#pragma once

#include <string>

namespace parley::test {

// A folder of its own under the system's temporary one, removed with all in it at the end. Its path is short enough for a socket below it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  // Writes a file into it and answers its path.
  std::string Write(const std::string& name, const std::string& content) const;

 private:
  std::string path_;
};

}  // namespace parley::test
