#include "services/moderation/store/reports.h"

#include "libs/events/outbox.h"
#include "libs/rpc/time.h"
#include "parley/moderation/v1/events.pb.h"
#include "services/moderation/sql.h"
#include "services/moderation/store/audit.h"

namespace parley::moderation::store {
namespace {

constexpr const char* kLastUuid = "ffffffff-ffff-ffff-ffff-ffffffffffff";

std::vector<domain::Report> ReadAll(const postgres::Result& result) {
  std::vector<domain::Report> reports;
  reports.reserve(static_cast<size_t>(result.size()));
  for (const auto& row : result) {
    domain::Report& report = reports.emplace_back();
    report.id = row.Get<ReportId>("report_id");
    report.queue_item_id = row.Get<QueueItemId>("queue_item_id");
    report.video_id = row.Get<VideoId>("video_id");
    report.run_id = row.Get<RunId>("run_id");
    report.reporter_id = row.Get<UserId>("reporter_id");
    report.reason = row.Get<domain::Reason>("reason");
    report.text = row.Get<std::string>("text");
    report.state = row.Get<domain::ReportState>("state");
    report.create_time = row.Get<absl::Time>("create_time");
    report.resolve_time = row.Get<absl::Time>("resolve_time");
  }
  return reports;
}

std::optional<domain::Report> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadAll(result).front();
}

void PublishResolved(postgres::Session& db, const domain::Report& report, absl::Time now) {
  v1::ReportResolved event;
  event.set_report_id(report.id.text());
  event.set_video_id(report.video_id.text());
  event.set_run_id(report.run_id.text());
  event.set_reporter_id(report.reporter_id.text());
  event.set_state(static_cast<v1::Report::State>(report.state));
  *event.mutable_resolve_time() = rpc::ToProto(report.resolve_time);
  events::Publish(db, report.id.text(), event, now);
}

}  // namespace

void InsertReport(postgres::Session& db, const domain::Report& report) {
  db.Defer(sql::kInsertReport, report.id, report.queue_item_id, report.video_id, report.run_id, report.reporter_id, report.reason,
           report.text, report.create_time);
}

std::optional<domain::Report> GetReport(postgres::Session& db, const ReportId& id) { return ReadOne(db.Execute(sql::kGetReport, id)); }

std::optional<domain::Report> GetReportOf(postgres::Session& db, const VideoId& video_id, const UserId& reporter_id) {
  return ReadOne(db.Execute(sql::kGetReportOfReporter, video_id, reporter_id));
}

std::vector<domain::Report> ListReportsOfReporter(postgres::Session& db, const UserId& reporter_id, const std::string& before, int limit) {
  return ReadAll(db.Execute(sql::kListReportsOfReporter, reporter_id, before.empty() ? kLastUuid : before, limit));
}

std::vector<domain::Report> ListReportsOfItem(postgres::Session& db, const QueueItemId& id, int limit) {
  return ReadAll(db.Execute(sql::kListReportsOfItem, id, limit));
}

void ResolveReports(postgres::Session& db, const domain::QueueItem& item, domain::ReportState outcome, const UserId& actor_id,
                    absl::Time now) {
  std::vector<domain::AuditEntry> entries;
  for (const domain::Report& report : ReadAll(db.Execute(sql::kResolveReports, item.id, outcome, now))) {
    PublishResolved(db, report, now);
    entries.push_back({.create_time = now,
                       .act = domain::Act::kReportResolved,
                       .actor_id = actor_id,
                       .subject_id = report.id.text(),
                       .run_id = report.run_id,
                       .video_id = report.video_id,
                       .outcome = static_cast<int>(outcome)});
  }
  AppendAudit(db, std::move(entries));
}

}  // namespace parley::moderation::store
