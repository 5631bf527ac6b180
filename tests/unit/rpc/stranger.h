#pragma once

#include <string>

#include "libs/rpc/tls.h"
#include "tests/support/temporary_folder.h"

namespace parley::rpc {

// A certificate that claims to be the service `name` but is of a CA that nobody trusts, beside the house's.
TlsFiles StrangerTls(const test::TemporaryFolder& folder, const std::string& name);

}  // namespace parley::rpc
