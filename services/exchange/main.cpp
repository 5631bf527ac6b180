#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/exchange/service.h"

int main() {
  return parley::service::Main(
      "exchange", [](auto& environment, auto& process) { return parley::exchange::Compose(environment, parley::SystemClock(), process); });
}
