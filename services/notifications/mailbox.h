#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace parley::notifications {

struct Mailbox {
  std::string name;  // may be empty
  std::string address;
};

// Reads "Parley <no-reply@example.org>" or a bare address. INVALID_ARGUMENT for anything but one mailbox.
absl::StatusOr<Mailbox> ParseMailbox(const std::string& text);

// A name from outside must not bring lines of its own.
std::string OneLine(std::string text);

}  // namespace parley::notifications
