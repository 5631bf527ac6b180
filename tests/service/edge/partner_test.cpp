#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "catch2/catch.hpp"
#include "tests/service/edge/house.h"
#include "tests/support/tls.h"

namespace parley::edge {
namespace {

// What a program printed, and how it ended.
struct Outcome {
  std::string output;
  int exit_code;
};

Outcome Run(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> part{};
  for (size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe)) > 0;) output.append(part.data(), size);
  const int status = pclose(pipe);
  return {output, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

TEST_CASE("a program in Python that has only the published protos creates a course and a run, imports a roster and follows events") {
  House house;
  const std::string token = house.Client(catalog::SeedPartner());
  const std::string start = std::to_string(absl::ToUnixSeconds(house.catalog().clock().Now() + absl::Hours(24 * 10)));
  const Outcome outcome = Run("PARTNER_TOKEN=" + token + " PARTNER_RUN_START=" + start + " /usr/bin/python3 " PARLEY_EDGE_PARTNER " " +
                              house.address() + " " + test::Tls("edge").ca + " " PARLEY_PROTOS " " PARLEY_GOOGLEAPIS);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.output.find("done") != std::string::npos);
}

}  // namespace
}  // namespace parley::edge
