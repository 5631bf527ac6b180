#include "tests/support/postgres_pair.h"

#include <cstdlib>

#include "tests/support/setting.h"

namespace parley::test {
namespace {

constexpr char kSetting[] = "PARLEY_TEST_DATABASE_URL";

}  // namespace

PostgresPair::PostgresPair() : before_(Setting(kSetting)) {
  const std::string url =
      "postgresql://postgres@/postgres?host=" + primary_.host() + "," + standby_.host() + "&target_session_attrs=read-write";
  setenv(kSetting, url.c_str(), 1);
}

PostgresPair::~PostgresPair() { setenv(kSetting, before_.c_str(), 1); }

}  // namespace parley::test
