#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "services/moderation/domain/ids.h"

// The log of acts: each entry's hash covers the entry and the hash before it.
namespace parley::moderation::domain {

// As parley.moderation.v1.AuditEntry.Act.
enum class Act { kItemClaimed = 1, kItemReleased, kItemDecided, kVideoRestored, kReportResolved, kParticipantNudged };

struct AuditEntry {
  int64_t sequence = 0;
  absl::Time create_time;  // to the microsecond, as it is stored
  Act act = Act::kItemClaimed;
  UserId actor_id;  // empty when nobody did it
  std::string subject_id;
  RunId run_id;
  VideoId video_id;           // may be empty
  UserId user_id;             // may be empty
  int outcome = 0;            // as the act says
  std::string previous_hash;  // 32 raw bytes each
  std::string hash;
};

// What stands before the first entry: 32 zero bytes.
std::string FirstHash();

// One line a field, in a fixed order; no field can hold a line end, so that no two entries read alike.
std::string CanonicalForm(const AuditEntry& entry);
// SHA-256 of the previous hash and the canonical form.
std::string HashOf(const AuditEntry& entry);

// Where a chain stands: the last sequence and hash.
struct ChainHead {
  int64_t sequence = 0;
  std::string hash = FirstHash();
};

// Gives the entry its place behind `head`, its hashes, and moves the head to it.
void Append(ChainHead& head, AuditEntry& entry);
// Moves the head to an entry that follows it. False, moving nothing, when it does not: it, or one before it, was changed, removed or
// slipped in.
bool Follow(ChainHead& head, const AuditEntry& entry);

}  // namespace parley::moderation::domain
