#include "services/notifications/store/notifications.h"
#include "libs/errors/error.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/presenting.h"
#include "services/notifications/texts.h"

namespace parley::notifications::handlers {
namespace {

constexpr int kPage = 20;
constexpr int kMostIds = 100;

// What a page token of this list is bound to.
std::string Scope(const UserId& user_id) { return "notifications/" + user_id.text(); }

// Asks identity for the caller's language, outside of any transaction.
absl::Status LearnContact(const Deps& deps, const UserId& user_id, postgres::Session& db) {
  const LookedUp contacts = LookUpContacts(db, deps.fetch_contacts, {user_id});
  if (!contacts.status.ok())
    return errors::Unavailable("IDENTITY_UNAVAILABLE", "your language can't be looked up now; try again in a moment");
  return contacts.known.empty() ? errors::NotFound("user") : absl::OkStatus();
}

// Asks moderation for the words of nudges, outside of any transaction.
absl::Status LearnWords(const Deps& deps, const std::vector<std::string>& nudges, postgres::Session& db) {
  if (LearnNudges(db, deps.fetch_nudge, nudges).ok()) return absl::OkStatus();
  return errors::Unavailable("MODERATION_UNAVAILABLE", "what a facilitator wrote to you can't be looked up now; try again in a moment");
}

}  // namespace

absl::Status ListNotifications(Deps& deps, rpc::Call& call, const v1::ListNotificationsRequest& request,
                               v1::ListNotificationsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kPage);
  if (!page_size.ok()) return page_size.status();
  const auto after = deps.page_tokens.Decode(Scope(call.user_id()), request.page_token());
  if (!after.ok()) return after.status();

  const UserId& me = call.user_id();
  auto notifications = store::ListNotifications(call.db(), me, NotificationId::Trusted(*after), *page_size + 1);
  Reader reader;
  if (!notifications.empty()) {
    const auto contacts = store::GetContacts(call.db(), {me}).known;
    if (contacts.empty()) return call.Outside([&deps, me](postgres::Session& db) { return LearnContact(deps, me, db); });
    reader = ReaderOf(contacts.at(me));
  }

  if (static_cast<int>(notifications.size()) > *page_size) {
    notifications.resize(*page_size);
    response.set_next_page_token(deps.page_tokens.Encode(Scope(me), notifications.back().id.text()));
  }
  auto wordless = NudgesWithoutWords(call.db(), notifications);
  if (!wordless.empty()) {
    return call.Outside([&deps, wordless = std::move(wordless)](postgres::Session& db) { return LearnWords(deps, wordless, db); });
  }
  const Details details = LoadDetails(call.db(), notifications);
  for (const auto& notification : notifications) *response.add_notifications() = ToProto(notification, details, reader);
  response.set_unread_count(store::CountUnread(call.db(), me));
  return absl::OkStatus();
}

absl::Status MarkNotificationsRead(Deps&, rpc::Call& call, const v1::MarkNotificationsReadRequest& request,
                                   v1::MarkNotificationsReadResponse& response) {
  const auto& texts = request.notification_ids();
  if (texts.empty() || texts.size() > kMostIds) return errors::InvalidField("notification_ids", "must be 1 to 100 ids");
  std::vector<NotificationId> ids;
  for (int i = 0; i < texts.size(); ++i) {
    auto id = ParseId<NotificationId>(texts[i], "notification_ids[" + std::to_string(i) + "]");
    if (!id.ok()) return id.status();
    ids.push_back(*std::move(id));
  }
  response.set_changed_count(store::MarkRead(call.db(), call.user_id(), ids, call.now()));
  return absl::OkStatus();
}

}  // namespace parley::notifications::handlers
