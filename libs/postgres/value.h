#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::postgres {

// A bytea.
struct Bytes {
  std::string data;
};

// One parameter of a statement, in PostgreSQL's text format; nullopt is NULL.
using Param = std::optional<std::string>;

Param ToParam(std::string_view text);
Param ToParam(bool value);
Param ToParam(double value);
Param ToParam(absl::Time time);  // InfiniteFuture and InfinitePast are 'infinity' and '-infinity'
Param ToParam(const Bytes& bytes);
Param ToParam(const std::vector<std::string>& items);  // text[]
Param ToParam(const std::vector<int64_t>& items);      // bigint[]
inline Param ToParam(const char* text) { return ToParam(std::string_view(text)); }
inline Param ToParam(const std::string& text) { return text; }
inline Param ToParam(std::nullopt_t) { return std::nullopt; }
template <class Int>
requires std::is_integral_v<Int> &&(!std::is_same_v<Int, bool>)Param ToParam(Int value) { return std::to_string(value); }
template <class Enum>
requires std::is_enum_v<Enum> Param ToParam(Enum value) { return std::to_string(static_cast<int64_t>(value)); }
// An empty id is NULL.
template <class Tag>
Param ToParam(const Id<Tag>& id) {
  return id.empty() ? Param() : Param(id.text());
}
template <class Tag>
Param ToParam(const std::vector<Id<Tag>>& ids) {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const auto& id : ids) texts.push_back(id.text());
  return ToParam(texts);
}
template <class T>
Param ToParam(const std::optional<T>& value) {
  return value ? ToParam(*value) : Param();
}

// The other way. They throw std::invalid_argument on text that is not of the type: a statement and its reader disagree.
void FromText(std::string_view text, std::string& out);
void FromText(std::string_view text, bool& out);
void FromText(std::string_view text, int& out);
void FromText(std::string_view text, int64_t& out);
void FromText(std::string_view text, double& out);
void FromText(std::string_view text, absl::Time& out);
void FromText(std::string_view text, Bytes& out);
void FromText(std::string_view text, std::vector<std::string>& out);
template <class Tag>
void FromText(std::string_view text, Id<Tag>& out) {
  out = Id<Tag>::Trusted(std::string(text));
}
template <class Enum>
requires std::is_enum_v<Enum>
void FromText(std::string_view text, Enum& out) {
  int value = 0;
  FromText(text, value);
  out = static_cast<Enum>(value);
}

}  // namespace parley::postgres
