#include "tests/support/tls.h"

#include "tests/support/setting.h"

namespace parley::test {

rpc::TlsFiles Tls(const std::string& service) {
  const std::string folder = Setting("PARLEY_TEST_TLS_DIR");
  return {folder + "/ca.pem", folder + "/" + service + ".pem", folder + "/" + service + ".key"};
}

}  // namespace parley::test
