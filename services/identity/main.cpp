#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/identity/service.h"

int main() {
  return parley::service::Main(
      "identity", [](auto& environment, auto& process) { return parley::identity::Compose(environment, parley::SystemClock(), process); });
}
