#include "services/moderation/store/audit.h"

#include "services/moderation/sql.h"

namespace parley::moderation::store {
namespace {

domain::ChainHead ReadHead(const postgres::Result& result) {
  return {result.front().Get<int64_t>("sequence"), result.front().Get<postgres::Bytes>("hash").data};
}

std::vector<domain::AuditEntry> ReadAll(const postgres::Result& result) {
  std::vector<domain::AuditEntry> entries;
  entries.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) {
    domain::AuditEntry& entry = entries.emplace_back();
    entry.sequence = row.Get<int64_t>("sequence");
    entry.create_time = row.Get<absl::Time>("create_time");
    entry.act = row.Get<domain::Act>("act");
    entry.actor_id = row.GetOr("actor_id", UserId());
    entry.subject_id = row.Get<std::string>("subject_id");
    entry.run_id = row.Get<RunId>("run_id");
    entry.video_id = row.GetOr("video_id", VideoId());
    entry.user_id = row.GetOr("user_id", UserId());
    entry.outcome = row.Get<int>("outcome");
    entry.previous_hash = row.Get<postgres::Bytes>("previous_hash").data;
    entry.hash = row.Get<postgres::Bytes>("hash").data;
  }
  return entries;
}

}  // namespace

void AppendAudit(postgres::Session& db, std::vector<domain::AuditEntry> entries) {
  if (entries.empty()) return;
  domain::ChainHead head = ReadHead(db.Execute(sql::kLockAuditHead));
  for (domain::AuditEntry& entry : entries) {
    domain::Append(head, entry);
    db.Defer(sql::kInsertAuditEntry, entry.sequence, entry.create_time, entry.act, entry.actor_id, entry.subject_id, entry.run_id,
             entry.video_id, entry.user_id, entry.outcome, postgres::Bytes{entry.previous_hash}, postgres::Bytes{entry.hash});
  }
  db.Defer(sql::kMoveAuditHead, head.sequence, postgres::Bytes{head.hash});
}

domain::ChainHead GetAuditHead(postgres::Session& db) { return ReadHead(db.Execute(sql::kGetAuditHead)); }

std::vector<domain::AuditEntry> ListAuditEntriesAfter(postgres::Session& db, int64_t after, int64_t last, int limit) {
  return ReadAll(db.Execute(sql::kListAuditEntriesAfter, after, last, limit));
}

std::vector<domain::AuditEntry> ListAuditEntriesBefore(postgres::Session& db, int64_t before, int limit) {
  return ReadAll(db.Execute(sql::kListAuditEntriesBefore, before, limit));
}

}  // namespace parley::moderation::store
