#include "services/notifications/mailer.h"

#include <algorithm>
#include <stdexcept>

#include "libs/auth/digest.h"
#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "services/notifications/store/deliveries.h"
#include "services/notifications/texts.h"

namespace parley::notifications {
namespace {

constexpr int64_t kMinutesOfHour = 60;
constexpr absl::Duration kIdle = absl::Milliseconds(100);

// Replies may quote the address, which belongs neither in a log nor in a row that stays.
std::string Without(std::string text, const std::string& address) {
  for (size_t at = text.find(address); at != std::string::npos; at = text.find(address)) text.replace(at, address.size(), "(the address)");
  return text.substr(0, 500);
}

int64_t MinutesLeft(absl::Time expire_time, absl::Time now) {
  return std::max<int64_t>(1, absl::ToInt64Minutes(expire_time - now + absl::Seconds(30)));
}

// Where the texts of a kind of mail stand in texts/.
std::string TextKeyOf(domain::Kind kind) {
  switch (kind) {
    case domain::Kind::kSignInLink:
      return "mail.sign_in.";
    case domain::Kind::kVideoReplied:
      return "mail.video_replied.";
    case domain::Kind::kInterestConfirmation:
      return "mail.interest_confirmation.";
    case domain::Kind::kOffer:
      return "mail.offer.";
  }
  throw std::invalid_argument("a kind of mail without texts");
}

// Visitors have no account.
bool IsToVisitor(domain::Kind kind) { return kind == domain::Kind::kInterestConfirmation || kind == domain::Kind::kOffer; }

}  // namespace

Mailer::Mailer(MailerOptions options, const Clock& clock) : options_(std::move(options)), clock_(clock), database_(options_.database) {}

void Mailer::Run(const std::stop_token& stop) {
  Pause pause;
  Backoff backoff(absl::Seconds(1));
  while (!stop.stop_requested()) {
    try {
      const bool sent = SendNext(stop);
      backoff.Reset();
      if (!sent) pause.For(kIdle, stop);
    } catch (const std::exception& error) {
      log::Warning("mail waits", {{"error", error.what()}});
      database_.Close();
      pause.For(backoff.Next(), stop);
    }
  }
  database_.Close();
}

bool Mailer::SendNext(const std::stop_token& stop) {
  RecordAccepted();
  const auto delivery = store::ClaimDelivery(database_, clock_.Now());
  if (!delivery) return false;
  const auto mail = Prepare(*delivery);
  if (!mail) return true;
  Settle(*delivery, mail->to, http::SendMail(options_.server, {options_.from.address, mail->to.address}, Compose(*mail), stop));
  return true;
}

void Mailer::RecordAccepted() {
  while (!accepted_.empty()) {
    store::SetSent(database_, accepted_.back(), clock_.Now());
    accepted_.pop_back();
  }
}

std::optional<Mail> Mailer::Prepare(const domain::Delivery& delivery) {
  const absl::Time now = clock_.Now();
  if (delivery.expire_time <= now) {
    store::End(database_, delivery, domain::DeliveryState::kExpired, "not sent in time", now);
    log::Error("a mail was not sent in time", {{"delivery_id", delivery.id.text()}, {"attempts", delivery.attempt - 1}});
    return std::nullopt;
  }
  std::string locale = delivery.locale;
  const auto to = FindRecipient(delivery, locale);
  if (!to) return std::nullopt;
  return Write(delivery, *to, locale);
}

std::optional<Mailbox> Mailer::FindRecipient(const domain::Delivery& delivery, std::string& locale) {
  Mailbox to{"", delivery.email};
  if (!delivery.user_id.empty()) {
    const LookedUp contacts = LookUpContacts(database_, options_.fetch_contacts, {delivery.user_id});
    const auto found = contacts.known.find(delivery.user_id);
    if (found != contacts.known.end()) {
      to = {found->second.display_name, found->second.email};
      locale = found->second.locale;
    } else if (!contacts.status.ok()) {
      const absl::Time next = domain::NextTry(delivery.attempt, clock_.Now());
      store::Postpone(database_, delivery, "identity: " + contacts.status.ToString(), next);
      return std::nullopt;
    }
  }
  if (domain::IsAddress(to.address)) return to;
  store::End(database_, delivery, domain::DeliveryState::kFailed, "there is no address", clock_.Now());
  log::Warning("a mail has nobody to go to", {{"delivery_id", delivery.id.text()}});
  return std::nullopt;
}

std::optional<Mail> Mailer::Write(const domain::Delivery& delivery, const Mailbox& to, const std::string& locale) {
  const std::string language = LanguageFor(locale);
  const std::string key = TextKeyOf(delivery.kind);
  Mail mail{.from = options_.from, .to = to, .message_id = delivery.message_id, .date = delivery.create_time, .language = language};
  mail.greeting = Text(language, "mail.greeting", {{"has_name", to.name.empty() ? "false" : "true"}, {"name", to.name}});
  mail.button = Text(language, key + "button");
  mail.footer = Text(language, IsToVisitor(delivery.kind) ? "mail.visitor_footer" : "mail.footer");
  if (delivery.kind == domain::Kind::kVideoReplied) {
    mail.subject = Text(language, key + "subject");
    mail.body = Text(language, key + "body");
    mail.url = options_.web_url + "/videos/" + delivery.video_id.text();
    return mail;
  }
  const auto unsealed = auth::Unseal(options_.link_key, delivery.sealed_url);
  if (!unsealed.ok()) {
    // The service's secret changed under a queued link; the person asks for another.
    store::End(database_, delivery, domain::DeliveryState::kFailed, "the link can't be unsealed", clock_.Now());
    log::Error("a secret link can't be unsealed", {{"delivery_id", delivery.id.text()}});
    return std::nullopt;
  }
  const domain::Link link = domain::Unpack(*unsealed);
  const int64_t minutes = MinutesLeft(delivery.expire_time, clock_.Now());
  const TextArgs args{
      {"minutes", minutes}, {"hours", std::max<int64_t>(1, (minutes + kMinutesOfHour / 2) / kMinutesOfHour)}, {"title", link.title}};
  mail.url = link.url;
  mail.subject = Text(language, key + "subject", args);
  mail.body = Text(language, key + "body", args);
  return mail;
}

void Mailer::Settle(const domain::Delivery& delivery, const Mailbox& to, http::SmtpOutcome outcome) {
  using Kind = http::SmtpOutcome::Kind;
  if (outcome.kind == Kind::kAccepted) {
    accepted_.push_back(delivery.id);
    RecordAccepted();
    return;
  }
  const std::string why = Without(std::move(outcome.text), to.address);
  const absl::Time now = clock_.Now();
  if (outcome.kind == Kind::kRefused) {
    store::End(database_, delivery, domain::DeliveryState::kFailed, why, now);
    log::Warning("a mail was refused", {{"delivery_id", delivery.id.text()}, {"reply", why}});
    return;
  }
  store::Postpone(database_, delivery, why, domain::NextTry(delivery.attempt, now));
  log::Warning(outcome.kind == Kind::kUnknown ? "nobody knows whether a mail was taken, it is sent again with the same Message-ID"
                                              : "a mail was not taken, it is tried again",
               {{"delivery_id", delivery.id.text()}, {"attempt", delivery.attempt}, {"reply", why}});
}

}  // namespace parley::notifications
