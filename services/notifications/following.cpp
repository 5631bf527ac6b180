#include "services/notifications/following.h"

#include "parley/exchange/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "services/notifications/store/contacts.h"
#include "services/notifications/store/deliveries.h"
#include "services/notifications/store/notifications.h"

namespace parley::notifications {
namespace {

struct About {
  VideoId video_id;
  RunId run_id;
};

// A notification for each person, and its mail; whoever was told before is left alone.
void Tell(postgres::Session& db, const std::vector<domain::Telling>& tellings, const About& about, const std::string& from_address,
          absl::Time now) {
  for (const domain::Telling& telling : tellings) {
    const domain::Notification notification{
        NotificationId::New(now), telling.user_id, telling.topic, about.video_id, about.run_id, now, {}};
    if (!store::InsertNotification(db, notification) || !telling.by_mail) continue;
    domain::Delivery delivery;
    delivery.id = domain::DeliveryId::New(now);
    delivery.kind = domain::Kind::kVideoReplied;
    delivery.message_id = domain::MessageIdOf(delivery.id, from_address);
    delivery.user_id = telling.user_id;
    delivery.video_id = about.video_id;
    delivery.create_time = now;
    delivery.expire_time = now + domain::kWorthSending;
    store::InsertDelivery(db, notification.id.text(), delivery);
  }
}

template <class IdType>
absl::Status ReadId(const std::string& text, const char* field, IdType& id) {
  auto parsed = ParseId<IdType>(text, field);
  if (!parsed.ok()) return parsed.status();
  id = *std::move(parsed);
  return absl::OkStatus();
}

absl::Status OnVideoPublished(postgres::Session& db, const exchange::v1::VideoPublished& event, const std::string& from_address,
                              absl::Time now) {
  About about;
  UserId author, replied_to;
  absl::Status status = ReadId(event.video_id(), "video_id", about.video_id);
  status.Update(ReadId(event.run_id(), "run_id", about.run_id));
  status.Update(ReadId(event.author_id(), "author_id", author));
  if (!event.reply_to_author_id().empty()) status.Update(ReadId(event.reply_to_author_id(), "reply_to_author_id", replied_to));
  if (!status.ok()) return status;
  Tell(db, domain::TellOfPublished(author, replied_to), about, from_address, now);
  return absl::OkStatus();
}

absl::Status OnVideoFailed(postgres::Session& db, const exchange::v1::VideoFailed& event, const std::string& from_address, absl::Time now) {
  About about;
  UserId author;
  absl::Status status = ReadId(event.video_id(), "video_id", about.video_id);
  status.Update(ReadId(event.run_id(), "run_id", about.run_id));
  status.Update(ReadId(event.author_id(), "author_id", author));
  if (!status.ok()) return status;
  Tell(db, domain::TellOfFailed(author), about, from_address, now);
  return absl::OkStatus();
}

absl::Status OnUserChanged(postgres::Session& db, const identity::v1::UserChanged& event, absl::Time) {
  UserId user_id;
  absl::Status status = ReadId(event.user_id(), "user_id", user_id);
  if (status.ok()) store::ForgetContact(db, user_id);
  return status;
}

}  // namespace

events::Following FollowExchange(const std::string& from_address) {
  return {"exchange",
          {events::On<exchange::v1::VideoPublished>([from_address](postgres::Session& db, const auto& event, absl::Time now) {
             return OnVideoPublished(db, event, from_address, now);
           }),
           events::On<exchange::v1::VideoFailed>([from_address](postgres::Session& db, const auto& event, absl::Time now) {
             return OnVideoFailed(db, event, from_address, now);
           })}};
}

events::Following FollowIdentity() { return {"identity", {events::On<identity::v1::UserChanged>(OnUserChanged)}}; }

}  // namespace parley::notifications
