#include "services/moderation/domain/text.h"

#include <algorithm>

namespace parley::moderation::domain {
namespace {

bool IsPlain(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == '\n' || byte == '\r' || byte == '\t') continue;
    if (byte < 0x20 || byte == 0x7F) return false;
    // U+0080 to U+009F.
    if (byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return false;
  }
  return true;
}

}  // namespace

bool IsText(std::string_view text, int most_characters) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return characters <= most_characters && IsPlain(text);
}

bool IsWords(std::string_view text, int most_characters) {
  return IsText(text, most_characters) && text.find_first_not_of(" \t\r\n") != std::string_view::npos;
}

}  // namespace parley::moderation::domain
