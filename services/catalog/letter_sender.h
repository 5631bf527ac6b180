#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/catalog/deps.h"
#include "services/catalog/store/letters.h"

namespace parley::catalog {

// Notifications, as far as it takes our letters.
struct Mailbox {
  std::function<absl::Status(const notifications::v1::SendInterestConfirmationRequest& request)> take_confirmation;
  std::function<absl::Status(const notifications::v1::SendOfferRequest& request)> take_offer;
};

// Hands QUEUED letters to notifications, each until it has it or it is no longer worth sending. The letter's id is the request_id, so that
// a repeat after a lost answer mails nothing twice.
class LetterSender {
 public:
  LetterSender(postgres::Connection::Options database, const Clock& clock, LinkTokens tokens, std::string web_url, Mailbox mailbox);

  // Sends some of what is due now and answers how many letters it took up; zero when nothing is due. What it does not come to because of
  // `stop` is due again at once. Throws what the database throws.
  int SendDue(std::stop_token stop);
  // SendDue again and again, until stopped. For one thread.
  void Run(std::stop_token stop);
  void Wake() { pause_.Wake(); }

 private:
  absl::Status HandOver(const store::Letter& letter);
  void Send(const store::Letter& letter);

  postgres::Connection db_;
  const Clock& clock_;
  LinkTokens tokens_;
  std::string web_url_;
  Mailbox mailbox_;
  Pause pause_;
};

}  // namespace parley::catalog
