#include "services/identity/link_sender.h"

#include <chrono>

#include "libs/log/log.h"
#include "libs/rpc/time.h"

namespace parley::identity {
namespace {

// Longer than handing a whole claim over can take (ten links of two seconds): nobody else takes a link that is under way. Short, because
// links that a killed sender had claimed wait for its end.
constexpr absl::Duration kLease = absl::Seconds(25);
// Links put off by a failure come up again without a wake.
constexpr std::chrono::milliseconds kPause(250);

}  // namespace

LinkSender::LinkSender(postgres::Connection::Options database, const Clock& clock, domain::LinkTokens tokens, std::string web_url,
                       HandOver hand_over)
    : db_(std::move(database)), clock_(clock), tokens_(std::move(tokens)), web_url_(std::move(web_url)), hand_over_(std::move(hand_over)) {}

void LinkSender::Send(const store::QueuedLink& link) {
  const domain::SignIn& sign_in = link.sign_in;
  notifications::v1::SendSignInLinkRequest request;
  request.set_email(sign_in.email);
  request.set_locale(sign_in.locale);
  request.set_url(domain::LinkUrl(web_url_, sign_in.continue_path, tokens_.Make(sign_in.id)));
  *request.mutable_expire_time() = rpc::ToProto(sign_in.expire_time);
  request.set_request_id(sign_in.id.text());

  const absl::Status status = hand_over_(request);
  if (status.ok()) {
    store::SetSendState(db_, sign_in.id, store::SendState::kSent);
  } else if (absl::IsInvalidArgument(status)) {
    log::Error("a sign-in link was refused", {{"sign_in_id", sign_in.id.text()}, {"error", std::string(status.message())}});
    store::SetSendState(db_, sign_in.id, store::SendState::kRefused);
  } else {
    log::Warning("a sign-in link could not be handed over; it is tried again",
                 {{"sign_in_id", sign_in.id.text()}, {"attempts", link.attempts}, {"error", std::string(status.message())}});
    store::PutOff(db_, sign_in.id, clock_.Now() + domain::SendBackoff(link.attempts));
  }
}

int LinkSender::SendDue(std::stop_token stop) {
  const absl::Time now = clock_.Now();
  if (const int expired = store::ExpireUnsent(db_, now); expired > 0) {
    log::Error("sign-in links expired before notifications took them", {{"count", expired}});
  }
  const std::vector<store::QueuedLink> links = store::ClaimLinksToSend(db_, now, now + kLease);
  for (const store::QueuedLink& link : links) {
    if (stop.stop_requested()) {
      store::PutOff(db_, link.sign_in.id, now);
    } else {
      Send(link);
    }
  }
  return static_cast<int>(links.size());
}

void LinkSender::Run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    try {
      if (SendDue(stop) > 0) continue;
    } catch (const std::exception& error) {
      log::Warning("sign-in links wait for the database", {{"error", error.what()}});
    }
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, stop, kPause, [this] { return wake_; });
    wake_ = false;
  }
}

void LinkSender::Wake() {
  {
    std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_one();
}

}  // namespace parley::identity
