#include "services/moderation/domain/audit.h"

#include "libs/auth/digest.h"

namespace parley::moderation::domain {

std::string FirstHash() { return std::string(32, '\0'); }

std::string CanonicalForm(const AuditEntry& entry) {
  std::string text = "parley audit 1\n";
  for (const std::string& field : {std::to_string(entry.sequence), std::to_string(absl::ToUnixMicros(entry.create_time)),
                                   std::to_string(static_cast<int>(entry.act)), entry.actor_id.text(), entry.subject_id,
                                   entry.run_id.text(), entry.video_id.text(), entry.user_id.text(), std::to_string(entry.outcome)}) {
    text += field;
    text += '\n';
  }
  return text;
}

std::string HashOf(const AuditEntry& entry) { return auth::Sha256(entry.previous_hash + CanonicalForm(entry)); }

void Append(ChainHead& head, AuditEntry& entry) {
  entry.sequence = head.sequence + 1;
  entry.create_time = absl::FromUnixMicros(absl::ToUnixMicros(entry.create_time));
  entry.previous_hash = head.hash;
  entry.hash = HashOf(entry);
  head = {entry.sequence, entry.hash};
}

bool Follow(ChainHead& head, const AuditEntry& entry) {
  const bool follows = entry.sequence == head.sequence + 1 && entry.previous_hash == head.hash && entry.hash == HashOf(entry);
  if (follows) head = {entry.sequence, entry.hash};
  return follows;
}

}  // namespace parley::moderation::domain
