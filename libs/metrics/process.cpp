#include "libs/metrics/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

namespace parley::metrics {
namespace {

double Unix(absl::Time time) { return absl::ToDoubleSeconds(time - absl::UnixEpoch()); }

std::optional<double> OpenFiles() {
  std::error_code error;
  const auto entries = std::filesystem::directory_iterator("/proc/self/fd", error);
  if (error) return std::nullopt;
  return static_cast<double>(std::distance(begin(entries), end(entries)) - 1);  // less the one that looks
}

std::optional<double> MostFiles() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return static_cast<double>(limit.rlim_cur);
}

std::optional<double> ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0;
  double resident = 0;
  if (!(file >> size >> resident)) return std::nullopt;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::optional<double> ProcessorSeconds() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

void AddProcess(Registry& registry, const Clock& clock) {
  const double start =
      static_cast<double>(
          std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()) /
      1e3;
  registry.Add({"process_start_time_seconds", "When the process started, as seconds since 1970."}, [start] { return start; });
  registry.Add({"process_cpu_seconds_total", "Processor time spent.", {}, Series::Kind::kCounter}, ProcessorSeconds);
  registry.Add({"process_resident_memory_bytes", "Memory in use."}, ResidentBytes);
  registry.Add({"process_open_fds", "Open files and connections."}, OpenFiles);
  registry.Add({"process_max_fds", "How many files and connections may be open."}, MostFiles);
  registry.Add({"parley_clock_seconds", "What the process's clock shows, as seconds since 1970."}, [&clock] { return Unix(clock.Now()); });
}

}  // namespace parley::metrics
