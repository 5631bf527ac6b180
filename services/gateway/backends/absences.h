#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace parley::gateway::backends {

// Which methods fail now because a service is away, and since when. Of one thread.
class Absences {
 public:
  using Clock = std::chrono::steady_clock;

  // The method failed: since when it does. A failure that nothing followed for half a minute is forgotten.
  Clock::duration Add(const std::string& method, Clock::time_point now = Clock::now());
  // It was answered.
  void End(const std::string& method);
  bool Has(const std::string& method) const { return absences_.contains(method); }

 private:
  struct Absence {
    Clock::time_point first, last;
  };
  std::unordered_map<std::string, Absence> absences_;
};

}  // namespace parley::gateway::backends
