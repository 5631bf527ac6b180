#include "services/notifications/mailer.h"

#include <algorithm>

#include "libs/auth/digest.h"
#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "services/notifications/calendar.h"
#include "services/notifications/domain/preferences.h"
#include "services/notifications/store/deliveries.h"
#include "services/notifications/store/meetings.h"
#include "services/notifications/store/notifications.h"
#include "services/notifications/store/preferences.h"

namespace parley::notifications {
namespace {

constexpr absl::Duration kIdle = absl::Milliseconds(100);

// Replies may quote the address, which belongs neither in a log nor in a row that stays.
std::string Without(std::string text, const std::string& address) {
  for (size_t at = text.find(address); at != std::string::npos; at = text.find(address)) text.replace(at, address.size(), "(the address)");
  return text.substr(0, 500);
}

// At least one: what is nearly over is still worth telling.
int64_t Rounded(absl::Duration left, absl::Duration unit) { return std::max<int64_t>(1, (left + unit / 2) / unit); }

// What the texts of a mail with a link are filled with.
TextArgs ArgsOf(const domain::Delivery& delivery, const std::string& title, absl::Time now) {
  const absl::Duration left = delivery.expire_time - now;
  TextArgs args{{"minutes", Rounded(left, absl::Minutes(1))},
                {"hours", Rounded(left, absl::Hours(1))},
                {"days", Rounded(left, absl::Hours(24))},
                {"title", title}};
  if (delivery.role) args["role"] = domain::RoleName(*delivery.role);
  return args;
}

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
  const auto to = FindRecipient(delivery);
  if (!to) return std::nullopt;
  return Write(delivery, *to);
}

std::optional<Mailer::Recipient> Mailer::FindRecipient(const domain::Delivery& delivery) {
  Recipient to{{"", delivery.email}, {LanguageFor(delivery.locale), ""}};
  if (!delivery.user_id.empty()) {
    const LookedUp contacts = LookUpContacts(database_, options_.fetch_contacts, {delivery.user_id});
    const auto found = contacts.known.find(delivery.user_id);
    if (found != contacts.known.end()) {
      to = {{found->second.display_name, found->second.email}, ReaderOf(found->second)};
    } else if (!contacts.status.ok()) {
      const absl::Time next = domain::NextTry(delivery.attempt, clock_.Now());
      store::Postpone(database_, delivery, "identity: " + contacts.status.ToString(), next);
      return std::nullopt;
    }
  }
  if (domain::IsAddress(to.mailbox.address)) return to;
  store::End(database_, delivery, domain::DeliveryState::kFailed, "there is no address", clock_.Now());
  log::Warning("a mail has nobody to go to", {{"delivery_id", delivery.id.text()}});
  return std::nullopt;
}

std::optional<Mail> Mailer::Write(const domain::Delivery& delivery, const Recipient& to) {
  const std::string& language = to.reader.language;
  const std::string& name = to.mailbox.name;
  auto content = ContentOf(delivery, to.reader);
  if (!content) return std::nullopt;
  Mail mail{.from = options_.from, .to = to.mailbox, .message_id = delivery.message_id, .date = delivery.create_time, .language = language};
  mail.subject = Text(language, content->subject_key, content->args);
  mail.greeting = Text(language, "mail.greeting", {{"has_name", name.empty() ? "false" : "true"}, {"name", name}});
  mail.body = Text(language, content->body_key, content->args);
  mail.button = Text(language, content->button_key);
  mail.footer = Text(language, domain::FooterKeyOf(delivery.kind));
  if (!content->unsubscribe_url.empty()) mail.unsubscribing = {Text(language, "mail.unsubscribe"), content->unsubscribe_url};
  if (content->invitation) mail.calendar = WriteInvitation(*content, to);
  mail.url = std::move(content->url);
  return mail;
}

CalendarPart Mailer::WriteInvitation(const Content& content, const Recipient& to) const {
  const domain::Invitation& invitation = *content.invitation;
  const std::string host = options_.from.address.substr(options_.from.address.rfind('@'));
  const CalendarEntry entry{.method = invitation.method,
                            .uid = invitation.meeting_id.text() + host,
                            .sequence = invitation.sequence,
                            .stamp = clock_.Now(),
                            .start_time = invitation.start_time,
                            .end_time = invitation.end_time,
                            .time_zone = to.reader.time_zone,
                            .summary = Text(to.reader.language, "calendar.summary", content.args),
                            .description = Text(to.reader.language, content.body_key, content.args),
                            .url = content.url,
                            .organizer = options_.from,
                            .attendee = to.mailbox};
  return {NameOf(invitation.method), ComposeCalendar(entry)};
}

std::optional<Mailer::Content> Mailer::ContentOf(const domain::Delivery& delivery, const Reader& reader) {
  return delivery.kind == domain::Kind::kNotice ? ContentOfNotice(delivery, reader) : ContentOfLink(delivery);
}

std::optional<Mailer::Content> Mailer::ContentOfLink(const domain::Delivery& delivery) {
  const auto unsealed = auth::Unseal(options_.link_key, delivery.sealed_url);
  if (unsealed.ok()) {
    const domain::Link link = domain::Unpack(*unsealed);
    const std::string prefix = domain::TextPrefixOf(delivery.kind);
    return Content{
        prefix + "subject", prefix + "body", prefix + "button", ArgsOf(delivery, link.title, clock_.Now()), link.url, std::nullopt, ""};
  }
  // The service's secret changed under a queued link; the person asks for another.
  store::End(database_, delivery, domain::DeliveryState::kFailed, "the link can't be unsealed", clock_.Now());
  log::Error("a mailed link can't be unsealed", {{"delivery_id", delivery.id.text()}});
  return std::nullopt;
}

std::optional<Mailer::Content> Mailer::ContentOfNotice(const domain::Delivery& delivery, const Reader& reader) {
  const auto notification = store::GetNotification(database_, NotificationId::Trusted(delivery.cause_id));
  if (!notification) {
    store::End(database_, delivery, domain::DeliveryState::kFailed, "its notification is gone", clock_.Now());
    log::Warning("a mail has nothing to tell any more", {{"delivery_id", delivery.id.text()}});
    return std::nullopt;
  }
  if (IsUnwanted(*notification)) {
    store::End(database_, delivery, domain::DeliveryState::kUnwanted, "its reader turned such mails off", clock_.Now());
    return std::nullopt;
  }
  const absl::Status words = LearnNudges(database_, options_.fetch_nudge, NudgesWithoutWords(database_, {*notification}));
  if (!words.ok()) {
    store::Postpone(database_, delivery, "moderation: " + words.ToString(), domain::NextTry(delivery.attempt, clock_.Now()));
    return std::nullopt;
  }
  return Content{domain::SubjectKeyOf(notification->topic),
                 domain::TextKeyOf(notification->topic),
                 "mail.notice.button",
                 ArgsOf(*notification, LoadDetails(database_, {*notification}), reader),
                 options_.web_url + domain::PathOf(*notification),
                 store::GetInvitationOf(database_, notification->id),
                 UnsubscribeUrlOf(*notification)};
}

bool Mailer::IsUnwanted(const domain::Notification& notification) {
  return domain::IsOptional(notification.topic) && store::ListMailsOff(database_, notification.user_id).contains(notification.topic);
}

std::string Mailer::UnsubscribeUrlOf(const domain::Notification& notification) const {
  if (!domain::IsOptional(notification.topic)) return "";
  return options_.web_url + "/unsubscribe?token=" + options_.unsubscribe_links.Make(notification.id);
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
