#include "services/gateway/backends/absences.h"

namespace parley::gateway::backends {
namespace {

constexpr std::chrono::seconds kForgetAfter{30};

}  // namespace

Absences::Clock::duration Absences::Add(const std::string& method, Clock::time_point now) {
  const auto [found, is_new] = absences_.try_emplace(method, Absence{now, now});
  Absence& absence = found->second;
  if (now - absence.last > kForgetAfter) absence.first = now;
  absence.last = now;
  return now - absence.first;
}

void Absences::End(const std::string& method) {
  if (!absences_.empty()) absences_.erase(method);
}

}  // namespace parley::gateway::backends
