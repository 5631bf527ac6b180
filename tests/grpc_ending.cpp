// Compiled into every test that uses gRPC. Channels and servers end on threads of gRPC's own, some while the process exits; OpenSSL must
// not be used by then, and leaks what is asked of it all the same.
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <grpc/grpc.h>

#include "catch2/catch.hpp"

namespace parley::test {
namespace {

struct GrpcEnding final : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;
  void testRunEnded(const Catch::TestRunStats&) override {
    grpc_init();
    grpc_shutdown_blocking();
  }
};

CATCH_REGISTER_LISTENER(GrpcEnding)

}  // namespace
}  // namespace parley::test
