#include "services/notifications/texts.h"

#include <unicode/fmtable.h>
#include <unicode/msgfmt.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "services/notifications/texts.inc.h"

namespace parley::notifications {
namespace {

constexpr char kFallback[] = "en";

const EmbeddedText* Find(std::string_view language, std::string_view key) {
  const auto found = std::find_if(std::begin(kEmbeddedTexts), std::end(kEmbeddedTexts),
                                  [&](const EmbeddedText& text) { return language == text.language && key == text.key; });
  return found == std::end(kEmbeddedTexts) ? nullptr : found;
}

icu::Formattable ToFormattable(const std::variant<std::string, int64_t>& value) {
  if (const auto* number = std::get_if<int64_t>(&value)) return icu::Formattable(*number);
  return icu::Formattable(icu::UnicodeString::fromUTF8(std::get<std::string>(value)));
}

}  // namespace

std::string LanguageFor(std::string_view locale) {
  std::string language(locale.substr(0, locale.find_first_of("-_")));
  std::transform(language.begin(), language.end(), language.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto languages = Languages();
  return std::find(languages.begin(), languages.end(), language) == languages.end() ? kFallback : language;
}

bool IsRightToLeft(const std::string& language) { return uloc_isRightToLeft(language.c_str()) != 0; }

std::string Text(const std::string& language, const std::string& key, const TextArgs& args) {
  const EmbeddedText* text = Find(language, key);
  if (text == nullptr) throw std::invalid_argument("no text " + key + " in " + language);
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(text->pattern), icu::Locale(language.c_str()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : args) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.push_back(ToFormattable(value));
  }
  icu::UnicodeString result;
  if (U_SUCCESS(status)) format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), result, status);
  if (U_FAILURE(status)) throw std::invalid_argument("text " + key + " in " + language + ": " + u_errorName(status));
  std::string utf8;
  return result.toUTF8String(utf8);
}

std::vector<std::string> Languages() {
  std::set<std::string> languages;
  for (const EmbeddedText& text : kEmbeddedTexts) languages.insert(text.language);
  return {languages.begin(), languages.end()};
}

std::vector<std::string> TextKeys() {
  std::vector<std::string> keys;
  for (const EmbeddedText& text : kEmbeddedTexts) {
    if (std::string_view(text.language) == kFallback) keys.push_back(text.key);
  }
  return keys;
}

}  // namespace parley::notifications
