#pragma once

#include <map>
#include <string>

namespace parley::test {

// What Debian's python3-icalendar reads in an iCalendar object, or in a mail that carries one, by the keys of calendar_reader.py. Throws
// when it can't read it.
std::map<std::string, std::string> ReadCalendar(const std::string& text);

}  // namespace parley::test
