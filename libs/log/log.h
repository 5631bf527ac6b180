#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// One line a record, `key=value` pairs, to stderr; the last is the trace that the thread works for (libs/trace), if any. Kept free of
// spdlog's header, which costs 4 s of compile time a unit.
namespace parley::log {

class Value {
 public:
  Value(std::string_view text) : text_(text) {}            // NOLINT: values convert on purpose
  Value(const std::string& text) : text_(text) {}          // NOLINT
  Value(const char* text) : text_(text) {}                 // NOLINT
  Value(bool value) : text_(value ? "true" : "false") {}   // NOLINT
  Value(int value) : text_(std::to_string(value)) {}       // NOLINT
  Value(int64_t value) : text_(std::to_string(value)) {}   // NOLINT
  Value(uint64_t value) : text_(std::to_string(value)) {}  // NOLINT
  Value(double value) : text_(std::to_string(value)) {}    // NOLINT
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

using Field = std::pair<std::string_view, Value>;
using Fields = std::initializer_list<Field>;

// Sets the `service` field of every line and the least level ("debug", "info", "warning", "error"). Call once in main.
void Start(std::string_view service, std::string_view level);

void Debug(std::string_view message, Fields fields = {});
void Info(std::string_view message, Fields fields = {});
void Warning(std::string_view message, Fields fields = {});
void Error(std::string_view message, Fields fields = {});

}  // namespace parley::log
