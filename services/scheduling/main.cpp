#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/scheduling/migrations.h"
#include "services/scheduling/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return scheduling::Compose(environment, SystemClock(), process); };
  return service::Main({"scheduling", compose, scheduling::Migrations()}, argc, argv);
}
