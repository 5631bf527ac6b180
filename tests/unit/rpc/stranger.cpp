#include "tests/unit/rpc/stranger.h"

#include "tests/support/tls.h"
#include "tests/unit/rpc/authority.h"

namespace parley::rpc {

TlsFiles StrangerTls(const test::TemporaryFolder& folder, const std::string& name) {
  const Pair pair = Authority().Issue(name);
  return {test::Tls(name).ca, folder.Write("stranger.pem", pair.certificate), folder.Write("stranger.key", pair.key)};
}

}  // namespace parley::rpc
