#include "services/catalog/letter_sender.h"

#include <algorithm>

#include "libs/log/log.h"
#include "libs/rpc/time.h"

namespace parley::catalog {
namespace {

// Longer than handing a whole claim over can take (ten letters of two seconds): nobody else takes a letter that is under way. Short,
// because letters that a killed sender had claimed wait for its end.
constexpr absl::Duration kLease = absl::Seconds(25);
// Letters that upkeep queued, or that a failure put off, come up without a wake.
constexpr absl::Duration kPause = absl::Milliseconds(250);

absl::Duration Backoff(int attempts) {
  const int doublings = std::clamp(attempts - 1, 0, 6);
  return std::min(absl::Milliseconds(500) * (1 << doublings), absl::Seconds(30));
}

}  // namespace

LetterSender::LetterSender(postgres::Connection::Options database, const Clock& clock, LinkTokens tokens, std::string web_url,
                           Mailbox mailbox)
    : db_(std::move(database)), clock_(clock), tokens_(std::move(tokens)), web_url_(std::move(web_url)), mailbox_(std::move(mailbox)) {}

// A link's token stands behind '#', where no server, proxy or Referer header sees it.
absl::Status LetterSender::HandOver(const store::Letter& letter) {
  if (letter.kind == store::LetterKind::kConfirmation) {
    notifications::v1::SendInterestConfirmationRequest request;
    request.set_email(letter.email);
    request.set_locale(letter.locale);
    request.set_url(web_url_ + "/interests/confirm#" + tokens_.interests.Make(letter.id));
    *request.mutable_expire_time() = rpc::ToProto(letter.expire_time);
    request.set_request_id(letter.id);
    return mailbox_.take_confirmation(request);
  }
  notifications::v1::SendOfferRequest request;
  request.set_email(letter.email);
  request.set_locale(letter.locale);
  request.set_url(web_url_ + "/offers#" + tokens_.offers.Make(letter.id));
  request.set_run_title(letter.run_title);
  *request.mutable_expire_time() = rpc::ToProto(letter.expire_time);
  request.set_request_id(letter.id);
  return mailbox_.take_offer(request);
}

void LetterSender::Send(const store::Letter& letter) {
  const absl::Status status = HandOver(letter);
  if (status.ok()) {
    store::SetSendState(db_, letter.id, store::SendState::kSent);
  } else if (absl::IsInvalidArgument(status)) {
    log::Error("a letter was refused", {{"letter_id", letter.id}, {"error", std::string(status.message())}});
    store::SetSendState(db_, letter.id, store::SendState::kRefused);
  } else {
    log::Warning("a letter could not be handed over; it is tried again",
                 {{"letter_id", letter.id}, {"attempts", letter.attempts}, {"error", std::string(status.message())}});
    store::PutOff(db_, letter.id, clock_.Now() + Backoff(letter.attempts));
  }
}

int LetterSender::SendDue(std::stop_token stop) {
  const absl::Time now = clock_.Now();
  if (const int expired = store::ExpireUnsent(db_, now); expired > 0) {
    log::Error("letters expired before notifications took them", {{"count", expired}});
  }
  const std::vector<store::Letter> letters = store::ClaimLetters(db_, now, now + kLease);
  for (const store::Letter& letter : letters) {
    if (stop.stop_requested()) {
      store::PutOff(db_, letter.id, now);
    } else {
      Send(letter);
    }
  }
  return static_cast<int>(letters.size());
}

void LetterSender::Run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    try {
      if (SendDue(stop) > 0) continue;
    } catch (const std::exception& error) {
      log::Warning("letters wait for the database", {{"error", error.what()}});
    }
    pause_.For(kPause, stop);
  }
}

}  // namespace parley::catalog
