#include "services/moderation/store/nudges.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "services/moderation/sql.h"
#include "services/moderation/store/audit.h"

namespace parley::moderation::store {
namespace {

void Publish(postgres::Session& db, const domain::Nudge& nudge) {
  v1::ParticipantNudged event;
  event.set_nudge_id(nudge.id.text());
  event.set_run_id(nudge.run_id.text());
  event.set_user_id(nudge.user_id.text());
  *event.mutable_create_time() = rpc::ToProto(nudge.create_time);
  events::Publish(db, nudge.id.text(), event, nudge.create_time);
}

}  // namespace

bool MarkNudged(postgres::Session& db, const UserId& user_id, absl::Time now) {
  return db.Execute(sql::kMarkNudged, user_id, now, now - domain::kNudgeEvery).affected() == 1;
}

absl::Time GetNudgedTime(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetNudged, user_id);
  return result.empty() ? absl::InfinitePast() : result.front().Get<absl::Time>("nudge_time");
}

void InsertNudges(postgres::Session& db, const std::vector<domain::Nudge>& nudges) {
  std::vector<domain::AuditEntry> entries;
  entries.reserve(nudges.size());
  for (const domain::Nudge& nudge : nudges) {
    db.Defer(sql::kInsertNudge, nudge.id, nudge.run_id, nudge.user_id, nudge.facilitator_id, nudge.text, nudge.create_time);
    Publish(db, nudge);
    entries.push_back({.create_time = nudge.create_time,
                       .act = domain::Act::kParticipantNudged,
                       .actor_id = nudge.facilitator_id,
                       .subject_id = nudge.id.text(),
                       .run_id = nudge.run_id,
                       .user_id = nudge.user_id});
  }
  AppendAudit(db, std::move(entries));
}

std::optional<domain::Nudge> GetNudge(postgres::Session& db, const NudgeId& id) {
  const postgres::Result result = db.Execute(sql::kGetNudge, id);
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return domain::Nudge{row.Get<NudgeId>("nudge_id"),      row.Get<RunId>("run_id"),     row.Get<UserId>("user_id"),
                       row.Get<UserId>("facilitator_id"), row.Get<std::string>("text"), row.Get<absl::Time>("create_time")};
}

SilentCount CountSilent(postgres::Session& db, const Silence& silence, absl::Time now) {
  const postgres::Result result =
      db.Execute(sql::kCountSilent, silence.run_id, silence.group_id, silence.facilitator_id, silence.since, now - domain::kNudgeEvery);
  const postgres::Row row = result.front();
  return {row.Get<int64_t>("spared"), row.Get<int64_t>("waiting")};
}

std::vector<UserId> ListSilent(postgres::Session& db, const Silence& silence, absl::Time now, int limit) {
  std::vector<UserId> people;
  for (const auto& row : db.Execute(sql::kListSilent, silence.run_id, silence.group_id, silence.facilitator_id, silence.since,
                                    now - domain::kNudgeEvery, limit)) {
    people.push_back(row.Get<UserId>("user_id"));
  }
  return people;
}

}  // namespace parley::moderation::store
