#include "services/scheduling/store/runs.h"

#include "libs/rpc/time.h"
#include "services/scheduling/sql.h"

namespace parley::scheduling::store {
namespace {

constexpr absl::Duration kUsualMeeting = absl::Hours(2);
constexpr int kUsualLeast = 8;
constexpr int kUsualMost = 10;

std::optional<domain::Run> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  const postgres::Row row = result.front();
  return domain::Run{row.Get<RunId>("run_id"),
                     row.Get<PartnerId>("partner_id"),
                     row.Get<domain::RunState>("state"),
                     row.Get<std::string>("time_zone"),
                     row.Get<std::vector<std::string>>("working_languages"),
                     row.Get<int>("min_present"),
                     row.Get<int>("max_present")};
}

}  // namespace

void PutRun(postgres::Session& db, const catalog::v1::Run& run) {
  // The meetings first: who sees the run sees them all, even where each statement commits by itself.
  int ordinal = 0;
  for (const auto& meeting : run.meetings()) {
    const absl::Duration duration = meeting.has_duration() ? rpc::FromProto(meeting.duration()) : kUsualMeeting;
    db.Defer(sql::kPutPlannedMeeting, meeting.planned_meeting_id(), run.run_id(), ++ordinal, meeting.module_id(),
             absl::ToInt64Seconds(duration), rpc::FromProto(meeting.window_start_time()), rpc::FromProto(meeting.window_end_time()));
  }
  const std::vector<std::string> languages(run.working_languages().begin(), run.working_languages().end());
  const int least = run.group_size().min_present();
  const int most = run.group_size().max_present();
  db.Defer(sql::kPutRun, run.run_id(), run.partner_id(), static_cast<int>(run.state()), run.time_zone(), languages,
           least == 0 ? kUsualLeast : least, most == 0 ? kUsualMost : most);
}

void RaiseRunState(postgres::Session& db, const RunId& id, domain::RunState state) { db.Defer(sql::kRaiseRunState, id, state); }

std::optional<domain::Run> GetRun(postgres::Session& db, const RunId& id) { return ReadOne(db.Execute(sql::kGetRun, id)); }

std::optional<domain::Run> GetRunForUpdate(postgres::Session& db, const RunId& id) {
  return ReadOne(db.Execute(sql::kGetRunForUpdate, id));
}

absl::Time NextChangeTime(postgres::Session& db, const RunId& id, absl::Time now) {
  return db.Execute(sql::kNextChangeTime, id, now).front().Get<absl::Time>("change_time");
}

std::vector<domain::PlannedMeeting> ListPlannedMeetings(postgres::Session& db, const RunId& id) {
  std::vector<domain::PlannedMeeting> meetings;
  for (const auto& row : db.Execute(sql::kListPlannedMeetings, id)) {
    meetings.push_back({row.Get<PlannedMeetingId>("planned_meeting_id"), row.Get<ModuleId>("module_id"),
                        absl::Seconds(row.Get<int64_t>("duration_s")), row.Get<absl::Time>("window_start_time"),
                        row.Get<absl::Time>("window_end_time")});
  }
  return meetings;
}

}  // namespace parley::scheduling::store
