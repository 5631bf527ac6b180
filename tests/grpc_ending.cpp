// Compiled into every test that uses gRPC. Channels and servers end on threads of gRPC's own, some while the process exits; OpenSSL must
// not be used by then, and leaks what is asked of it all the same.
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <grpc/grpc.h>

#include <filesystem>

#include "catch2/catch.hpp"
#include "tests/support/eventually.h"

namespace parley::test {
namespace {

std::ptrdiff_t CountThreads() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator());
}

struct GrpcEnding final : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;
  void testRunEnded(const Catch::TestRunStats&) override {
    grpc_init();
    grpc_shutdown_blocking();
    // What they asked OpenSSL for goes as each ends, a moment later.
    Eventually([] { return CountThreads() == 1; }, std::chrono::milliseconds(500));
  }
};

CATCH_REGISTER_LISTENER(GrpcEnding)

}  // namespace
}  // namespace parley::test
