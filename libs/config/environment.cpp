#include "libs/config/environment.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

namespace parley::config {

Environment::Environment()
    : Environment([](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return std::nullopt;
        return value;
      }) {}

Environment::Environment(Lookup lookup) : lookup_(std::move(lookup)) {}

// A setting that is set but empty counts as not set: that is what `NAME=` in an env file means.
std::optional<std::string> Environment::Find(const std::string& name) {
  auto value = lookup_(name);
  const auto path = lookup_(name + "_FILE");
  if (value && value->empty()) value.reset();
  if (!path || path->empty()) return value;
  if (value) {
    AddError(name, "is given both by itself and by " + name + "_FILE; give one");
    return std::nullopt;
  }
  std::ifstream in(*path, std::ios::binary);
  std::ostringstream read;
  read << in.rdbuf();
  if (!in.is_open() || read.bad() || std::filesystem::is_directory(*path)) {
    AddError(name + "_FILE", "names " + *path + ", which cannot be read");
    return std::nullopt;
  }
  std::string content = read.str();
  if (!content.empty() && content.back() == '\n') content.pop_back();
  if (!content.empty() && content.back() == '\r') content.pop_back();
  return content;
}

std::string Environment::Required(const std::string& name) {
  const size_t errors = errors_.size();
  auto value = Find(name);
  if (value && !value->empty()) return *std::move(value);
  if (errors_.size() == errors) AddError(name, "is required (or " + name + "_FILE, a file that holds it)");
  return "";
}

std::string Environment::Optional(const std::string& name, std::string otherwise) {
  auto value = Find(name);
  return value ? *std::move(value) : std::move(otherwise);
}

int64_t Environment::Integer(const std::string& name, int64_t otherwise, int64_t least, int64_t most) {
  const auto text = Find(name);
  if (!text) return otherwise;
  int64_t value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, value);
  if (error == std::errc() && stop == end && value >= least && value <= most) return value;
  AddError(name, "is \"" + *text + "\" but must be an integer from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

absl::Duration Environment::Duration(const std::string& name, absl::Duration otherwise) {
  const auto text = Find(name);
  if (!text) return otherwise;
  absl::Duration value;
  if (absl::ParseDuration(*text, &value) && value >= absl::ZeroDuration()) return value;
  AddError(name, "is \"" + *text + "\" but must be a duration such as 500ms, 90s, 15m or 48h");
  return otherwise;
}

bool Environment::Flag(const std::string& name, bool otherwise) {
  const auto text = Find(name);
  if (!text) return otherwise;
  if (*text == "true" || *text == "1") return true;
  if (*text == "false" || *text == "0") return false;
  AddError(name, "is \"" + *text + "\" but must be true or false");
  return otherwise;
}

void Environment::AddError(const std::string& name, const std::string& what) { errors_.push_back(name + " " + what); }

absl::Status Environment::Check() const {
  if (errors_.empty()) return absl::OkStatus();
  std::string lines;
  for (const auto& error : errors_) lines += (lines.empty() ? "" : "\n") + error;
  return absl::InvalidArgumentError(lines);
}

}  // namespace parley::config
