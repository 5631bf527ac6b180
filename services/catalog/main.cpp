#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/catalog/migrations.h"
#include "services/catalog/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return catalog::Compose(environment, SystemClock(), process); };
  return service::Main({"catalog", compose, catalog::Migrations()}, argc, argv);
}
