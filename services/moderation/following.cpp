#include "services/moderation/following.h"

#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/exchange/v1/events.pb.h"
#include "parley/scheduling/v1/events.pb.h"
#include "services/moderation/store/people.h"
#include "services/moderation/store/queue_items.h"
#include "services/moderation/store/reports.h"
#include "services/moderation/store/videos.h"

namespace parley::moderation {
namespace {

using postgres::Session;

absl::Status ApplyRunCreated(Session& db, const catalog::v1::RunCreated& event, absl::Time) {
  store::PutRun(db, RunId::Trusted(event.run().run_id()), PartnerId::Trusted(event.run().partner_id()),
                GroupId::Trusted(event.run().plenary_group_id()));
  return absl::OkStatus();
}

absl::Status ApplyEnrolmentChanged(Session& db, const catalog::v1::EnrolmentChanged& event, absl::Time) {
  store::PutMembershipEvent(db, RunId::Trusted(event.run_id()), UserId::Trusted(event.user_id()),
                            static_cast<domain::Enrolment>(event.state()), rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

absl::Status ApplyVideoPublished(Session& db, const exchange::v1::VideoPublished& event, absl::Time now) {
  if (!store::PutVideoPublished(db, event)) return absl::OkStatus();
  const auto video = store::GetVideoForUpdate(db, VideoId::Trusted(event.video_id()));
  // Somebody may have reported it before this event came, and somebody decided about that.
  const bool looked_at = video->hidden || store::GetWaitingItemForUpdate(db, video->id).has_value();
  if (looked_at || video->state != domain::VideoState::kPublished) return absl::OkStatus();
  domain::QueueItem item;
  item.id = QueueItemId::New(now);
  item.video_id = video->id;
  item.run_id = video->run_id;
  item.group_id = video->group_id;
  item.author_id = video->author_id;
  item.create_time = now;
  store::InsertQueueItem(db, item);
  return absl::OkStatus();
}

absl::Status ApplyVideoWithdrawn(Session& db, const exchange::v1::VideoWithdrawn& event, absl::Time now) {
  const auto video = store::GetVideoForUpdate(db, VideoId::Trusted(event.video_id()));
  if (!video) return absl::OkStatus();  // it was never published
  store::SetVideoWithdrawn(db, video->id);
  auto item = store::GetWaitingItemForUpdate(db, video->id);
  if (!item) return absl::OkStatus();
  domain::Close(*item);
  store::SaveQueueItem(db, *item);
  store::ResolveReports(db, *item, domain::ReportState::kVideoWithdrawn, UserId(), now);
  return absl::OkStatus();
}

absl::Status ApplyGroupCreated(Session& db, const scheduling::v1::GroupCreated& event, absl::Time) {
  store::PutGroup(db, GroupId::Trusted(event.group_id()), RunId::Trusted(event.run_id()));
  return absl::OkStatus();
}

absl::Status ApplyGroupMemberChanged(Session& db, const scheduling::v1::GroupMemberChanged& event, absl::Time) {
  store::PutGroupMember(db, GroupId::Trusted(event.group_id()), UserId::Trusted(event.user_id()), event.is_member(),
                        rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

absl::Status ApplyRunFacilitatorChanged(Session& db, const scheduling::v1::RunFacilitatorChanged& event, absl::Time) {
  store::PutFacilitator(db, event.run_id(), UserId::Trusted(event.user_id()), event.is_facilitator(), rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

absl::Status ApplyGroupFacilitatorChanged(Session& db, const scheduling::v1::GroupFacilitatorChanged& event, absl::Time) {
  store::PutFacilitator(db, event.group_id(), UserId::Trusted(event.user_id()), event.is_facilitator(),
                        rpc::FromProto(event.change_time()));
  return absl::OkStatus();
}

}  // namespace

events::Following FollowCatalog() {
  return {"catalog",
          {events::On<catalog::v1::RunCreated>(ApplyRunCreated), events::On<catalog::v1::EnrolmentChanged>(ApplyEnrolmentChanged)}};
}

events::Following FollowExchange() {
  return {"exchange",
          {events::On<exchange::v1::VideoPublished>(ApplyVideoPublished),
           events::OnLocking<exchange::v1::VideoWithdrawn>(ApplyVideoWithdrawn)}};
}

events::Following FollowScheduling() {
  return {
      "scheduling",
      {events::On<scheduling::v1::GroupCreated>(ApplyGroupCreated), events::On<scheduling::v1::GroupMemberChanged>(ApplyGroupMemberChanged),
       events::On<scheduling::v1::RunFacilitatorChanged>(ApplyRunFacilitatorChanged),
       events::On<scheduling::v1::GroupFacilitatorChanged>(ApplyGroupFacilitatorChanged)}};
}

}  // namespace parley::moderation
