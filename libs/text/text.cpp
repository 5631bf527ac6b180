#include "libs/text/text.h"

#include <algorithm>

namespace parley::text {
namespace {

constexpr size_t kMaxLanguageTag = 35;
constexpr size_t kMaxSubtag = 8;
constexpr size_t kMaxWebAddress = 2048;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsSubtag(std::string_view text) {
  return !text.empty() && text.size() <= kMaxSubtag &&
         std::all_of(text.begin(), text.end(), [](char c) { return IsLetter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

int CountCharacters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool IsPlain(std::string_view text, bool lines) {
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (lines && (byte == '\n' || byte == '\r' || byte == '\t')) continue;
    if (byte < 0x20 || byte == 0x7F) return false;
    // U+0080 to U+009F.
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
  }
  return true;
}

std::string Trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

bool IsWebAddress(std::string_view text) {
  const bool has_host = (text.starts_with("https://") && text.size() > 8) || (text.starts_with("http://") && text.size() > 7);
  return has_host && text.size() <= kMaxWebAddress &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > ' ' && c < 0x7F; });
}

bool IsLocale(std::string_view text) { return text == "en" || text == "fr" || text == "ar" || text == "es"; }

bool IsLanguageTag(std::string_view text) {
  if (text.size() > kMaxLanguageTag) return false;
  const std::string_view language = text.substr(0, text.find('-'));
  if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), IsLetter)) return false;
  text.remove_prefix(language.size());
  while (!text.empty()) {
    text.remove_prefix(1);  // the '-'
    const std::string_view subtag = text.substr(0, text.find('-'));
    if (!IsSubtag(subtag)) return false;
    text.remove_prefix(subtag.size());
  }
  return true;
}

}  // namespace parley::text
