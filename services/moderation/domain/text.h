#pragma once

#include <string_view>

namespace parley::moderation::domain {

// UTF-8 text of at most this many characters (code points) without control characters other than line ends and tabs.
bool IsText(std::string_view text, int most_characters);
// The same, with something in it other than white space.
bool IsWords(std::string_view text, int most_characters);

}  // namespace parley::moderation::domain
