#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/http/smtp.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "services/notifications/contacts.h"
#include "services/notifications/domain/delivery.h"
#include "services/notifications/domain/meeting.h"
#include "services/notifications/mail.h"
#include "services/notifications/nudges.h"
#include "services/notifications/presenting.h"
#include "services/notifications/unsubscribe_links.h"

namespace parley::notifications {

struct MailerOptions {
  postgres::Connection::Options database;
  http::SmtpServer server;
  Mailbox from;
  std::string web_url;
  std::string link_key;  // seals mailed links at rest
  FetchContacts fetch_contacts;
  FetchNudge fetch_nudge;
  UnsubscribeLinks unsubscribe_links;
};

// Sends what is queued in deliveries, one mail at a time; several mailers, of several processes, may work side by side. What a server
// accepted is recorded before anything else is taken up. A mailer that dies between the two leaves a lease behind, after whose end the
// mail goes out again with the same Message-ID.
class Mailer {
 public:
  Mailer(MailerOptions options, const Clock& clock);

  // Sends the next delivery that is due; false when there is none. Throws when the database is gone.
  bool SendNext(const std::stop_token& stop = {});
  // Sends until told to stop.
  void Run(const std::stop_token& stop);

 private:
  void RecordAccepted();
  // nullopt when the delivery was ended or put off instead.
  std::optional<Mail> Prepare(const domain::Delivery& delivery);
  struct Recipient {
    Mailbox mailbox;
    Reader reader;
  };
  std::optional<Recipient> FindRecipient(const domain::Delivery& delivery);
  // What a mail says, before it is put in words of its reader's language.
  struct Content {
    std::string subject_key, body_key, button_key;
    TextArgs args;
    std::string url;
    std::optional<domain::Invitation> invitation;
    std::string unsubscribe_url;  // empty where such mails can't be turned off
  };
  // nullopt when the delivery was ended or put off instead.
  std::optional<Content> ContentOf(const domain::Delivery& delivery, const Reader& reader);
  std::optional<Content> ContentOfLink(const domain::Delivery& delivery);
  bool IsUnwanted(const domain::Notification& notification);
  std::string UnsubscribeUrlOf(const domain::Notification& notification) const;
  std::optional<Content> ContentOfNotice(const domain::Delivery& delivery, const Reader& reader);
  std::optional<Mail> Write(const domain::Delivery& delivery, const Recipient& to);
  CalendarPart WriteInvitation(const Content& content, const Recipient& to) const;
  void Settle(const domain::Delivery& delivery, const Mailbox& to, http::SmtpOutcome outcome);

  MailerOptions options_;
  const Clock& clock_;
  postgres::Connection database_;
  std::vector<domain::DeliveryId> accepted_;  // not recorded yet
};

}  // namespace parley::notifications
