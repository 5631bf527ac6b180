#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/partners/migrations.h"
#include "services/partners/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return partners::Compose(environment, SystemClock(), process); };
  return service::Main({"partners", compose, partners::Migrations()}, argc, argv);
}
