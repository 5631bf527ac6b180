#include "services/gateway/backends/absences.h"

#include "catch2/catch.hpp"

namespace parley::gateway::backends {
namespace {

using std::chrono::seconds;

TEST_CASE("an absence lasts from its first failure until an answer, each method by itself") {
  Absences absences;
  const Absences::Clock::time_point start{};
  CHECK(absences.Add("a", start) == seconds(0));
  CHECK(absences.Add("a", start + seconds(3)) == seconds(3));
  CHECK(absences.Add("b", start + seconds(4)) == seconds(0));
  absences.End("a");
  CHECK(!absences.Has("a"));
  CHECK(absences.Has("b"));
  CHECK(absences.Add("a", start + seconds(5)) == seconds(0));
}

TEST_CASE("an absence that nobody asked about for long is a new one") {
  Absences absences;
  const Absences::Clock::time_point start{};
  absences.Add("a", start);
  CHECK(absences.Add("a", start + seconds(20)) == seconds(20));
  CHECK(absences.Add("a", start + seconds(49)) == seconds(49));
  CHECK(absences.Add("a", start + seconds(80)) == seconds(0));
}

}  // namespace
}  // namespace parley::gateway::backends
