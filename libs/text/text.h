#pragma once

#include <string>
#include <string_view>

namespace parley::text {

// Characters (code points) of UTF-8 text.
int CountCharacters(std::string_view text);

// True when no control character stands in the text; `lines` lets line ends and tabs stand.
bool IsPlain(std::string_view text, bool lines);

// Without white space at its ends.
std::string Trimmed(std::string_view text);

// True for a http or https address of at most 2048 characters, as browsers take it: ASCII without spaces.
bool IsWebAddress(std::string_view text);

// The languages of mails and screens: en, fr, ar, es.
bool IsLocale(std::string_view text);

// True for what looks like a BCP 47 tag of a language, for example "ar" or "pt-BR".
bool IsLanguageTag(std::string_view text);

}  // namespace parley::text
