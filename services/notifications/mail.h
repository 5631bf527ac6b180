#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/notifications/mailbox.h"

namespace parley::notifications {

// An iCalendar object that a mail carries.
struct CalendarPart {
  std::string method;  // "REQUEST", "CANCEL"
  std::string text;
};

// How its reader ends mails like it: by the page of `url`, or by a mail program's button (RFC 8058), which posts there. `text` says so.
struct Unsubscribing {
  std::string text;
  std::string url;
};

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
  std::optional<CalendarPart> calendar;
  std::optional<Unsubscribing> unsubscribing;
};

// The mail as it travels: RFC 5322 headers, a text and an HTML part of the same words, CRLF lines. A calendar object is a third
// alternative, which programs that know invitations show, and a file for those that don't.
std::string Compose(const Mail& mail);

}  // namespace parley::notifications
