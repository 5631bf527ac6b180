#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/scheduling/service.h"

int main() {
  return parley::service::Main("scheduling", [](auto& environment, auto& process) {
    return parley::scheduling::Compose(environment, parley::SystemClock(), process);
  });
}
