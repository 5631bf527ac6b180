#include "tests/support/setting.h"

#include <cstdlib>
#include <stdexcept>

namespace parley::test {

std::string Setting(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr || *value == '\0')
    throw std::runtime_error(name + " is not set: run tests/run, which starts the servers that tests need");
  return value;
}

}  // namespace parley::test
