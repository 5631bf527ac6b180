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

std::vector<std::string> PublishCommand(const domain::Notification& notification, const Details& details, const store::Contact& contact) {
  v1::LiveEvent event;
  event.set_user_id(notification.user_id.text());
  *event.mutable_notification() = ToProto(notification, details, ReaderOf(contact));
  return {"PUBLISH", kLiveChannel, event.SerializeAsString()};
}

}  // namespace

// Who was asked after, what is known of them, and the nudges whose words could not be learnt now.
struct Announcer::Learnt {
  std::vector<UserId> users;
  LookedUp contacts;
  std::vector<std::string> wordless;

  // Nothing more is to be learnt before it is announced.
  bool Covers(const domain::Notification& notification) const {
    const bool asked = contacts.status.ok() && std::find(users.begin(), users.end(), notification.user_id) != users.end();
    const bool spoken = std::find(wordless.begin(), wordless.end(), notification.subject_id) == wordless.end();
    return (asked || contacts.known.contains(notification.user_id)) && spoken;
  }
};

Announcer::Announcer(postgres::Connection::Options database, const std::string& redis_url, FetchContacts fetch_contacts,
                     FetchNudge fetch_nudge, const Clock& clock)
    : database_(std::move(database)),
      redis_(redis_url),
      fetch_contacts_(std::move(fetch_contacts)),
      fetch_nudge_(std::move(fetch_nudge)),
      clock_(clock) {}

Announcer::Learnt Announcer::Learn(const std::vector<domain::Notification>& waiting) {
  Learnt learnt;
  for (const auto& notification : waiting) learnt.users.push_back(notification.user_id);
  std::sort(learnt.users.begin(), learnt.users.end());
  learnt.users.erase(std::unique(learnt.users.begin(), learnt.users.end()), learnt.users.end());
  learnt.contacts = LookUpContacts(database_, fetch_contacts_, learnt.users);
  const absl::Status words = LearnNudges(database_, fetch_nudge_, NudgesWithoutWords(database_, waiting));
  if (!words.ok()) learnt.wordless = NudgesWithoutWords(database_, waiting);
  return learnt;
}

bool Announcer::AnnounceNext() {
  const std::vector<domain::Notification> waiting = store::ListUnannounced(database_, kBatch);
  if (waiting.empty()) return false;
  const Learnt learnt = Learn(waiting);
  postgres::Transaction transaction = database_.Begin();
  const absl::Time now = clock_.Now();
  const std::vector<domain::Notification> claimed = store::ClaimUnannounced(transaction, kBatch);
  const Details details = LoadDetails(transaction, claimed);
  std::vector<std::vector<std::string>> commands;
  std::vector<NotificationId> done;
  for (const domain::Notification& notification : claimed) {
    const bool news = now - notification.create_time < kNews;
    if (news && !learnt.Covers(notification)) continue;  // the next time, when its owner has answered
    const auto contact = learnt.contacts.known.find(notification.user_id);
    if (news && contact != learnt.contacts.known.end()) commands.push_back(PublishCommand(notification, details, contact->second));
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
