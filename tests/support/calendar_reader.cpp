#include "tests/support/calendar_reader.h"

#include <cstdio>
#include <sstream>
#include <stdexcept>

#include "tests/support/temporary_folder.h"

namespace parley::test {

std::map<std::string, std::string> ReadCalendar(const std::string& text) {
  const TemporaryFolder folder;
  const std::string command = "/usr/bin/python3 " PARLEY_CALENDAR_READER " < '" + folder.Write("calendar", text) + "'";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no python3");
  std::string output;
  char buffer[4096];
  for (size_t size = 0; (size = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, size);
  if (pclose(pipe) != 0) throw std::runtime_error("the calendar can't be read (is Debian's package python3-icalendar installed?)");
  std::map<std::string, std::string> facts;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const size_t at = line.find('=');
    if (at != std::string::npos) facts[line.substr(0, at)] = line.substr(at + 1);
  }
  return facts;
}

}  // namespace parley::test
