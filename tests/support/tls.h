#pragma once

#include <string>

#include "libs/rpc/tls.h"

namespace parley::test {

// The certificate of a service, from PARLEY_TEST_TLS_DIR: {ca.pem, <service>.pem, <service>.key}.
rpc::TlsFiles Tls(const std::string& service);

}  // namespace parley::test
