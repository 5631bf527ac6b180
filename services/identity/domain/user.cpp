#include "services/identity/domain/user.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>

namespace parley::identity::domain {
namespace {

constexpr int kMaxDisplayName = 60;

struct Character {
  UChar32 code;  // negative when the bytes are no UTF-8
  int32_t begin, end;
};

std::vector<Character> Characters(std::string_view text) {
  std::vector<Character> characters;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    Character next{0, at, 0};
    U8_NEXT(text.data(), at, length, next.code);
    next.end = at;
    characters.push_back(next);
  }
  return characters;
}

bool MayStandInName(UChar32 code) {
  if (code < 0) return false;
  switch (u_charType(code)) {
    case U_CONTROL_CHAR:
    case U_SURROGATE:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
    case U_UNASSIGNED:
      return false;
    default:
      break;
  }
  const bool turns_direction = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return !turns_direction;
}

template <class T>
bool Replace(const std::optional<T>& with, T& value) {
  if (!with || *with == value) return false;
  value = *with;
  return true;
}

}  // namespace

std::optional<std::string> CleanDisplayName(std::string_view text) {
  // Longer than any name of 60 characters with room for white space: not worth looking at.
  if (text.size() > 1000) return std::nullopt;
  const std::vector<Character> all = Characters(text);
  const auto is_space = [](const Character& each) { return each.code >= 0 && u_isUWhiteSpace(each.code); };
  const auto first = std::find_if_not(all.begin(), all.end(), is_space);
  const auto last = std::find_if_not(all.rbegin(), std::make_reverse_iterator(first), is_space).base();
  if (first == last || last - first > kMaxDisplayName) return std::nullopt;
  if (!std::all_of(first, last, [](const Character& each) { return MayStandInName(each.code); })) return std::nullopt;
  const int32_t begin = first->begin;
  return std::string(text.substr(begin, std::prev(last)->end - begin));
}

bool Apply(const UserChange& change, User& user) {
  bool different = Replace(change.display_name, user.display_name);
  different |= Replace(change.locale, user.locale);
  different |= Replace(change.time_zone, user.time_zone);
  different |= Replace(change.country, user.country);
  different |= Replace(change.languages, user.languages);
  return different;
}

std::string Etag(const User& user) { return std::to_string(user.version); }

}  // namespace parley::identity::domain
