#include "services/moderation/handlers/answers.h"

#include "libs/auth/digest.h"
#include "libs/rpc/time.h"
#include "services/moderation/store/decisions.h"
#include "services/moderation/store/reports.h"

namespace parley::moderation::handlers {
namespace {

constexpr int kMostComplaints = 50;

v1::QueueItem::State StateOf(const domain::QueueItem& item, absl::Time now) {
  if (item.state == domain::ItemState::kDecided) return v1::QueueItem::STATE_DECIDED;
  if (item.state == domain::ItemState::kClosed) return v1::QueueItem::STATE_CLOSED;
  return domain::IsClaimed(item, now) ? v1::QueueItem::STATE_CLAIMED : v1::QueueItem::STATE_OPEN;
}

}  // namespace

v1::QueueItem ToProto(const domain::QueueItem& item, absl::Time now) {
  v1::QueueItem out;
  out.set_queue_item_id(item.id.text());
  out.set_kind(static_cast<v1::QueueItem::Kind>(item.kind));
  out.set_state(StateOf(item, now));
  out.set_gravity(item.gravity);
  out.set_video_id(item.video_id.text());
  out.set_run_id(item.run_id.text());
  out.set_group_id(item.group_id.text());
  out.set_author_id(item.author_id.text());
  *out.mutable_create_time() = rpc::ToProto(item.create_time);
  if (out.state() == v1::QueueItem::STATE_CLAIMED) {
    out.set_claimed_by(item.claimed_by.text());
    *out.mutable_claim_expire_time() = rpc::ToProto(item.claim_expire_time);
  }
  out.set_complaint_count(item.complaint_count);
  out.set_etag(domain::Etag(item.version));
  return out;
}

v1::QueueItem ToFullProto(postgres::Session& db, const domain::QueueItem& item, absl::Time now) {
  v1::QueueItem out = ToProto(item, now);
  for (const domain::Report& report : store::ListReportsOfItem(db, item.id, kMostComplaints)) {
    auto& complaint = *out.add_complaints();
    complaint.set_report_id(report.id.text());
    complaint.set_reason(static_cast<v1::Reason>(report.reason));
    complaint.set_text(report.text);
    *complaint.mutable_create_time() = rpc::ToProto(report.create_time);
  }
  if (item.state != domain::ItemState::kDecided) return out;
  if (const auto decision = store::GetDecisionOfItem(db, item.id)) *out.mutable_decision() = ToProto(*decision);
  return out;
}

v1::Report ToProto(const domain::Report& report) {
  v1::Report out;
  out.set_report_id(report.id.text());
  out.set_video_id(report.video_id.text());
  out.set_run_id(report.run_id.text());
  out.set_reason(static_cast<v1::Reason>(report.reason));
  out.set_text(report.text);
  out.set_state(static_cast<v1::Report::State>(report.state));
  *out.mutable_create_time() = rpc::ToProto(report.create_time);
  if (report.resolve_time != absl::InfiniteFuture()) *out.mutable_resolve_time() = rpc::ToProto(report.resolve_time);
  return out;
}

v1::Decision ToAuthorsProto(const domain::Decision& decision) {
  v1::Decision out;
  out.set_decision_id(decision.id.text());
  out.set_video_id(decision.video_id.text());
  out.set_run_id(decision.run_id.text());
  out.set_verdict(static_cast<v1::Decision::Verdict>(decision.verdict));
  *out.mutable_decide_time() = rpc::ToProto(decision.decide_time);
  out.set_state(v1::Decision::STATE_IN_EFFECT);
  if (decision.verdict == domain::Verdict::kKeep) return out;
  out.set_reason(static_cast<v1::Reason>(decision.reason));
  out.set_rule(domain::RuleOf(decision.reason));
  out.set_statement(decision.statement);
  out.set_objection(domain::Objection());
  if (domain::Hides(decision)) return out;
  out.set_state(v1::Decision::STATE_REVERSED);
  *out.mutable_restore_time() = rpc::ToProto(decision.restore_time);
  out.set_restore_reason(decision.restore_reason);
  return out;
}

v1::Decision ToProto(const domain::Decision& decision) {
  v1::Decision out = ToAuthorsProto(decision);
  out.set_queue_item_id(decision.queue_item_id.text());
  out.set_decided_by(decision.decided_by.text());
  out.set_restored_by(decision.restored_by.text());
  return out;
}

v1::Nudge ToProto(const domain::Nudge& nudge) {
  v1::Nudge out;
  out.set_nudge_id(nudge.id.text());
  out.set_run_id(nudge.run_id.text());
  out.set_user_id(nudge.user_id.text());
  out.set_text(nudge.text);
  *out.mutable_create_time() = rpc::ToProto(nudge.create_time);
  return out;
}

v1::AuditEntry ToProto(const domain::AuditEntry& entry) {
  v1::AuditEntry out;
  out.set_sequence(entry.sequence);
  *out.mutable_create_time() = rpc::ToProto(entry.create_time);
  out.set_act(static_cast<v1::AuditEntry::Act>(entry.act));
  out.set_actor_id(entry.actor_id.text());
  out.set_subject_id(entry.subject_id);
  out.set_run_id(entry.run_id.text());
  out.set_video_id(entry.video_id.text());
  out.set_user_id(entry.user_id.text());
  out.set_outcome(entry.outcome);
  out.set_previous_hash(auth::ToHex(entry.previous_hash));
  out.set_hash(auth::ToHex(entry.hash));
  return out;
}

}  // namespace parley::moderation::handlers
