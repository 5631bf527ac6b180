#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/identity/migrations.h"
#include "services/identity/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return identity::Compose(environment, SystemClock(), process); };
  return service::Main({"identity", compose, identity::Migrations()}, argc, argv);
}
