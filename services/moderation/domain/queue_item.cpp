#include "services/moderation/domain/queue_item.h"

#include <algorithm>

#include "libs/errors/error.h"

namespace parley::moderation::domain {
namespace {

absl::Status CheckWaiting(const QueueItem& item) {
  if (item.state == ItemState::kWaiting) return absl::OkStatus();
  return errors::FailedPrecondition("ITEM_CLOSED", "this is done: somebody decided, or the video was taken back");
}

absl::Status CheckFree(const QueueItem& item, const UserId& user_id, absl::Time now) {
  if (!IsClaimed(item, now) || item.claimed_by == user_id) return absl::OkStatus();
  const std::string until = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", item.claim_expire_time, absl::UTCTimeZone());
  return errors::WithDetails(
      absl::FailedPreconditionError("somebody else works on this: take another, or come back when their claim has ended"),
      {.reason = "ITEM_CLAIMED",
       .metadata = {{"claimed_by", item.claimed_by.text()}, {"claim_expire_time", until}},
       .fields = {},
       .retry_after = {}});
}

void Unclaim(QueueItem& item) {
  item.claimed_by = UserId();
  item.claim_expire_time = absl::InfinitePast();
}

}  // namespace

std::string Etag(int64_t version) { return "v" + std::to_string(version); }

absl::Status Claim(QueueItem& item, const UserId& user_id, absl::Time now) {
  if (auto status = CheckWaiting(item); !status.ok()) return status;
  if (auto status = CheckFree(item, user_id, now); !status.ok()) return status;
  item.claimed_by = user_id;
  item.claim_expire_time = now + kClaim;
  return absl::OkStatus();
}

absl::StatusOr<bool> Release(QueueItem& item, const UserId& user_id, absl::Time now) {
  if (auto status = CheckWaiting(item); !status.ok()) return status;
  if (auto status = CheckFree(item, user_id, now); !status.ok()) return status;
  const bool claimed = IsClaimed(item, now);
  Unclaim(item);
  return claimed;
}

void Complain(QueueItem& item, Reason reason) {
  item.kind = Kind::kReport;
  item.gravity = std::max(item.gravity, Gravity(reason));
  ++item.complaint_count;
  ++item.version;
}

absl::Status Decide(QueueItem& item, const UserId& user_id, absl::Time now) {
  if (auto status = CheckWaiting(item); !status.ok()) return status;
  if (auto status = CheckFree(item, user_id, now); !status.ok()) return status;
  if (!IsClaimed(item, now)) return errors::FailedPrecondition("CLAIM_NEEDED", "claim this first: your claim has ended, or there was none");
  Unclaim(item);
  item.state = ItemState::kDecided;
  ++item.version;
  return absl::OkStatus();
}

bool Close(QueueItem& item) {
  if (item.state != ItemState::kWaiting) return false;
  Unclaim(item);
  item.state = ItemState::kClosed;
  ++item.version;
  return true;
}

}  // namespace parley::moderation::domain
