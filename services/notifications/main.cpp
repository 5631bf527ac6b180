#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/notifications/service.h"

int main() {
  return parley::service::Main("notifications", [](auto& environment, auto& process) {
    return parley::notifications::Compose(environment, parley::SystemClock(), process);
  });
}
