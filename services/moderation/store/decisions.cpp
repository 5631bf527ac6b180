#include "services/moderation/store/decisions.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "services/moderation/sql.h"
#include "services/moderation/store/audit.h"
#include "services/moderation/store/hold_orders.h"
#include "services/moderation/store/videos.h"

namespace parley::moderation::store {
namespace {

constexpr const char* kLastUuid = "ffffffff-ffff-ffff-ffff-ffffffffffff";

std::vector<domain::Decision> ReadAll(const postgres::Result& result) {
  std::vector<domain::Decision> decisions;
  decisions.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) {
    domain::Decision& decision = decisions.emplace_back();
    decision.id = row.Get<DecisionId>("decision_id");
    decision.queue_item_id = row.Get<QueueItemId>("queue_item_id");
    decision.video_id = row.Get<VideoId>("video_id");
    decision.run_id = row.Get<RunId>("run_id");
    decision.author_id = row.Get<UserId>("author_id");
    decision.verdict = row.Get<domain::Verdict>("verdict");
    decision.reason = row.Get<domain::Reason>("reason");
    decision.statement = row.Get<std::string>("statement");
    decision.decided_by = row.Get<UserId>("decided_by");
    decision.decide_time = row.Get<absl::Time>("decide_time");
    decision.restore_time = row.Get<absl::Time>("restore_time");
    decision.restore_reason = row.Get<std::string>("restore_reason");
    decision.restored_by = row.GetOr("restored_by", UserId());
  }
  return decisions;
}

std::optional<domain::Decision> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadAll(result).front();
}

void PublishHidden(postgres::Session& db, const domain::Decision& decision) {
  v1::VideoHidden event;
  event.set_decision_id(decision.id.text());
  event.set_video_id(decision.video_id.text());
  event.set_run_id(decision.run_id.text());
  event.set_author_id(decision.author_id.text());
  event.set_reason(static_cast<v1::Reason>(decision.reason));
  *event.mutable_hide_time() = rpc::ToProto(decision.decide_time);
  events::Publish(db, decision.video_id.text(), event, decision.decide_time);
}

void PublishRestored(postgres::Session& db, const domain::Decision& decision) {
  v1::VideoRestored event;
  event.set_decision_id(decision.id.text());
  event.set_video_id(decision.video_id.text());
  event.set_run_id(decision.run_id.text());
  event.set_author_id(decision.author_id.text());
  *event.mutable_restore_time() = rpc::ToProto(decision.restore_time);
  events::Publish(db, decision.video_id.text(), event, decision.restore_time);
}

domain::AuditEntry EntryOf(const domain::Decision& decision, domain::Act act, const UserId& actor_id, absl::Time time) {
  return {.create_time = time,
          .act = act,
          .actor_id = actor_id,
          .subject_id = decision.id.text(),
          .run_id = decision.run_id,
          .video_id = decision.video_id};
}

}  // namespace

void InsertDecision(postgres::Session& db, const domain::Decision& decision) {
  db.Defer(sql::kInsertDecision, decision.id, decision.queue_item_id, decision.video_id, decision.run_id, decision.author_id,
           decision.verdict, decision.reason, decision.statement, decision.decided_by, decision.decide_time);
  if (decision.verdict == domain::Verdict::kHide) {
    SetVideoHidden(db, decision.video_id, true);
    AddHoldOrder(db, {decision.id.text(), decision.video_id, HoldOrder::Kind::kPlace, domain::NameOf(decision.reason)},
                 decision.decide_time);
    PublishHidden(db, decision);
  }
  domain::AuditEntry entry = EntryOf(decision, domain::Act::kItemDecided, decision.decided_by, decision.decide_time);
  entry.outcome = static_cast<int>(decision.verdict);
  AppendAudit(db, {entry});
}

void SaveReversed(postgres::Session& db, const domain::Decision& reversed) {
  db.Defer(sql::kSetDecisionReversed, reversed.id, reversed.restore_time, reversed.restore_reason, reversed.restored_by);
  SetVideoHidden(db, reversed.video_id, false);
  AddHoldOrder(db, {NewUuid(reversed.restore_time), reversed.video_id, HoldOrder::Kind::kLift, ""}, reversed.restore_time);
  PublishRestored(db, reversed);
  AppendAudit(db, {EntryOf(reversed, domain::Act::kVideoRestored, reversed.restored_by, reversed.restore_time)});
}

std::optional<domain::Decision> GetDecisionOfItem(postgres::Session& db, const QueueItemId& id) {
  return ReadOne(db.Execute(sql::kGetDecisionOfItem, id));
}

std::optional<domain::Decision> GetHidingDecision(postgres::Session& db, const VideoId& id) {
  return ReadOne(db.Execute(sql::kGetHidingDecision, id));
}

std::vector<domain::Decision> ListDecisionsOnAuthor(postgres::Session& db, const UserId& author_id, const std::string& before, int limit) {
  return ReadAll(db.Execute(sql::kListDecisionsOnAuthor, author_id, before.empty() ? kLastUuid : before, limit));
}

}  // namespace parley::moderation::store
