#include "libs/rpc/lobby.h"

#include <algorithm>
#include <utility>

namespace parley::rpc {

void Lobby::Enter(std::shared_ptr<Arrival> call) {
  const std::lock_guard lock(mutex_);
  calls_.push_back(std::move(call));
}

bool Lobby::Leave(const std::shared_ptr<Arrival>& call) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find(calls_.begin(), calls_.end(), call);
  if (found == calls_.end()) return false;
  calls_.erase(found);
  return true;
}

std::vector<std::shared_ptr<Arrival>> Lobby::Take(size_t most) {
  std::vector<std::shared_ptr<Arrival>> taken;
  const std::lock_guard lock(mutex_);
  taken.reserve(std::min(most, calls_.size()));
  while (!calls_.empty() && taken.size() < most) {
    taken.push_back(std::move(calls_.front()));
    calls_.pop_front();
  }
  return taken;
}

}  // namespace parley::rpc
