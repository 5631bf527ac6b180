#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "parley/notifications/v1/internal.pb.h"
#include "services/identity/domain/sign_in.h"
#include "services/identity/store/sign_ins.h"

namespace parley::identity {

// Hands QUEUED sign-in links to notifications, each until it has it or the link has expired. The sign-in's id is the request_id, so that
// a repeat after a lost answer mails nothing twice.
class LinkSender {
 public:
  using HandOver = std::function<absl::Status(const notifications::v1::SendSignInLinkRequest& request)>;

  LinkSender(postgres::Connection::Options database, const Clock& clock, domain::LinkTokens tokens, std::string web_url,
             HandOver hand_over);

  // Sends some of what is due now and answers how many links it took up; zero when nothing is due. What it does not come to because of
  // `stop` is due again at once. Throws what the database throws.
  int SendDue(std::stop_token stop);
  // SendDue again and again, woken by Wake, until stopped. For one thread.
  void Run(std::stop_token stop);
  void Wake();

 private:
  void Send(const store::QueuedLink& link);

  postgres::Connection db_;
  const Clock& clock_;
  domain::LinkTokens tokens_;
  std::string web_url_;
  HandOver hand_over_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool wake_ = false;
};

}  // namespace parley::identity
