#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/partners/service.h"

int main() {
  return parley::service::Main(
      "partners", [](auto& environment, auto& process) { return parley::partners::Compose(environment, parley::SystemClock(), process); });
}
