#include "libs/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "libs/trace/trace.h"

namespace parley::log {
namespace {

// Made once and never destroyed, since threads may log while the process ends. Time and level are spdlog's; the rest is ours.
spdlog::logger& Logger() {
  static spdlog::logger* const logger = [] {
    auto* made = new spdlog::logger("parley", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("time=%Y-%m-%dT%H:%M:%S.%eZ level=%l %v", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

// "service=exchange ", or empty before Start.
std::string& Prefix() {
  static auto* const prefix = new std::string;
  return *prefix;
}

bool IsBare(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7f || c == '"' || c == '=' || c == '\\') return false;
  }
  return true;
}

void AppendEscaped(std::string& out, char c) {
  static constexpr char kHex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (byte < ' ' || byte == 0x7f) {
    out += "\\x";
    out += kHex[byte >> 4];
    out += kHex[byte & 0x0f];
  } else {
    out += c;
  }
}

// A value never breaks its line or passes for another field.
void AppendValue(std::string& out, std::string_view text) {
  if (IsBare(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) AppendEscaped(out, c);
  out += '"';
}

void Write(spdlog::level::level_enum level, std::string_view message, Fields fields) {
  auto& logger = Logger();
  if (!logger.should_log(level)) return;
  std::string line = Prefix() + "message=";
  AppendValue(line, message);
  for (const auto& [key, value] : fields) {
    line += ' ';
    line += key;
    line += '=';
    AppendValue(line, value.text());
  }
  if (const std::string_view id = trace::IdOf(trace::Current()); !id.empty()) line.append(" trace=").append(id);
  logger.log(level, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace

void Start(std::string_view service, std::string_view level) {
  Prefix() = "service=";
  AppendValue(Prefix(), service);
  Prefix() += ' ';
  auto least = spdlog::level::info;
  if (level == "debug") least = spdlog::level::debug;
  if (level == "warning") least = spdlog::level::warn;
  if (level == "error") least = spdlog::level::err;
  Logger().set_level(least);
}

void Debug(std::string_view message, Fields fields) { Write(spdlog::level::debug, message, fields); }
void Info(std::string_view message, Fields fields) { Write(spdlog::level::info, message, fields); }
void Warning(std::string_view message, Fields fields) { Write(spdlog::level::warn, message, fields); }
void Error(std::string_view message, Fields fields) { Write(spdlog::level::err, message, fields); }

}  // namespace parley::log
