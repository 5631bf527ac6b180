#include "libs/metrics/registry.h"

#include <unistd.h>

#include <atomic>

#include "catch2/catch.hpp"
#include "libs/metrics/process.h"
#include "tests/support/scrape.h"
#include "tests/support/status_matchers.h"

namespace parley::metrics {
namespace {

using test::Scrape;

TEST_CASE("a series is asked for at each scrape, and left out while it is not known") {
  std::atomic<int> waiting{-1};
  Registry registry;
  registry.Add({"parley_test_waiting_events", "Events that wait."}, [&]() -> std::optional<double> {
    if (waiting < 0) return std::nullopt;
    return waiting;
  });
  const int port = registry.Expose("127.0.0.1:0").value();
  CHECK(Scrape(port, "parley_test_waiting_events") == std::nullopt);
  waiting = 3;
  CHECK(Scrape(port, "parley_test_waiting_events") == 3);
  waiting = 0;
  CHECK(Scrape(port, "parley_test_waiting_events") == 0);
}

TEST_CASE("series of a name are told together, with one help and type") {
  Registry registry;
  registry.Add({"parley_test_letters", "Letters.", {{"producer", "catalog"}}}, [] { return 1; });
  registry.Add({"parley_test_sent_total", "Sent.", {}, Series::Kind::kCounter}, [] { return 7; });
  registry.Add({"parley_test_letters", "Letters.", {{"producer", "identity"}}}, [] { return 2; });
  const std::string text = Scrape(registry.Expose("127.0.0.1:0").value());
  CHECK_THAT(text, Catch::Contains("# HELP parley_test_letters Letters.\n# TYPE parley_test_letters gauge\n"
                                   "parley_test_letters{producer=\"catalog\"} 1\nparley_test_letters{producer=\"identity\"} 2\n"));
  CHECK_THAT(text, Catch::Contains("# TYPE parley_test_sent_total counter\nparley_test_sent_total 7\n"));
}

TEST_CASE("nothing is asked for once the registry is closed") {
  std::atomic<int> asked{0};
  Registry registry;
  registry.Add({"parley_test_asked", "Times asked."}, [&] { return ++asked; });
  const int port = registry.Expose("127.0.0.1:0").value();
  CHECK(Scrape(port, "parley_test_asked") == 1);
  registry.Close();
  CHECK(Scrape(port).empty());
  CHECK(asked == 1);
}

TEST_CASE("a port for metrics that is taken is told as such") {
  Registry first;
  const int port = first.Expose("127.0.0.1:0").value();
  Registry second;
  CHECK_THAT(second.Expose("127.0.0.1:" + std::to_string(port)).status(), test::HasReason("METRICS_PORT_UNAVAILABLE"));
}

TEST_CASE("a process tells of its files, memory, processor time and clock") {
  const FakeClock clock(absl::FromUnixSeconds(1'900'000'000));
  Registry registry;
  AddProcess(registry, clock);
  const int port = registry.Expose("127.0.0.1:0").value();
  CHECK(Scrape(port, "parley_clock_seconds") == 1'900'000'000);
  CHECK(Scrape(port, "process_resident_memory_bytes").value() > 1'000'000);
  CHECK(Scrape(port, "process_cpu_seconds_total").value() > 0);
  CHECK(Scrape(port, "process_max_fds").value() >= 64);
  CHECK(Scrape(port, "process_start_time_seconds").value() > 1'500'000'000);
  const double before = Scrape(port, "process_open_fds").value();
  const int more = dup(STDOUT_FILENO);
  CHECK(Scrape(port, "process_open_fds") == before + 1);
  close(more);
}

}  // namespace
}  // namespace parley::metrics
