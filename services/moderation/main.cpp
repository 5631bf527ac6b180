#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "services/moderation/migrations.h"
#include "services/moderation/service.h"

int main(int argc, char** argv) {
  using namespace parley;
  const auto compose = [](auto& environment, auto& process) { return moderation::Compose(environment, SystemClock(), process); };
  return service::Main({"moderation", compose, moderation::Migrations()}, argc, argv);
}
