#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/catalog/service.h"

int main() {
  return parley::service::Main(
      "catalog", [](auto& environment, auto& process) { return parley::catalog::Compose(environment, parley::SystemClock(), process); });
}
