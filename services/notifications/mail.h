#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parley::notifications {

struct Mailbox {
  std::string name;  // may be empty
  std::string address;
};

// Reads "Parley <no-reply@example.org>" or a bare address. INVALID_ARGUMENT for anything but one mailbox.
absl::StatusOr<Mailbox> ParseMailbox(const std::string& text);

// One mail, in the words of its reader's language.
struct Mail {
  Mailbox from;
  Mailbox to;
  std::string message_id;  // without angle brackets
  absl::Time date;
  std::string language;
  std::string subject;
  std::string greeting;
  std::string body;
  std::string button;
  std::string url;
  std::string footer;
};

// The mail as it travels: RFC 5322 headers, a text and an HTML part of the same words, CRLF lines.
std::string Compose(const Mail& mail);

}  // namespace parley::notifications
