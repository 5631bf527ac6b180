#include "services/notifications/domain/preferences.h"

#include "libs/errors/error.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/store/notifications.h"
#include "services/notifications/store/preferences.h"

// What people are mailed of.
namespace parley::notifications::handlers {
namespace {

constexpr int kMostPreferences = 100;

struct Changes {
  std::vector<domain::Topic> on, off;
};

absl::StatusOr<Changes> ReadChanges(const v1::UpdateNotificationPreferencesRequest& request) {
  const auto& asked = request.preferences();
  if (asked.empty() || asked.size() > kMostPreferences) return errors::InvalidField("preferences", "must be 1 to 100 topics");
  errors::FieldErrors bad;
  Changes changes;
  std::set<int> seen;
  for (int i = 0; i < asked.size(); ++i) {
    const std::string field = "preferences[" + std::to_string(i) + "]";
    const auto topic = static_cast<domain::Topic>(asked[i].topic());
    bad.Check(domain::IsMailed(topic), field + ".topic", "must be a topic that is mailed");
    bad.Check(seen.insert(asked[i].topic()).second, field + ".topic", "must not stand twice");
    bad.Check(asked[i].by_mail() || !domain::IsMailed(topic) || domain::IsOptional(topic), field + ".by_mail",
              "can't be turned off for this topic");
    (asked[i].by_mail() ? changes.on : changes.off).push_back(topic);
  }
  if (!bad.ok()) return bad.status();
  return changes;
}

void Present(postgres::Session& db, const UserId& user_id, v1::NotificationPreferences& response) {
  for (const domain::Preference& preference : domain::PreferencesOf(store::ListMailsOff(db, user_id))) {
    auto& proto = *response.add_preferences();
    proto.set_topic(static_cast<v1::Notification::Topic>(preference.topic));
    proto.set_by_mail(preference.by_mail);
    proto.set_required(preference.required);
  }
}

}  // namespace

absl::Status GetNotificationPreferences(Deps&, rpc::Call& call, const v1::GetNotificationPreferencesRequest&,
                                        v1::NotificationPreferences& response) {
  Present(call.db(), call.user_id(), response);
  return absl::OkStatus();
}

absl::Status UpdateNotificationPreferences(Deps&, rpc::Call& call, const v1::UpdateNotificationPreferencesRequest& request,
                                           v1::NotificationPreferences& response) {
  const auto changes = ReadChanges(request);
  if (!changes.ok()) return changes.status();
  store::ChangeMails(call.db(), call.user_id(), changes->on, changes->off);
  Present(call.db(), call.user_id(), response);
  return absl::OkStatus();
}

absl::Status Unsubscribe(Deps& deps, rpc::Call& call, const v1::UnsubscribeRequest& request, v1::UnsubscribeResponse& response) {
  const auto id = deps.unsubscribe_links.Read(request.token());
  if (!id) return errors::InvalidField("token", "must be the one of a mail's link");
  const auto notification = store::GetNotification(call.db(), *id);
  if (!notification) return errors::NotFound("notification");
  std::vector<domain::Topic> off;
  if (request.all_topics()) {
    off = domain::OptionalTopics();
  } else if (domain::IsOptional(notification->topic)) {
    off = {notification->topic};
  }
  store::ChangeMails(call.db(), notification->user_id, {}, off);
  response.set_topic(static_cast<v1::Notification::Topic>(notification->topic));
  return absl::OkStatus();
}

}  // namespace parley::notifications::handlers
