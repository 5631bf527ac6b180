#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/exchange/migrations.h"
#include "services/exchange/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return exchange::Compose(environment, SystemClock(), process); };
  return service::Main({"exchange", compose, exchange::Migrations()}, argc, argv);
}
