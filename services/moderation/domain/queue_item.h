#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/moderation/domain/ids.h"
#include "services/moderation/domain/reason.h"

// Something to look at: who works on it, and until when.
namespace parley::moderation::domain {

// As parley.moderation.v1.QueueItem.Kind.
enum class Kind { kNewVideo = 1, kReport = 2 };

// Whether it is claimed is a matter of time, not of state.
enum class ItemState { kWaiting = 1, kDecided = 2, kClosed = 3 };

struct QueueItem {
  QueueItemId id;
  Kind kind = Kind::kNewVideo;
  ItemState state = ItemState::kWaiting;
  int gravity = kGravityOfNewVideo;
  VideoId video_id;
  RunId run_id;
  GroupId group_id;
  UserId author_id;
  absl::Time create_time;
  UserId claimed_by;  // empty while nobody has it
  absl::Time claim_expire_time = absl::InfinitePast();
  int complaint_count = 0;
  int64_t version = 1;
};

// A claim lasts this long unless it is renewed.
inline constexpr absl::Duration kClaim = absl::Minutes(10);

inline bool IsClaimed(const QueueItem& item, absl::Time now) { return !item.claimed_by.empty() && now < item.claim_expire_time; }

// Of the item as reports and decisions change it; claims leave it alone.
std::string Etag(int64_t version);

// FAILED_PRECONDITION: ITEM_CLOSED, ITEM_CLAIMED (by somebody else; who and until when stand in the metadata).
absl::Status Claim(QueueItem& item, const UserId& user_id, absl::Time now);
// False, changing nothing, when nobody has it. ITEM_CLOSED, ITEM_CLAIMED.
absl::StatusOr<bool> Release(QueueItem& item, const UserId& user_id, absl::Time now);

// A report joins it.
void Complain(QueueItem& item, Reason reason);

// It ends by a decision of who has claimed it. FAILED_PRECONDITION: ITEM_CLOSED, ITEM_CLAIMED, CLAIM_NEEDED.
absl::Status Decide(QueueItem& item, const UserId& user_id, absl::Time now);
// It ends because its video was taken back. False when it had ended.
bool Close(QueueItem& item);

}  // namespace parley::moderation::domain
