#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/moderation/service.h"

int main() {
  return parley::service::Main("moderation", [](auto& environment, auto& process) {
    return parley::moderation::Compose(environment, parley::SystemClock(), process);
  });
}
