#include "services/notifications/announcer.h"

#include <algorithm>
#include <vector>

#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "parley/notifications/v1/live.pb.h"
#include "services/notifications/presenting.h"
#include "services/notifications/store/notifications.h"
#include "services/notifications/texts.h"

namespace parley::notifications {
namespace {

constexpr int kBatch = 100;
constexpr absl::Duration kIdle = absl::Milliseconds(100);
constexpr absl::Duration kNews = absl::Minutes(5);

std::vector<std::string> PublishCommand(const domain::Notification& notification, const std::string& locale) {
  v1::LiveEvent event;
  event.set_user_id(notification.user_id.text());
  *event.mutable_notification() = ToProto(notification, LanguageFor(locale));
  return {"PUBLISH", kLiveChannel, event.SerializeAsString()};
}

}  // namespace

Announcer::Announcer(postgres::Connection::Options database, const std::string& redis_url, FetchContacts fetch_contacts, const Clock& clock)
    : database_(std::move(database)), redis_(redis_url), fetch_contacts_(std::move(fetch_contacts)), clock_(clock) {}

bool Announcer::AnnounceNext() {
  // Names first, since identity is not to be asked while rows are locked.
  const std::vector<UserId> users = store::ListUnannouncedUsers(database_, kBatch);
  if (users.empty()) return false;
  const LookedUp contacts = LookUpContacts(database_, fetch_contacts_, users);
  postgres::Transaction transaction = database_.Begin();
  const absl::Time now = clock_.Now();
  std::vector<std::vector<std::string>> commands;
  std::vector<NotificationId> done;
  for (const domain::Notification& notification : store::ClaimUnannounced(transaction, kBatch)) {
    const bool news = now - notification.create_time < kNews;
    const auto contact = contacts.known.find(notification.user_id);
    const bool asked = contacts.status.ok() && std::find(users.begin(), users.end(), notification.user_id) != users.end();
    if (news && contact == contacts.known.end() && !asked) continue;  // the next time, when identity has answered
    if (news && contact != contacts.known.end()) commands.push_back(PublishCommand(notification, contact->second.locale));
    done.push_back(notification.id);
  }
  if (done.empty()) return false;
  if (!commands.empty()) redis_.Pipeline(commands);
  store::SetAnnounced(transaction, done, now);
  transaction.Commit();
  return true;
}

void Announcer::Run(const std::stop_token& stop) {
  Pause pause;
  Backoff backoff(absl::Seconds(1));
  while (!stop.stop_requested()) {
    try {
      const bool some = AnnounceNext();
      backoff.Reset();
      if (!some) pause.For(kIdle, stop);
    } catch (const redis::Unavailable& error) {
      log::Debug("live announcements wait", {{"error", error.what()}});
      pause.For(backoff.Next(), stop);
    } catch (const std::exception& error) {
      log::Warning("live announcements wait", {{"error", error.what()}});
      database_.Close();
      pause.For(backoff.Next(), stop);
    }
  }
  database_.Close();
}

}  // namespace parley::notifications
