#pragma once

#include <string>

namespace parley::exchange::media {

// A worker's folder for what ffmpeg writes, below a root that several workers may share. It is locked as long as the process lives; what
// dead workers left behind goes when the next one begins.
class Scratch {
 public:
  // Throws std::exception when the root can't be used.
  explicit Scratch(const std::string& root);
  ~Scratch();
  Scratch(const Scratch&) = delete;

  // An empty folder of this name in it, whatever was there before.
  std::string Fresh(const std::string& name) const;
  void Remove(const std::string& name) const;

 private:
  std::string folder_;
  int lock_ = -1;
};

}  // namespace parley::exchange::media
