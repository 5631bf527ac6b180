#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace parley::notifications {

// What we say to people, in every language there is a file for in texts/, as ICU messages.
using TextArgs = std::map<std::string, std::variant<std::string, int64_t>>;

// The language we have that suits a BCP 47 tag best: "fr" for "fr-CA", "en" for what we have no file of.
std::string LanguageFor(std::string_view locale);
bool IsRightToLeft(const std::string& language);
// Throws std::invalid_argument for a key that does not exist or a message that ICU does not understand: a mistake of ours.
std::string Text(const std::string& language, const std::string& key, const TextArgs& args = {});

// For tests: what there is.
std::vector<std::string> Languages();
std::vector<std::string> TextKeys();

}  // namespace parley::notifications
