#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace parley::config {

// Reads settings and gathers every error, so that an operator sees all that is wrong at once.
// A setting NAME may also be given as NAME_FILE: a file whose content (less a final newline) is the value; for secrets.
class Environment {
 public:
  using Lookup = std::function<std::optional<std::string>(const std::string& name)>;

  // Reads the process's environment.
  Environment();
  explicit Environment(Lookup lookup);

  std::string Required(const std::string& name);
  std::string Optional(const std::string& name, std::string otherwise);
  // An integer in [least, most].
  int64_t Integer(const std::string& name, int64_t otherwise, int64_t least, int64_t most);
  // "90s", "15m", "48h", "500ms".
  absl::Duration Duration(const std::string& name, absl::Duration otherwise);
  bool Flag(const std::string& name, bool otherwise);
  // Notes an error about a setting, found by the caller.
  void AddError(const std::string& name, const std::string& what);

  // INVALID_ARGUMENT with one line for each error, each naming the setting and what it should be.
  absl::Status Check() const;

 private:
  std::optional<std::string> Find(const std::string& name);
  Lookup lookup_;
  std::vector<std::string> errors_;
};

}  // namespace parley::config
