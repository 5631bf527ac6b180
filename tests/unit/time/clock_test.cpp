#include "libs/time/clock.h"

#include <cstdlib>
#include <filesystem>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "tests/support/eventually.h"
#include "tests/support/temporary_folder.h"

namespace parley {
namespace {

TEST_CASE("a fake clock stands until it is moved") {
  FakeClock clock(absl::FromUnixSeconds(100));
  REQUIRE(clock.Now() == absl::FromUnixSeconds(100));
  clock.Advance(absl::Hours(1));
  REQUIRE(clock.Now() == absl::FromUnixSeconds(3700));
}

// The system clock is made once a process, so one case tells its whole story.
TEST_CASE("in tests the system clock follows its offset file") {
  const test::TemporaryFolder folder;
  const std::string file = folder.path() + "/offset";
  REQUIRE(setenv("PARLEY_ENV", "test", 1) == 0);
  REQUIRE(setenv("PARLEY_CLOCK_OFFSET_FILE", file.c_str(), 1) == 0);
  const Clock& clock = SystemClock();
  const auto is_ahead_by = [&](absl::Duration by) {
    return test::Eventually([&] { return absl::AbsDuration(clock.Now() - absl::Now() - by) < absl::Seconds(10); });
  };
  REQUIRE(is_ahead_by(absl::ZeroDuration()));
  folder.Write("offset", "86400\n");
  REQUIRE(is_ahead_by(absl::Hours(24)));
  folder.Write("offset", "172800\n");
  REQUIRE(is_ahead_by(absl::Hours(48)));
  folder.Write("offset", "-3600");
  REQUIRE(is_ahead_by(absl::Hours(-1)));
  std::filesystem::remove(file);
  REQUIRE(is_ahead_by(absl::ZeroDuration()));
}

TEST_CASE("zones of tzdata are time zones, and nothing else is") {
  for (const char* name : {"Africa/Tunis", "Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"}) {
    CAPTURE(name);
    REQUIRE(IsTimeZone(name));
  }
  for (const char* name :
       {"", "Berlin", "Europe/Atlantis", "/etc/localtime", "../../etc/passwd", "localtime", "Fixed/UTC+01:00:00", "CEST+2"}) {
    CAPTURE(name);
    REQUIRE_FALSE(IsTimeZone(name));
  }
}

}  // namespace
}  // namespace parley
