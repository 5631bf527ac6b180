#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/notifications/migrations.h"
#include "services/notifications/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return notifications::Compose(environment, SystemClock(), process); };
  return service::Main({"notifications", compose, notifications::Migrations()}, argc, argv);
}
