#pragma once

#include <string>

namespace parley::test {

// The value of an environment variable that tests/run sets. Throws, saying what to do, when it is missing.
std::string Setting(const std::string& name);

}  // namespace parley::test
