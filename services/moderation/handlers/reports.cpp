#include "services/moderation/store/reports.h"
#include "libs/errors/error.h"
#include "services/moderation/domain/text.h"
#include "services/moderation/handlers/access.h"
#include "services/moderation/handlers/answers.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/store/queue_items.h"
#include "services/moderation/store/videos.h"

namespace parley::moderation::handlers {
namespace {

constexpr int kUsualPage = 20;

absl::Status CheckShape(const v1::ReportVideoRequest& request) {
  errors::FieldErrors bad;
  bad.Check(domain::IsReason(request.reason()), "reason", "must say what is wrong");
  bad.Check(domain::IsText(request.text(), domain::kLongestReport), "text", "must have at most 1,000 characters and no control characters");
  const bool told = request.reason() != v1::REASON_OTHER || domain::IsWords(request.text(), domain::kLongestReport);
  bad.Check(told, "text", "must say what is wrong where no other reason fits");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

// The video, locked, that the caller may see now. What the exchange says of it is a moment old at most.
absl::StatusOr<domain::Video> LoadSeen(Deps& deps, rpc::Call& call, const VideoId& id) {
  const auto video = store::GetVideoForUpdate(call.db(), id);
  if (!video || domain::ShouldAsk(*video, call.now())) {
    return call.Outside([&deps, id, now = call.now()](postgres::Session& db) { return deps.owners.AskVideo(db, id, now); });
  }
  const auto membership = LoadMembership(deps, call, video->run_id, call.user_id());
  if (!membership.ok()) return membership.status();
  const bool own = video->author_id == call.user_id();
  if (!own && !(domain::MayTakePart(*membership) && domain::IsVisible(*video))) return errors::NotFound("video");
  if (own) return errors::FailedPrecondition("OWN_VIDEO", "this video is your own: you can withdraw it");
  return *video;
}

// The video's item that waits, with the report in it; a new one where none does.
domain::QueueItem JoinQueue(postgres::Session& db, const domain::Video& video, domain::Reason reason, absl::Time now) {
  if (auto waiting = store::GetWaitingItemForUpdate(db, video.id)) {
    domain::Complain(*waiting, reason);
    store::SaveQueueItem(db, *waiting);
    return *waiting;
  }
  domain::QueueItem item;
  item.id = QueueItemId::New(now);
  item.video_id = video.id;
  item.run_id = video.run_id;
  item.group_id = video.group_id;
  item.author_id = video.author_id;
  item.create_time = now;
  domain::Complain(item, reason);
  store::InsertQueueItem(db, item);
  return item;
}

}  // namespace

absl::Status ReportVideo(Deps& deps, rpc::Call& call, const v1::ReportVideoRequest& request, v1::Report& response) {
  const auto video_id = ParseId<VideoId>(request.video_id(), "video_id");
  if (!video_id.ok()) return video_id.status();
  if (auto status = CheckShape(request); !status.ok()) return status;

  // One's own report stays readable whatever became of the video.
  if (const auto first = store::GetReportOf(call.db(), *video_id, call.user_id())) {
    response = ToProto(*first);
    return absl::OkStatus();
  }
  const auto video = LoadSeen(deps, call, *video_id);
  if (!video.ok()) return video.status();
  // Another request of the same person may have come in before the video was locked.
  if (const auto first = store::GetReportOf(call.db(), *video_id, call.user_id())) {
    response = ToProto(*first);
    return absl::OkStatus();
  }

  domain::Report report;
  report.id = ReportId::New(call.now());
  report.video_id = video->id;
  report.run_id = video->run_id;
  report.reporter_id = call.user_id();
  report.reason = static_cast<domain::Reason>(request.reason());
  report.text = request.text();
  report.create_time = call.now();
  report.queue_item_id = JoinQueue(call.db(), *video, report.reason, call.now()).id;
  store::InsertReport(call.db(), report);
  response = ToProto(report);
  return absl::OkStatus();
}

absl::Status ListMyReports(Deps& deps, rpc::Call& call, const v1::ListMyReportsRequest& request, v1::ListMyReportsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListMyReports/" + call.user_id().text();
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  auto reports = store::ListReportsOfReporter(call.db(), call.user_id(), *cursor, *page_size + 1);
  if (reports.size() > static_cast<size_t>(*page_size)) {
    reports.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, reports.back().id.text()));
  }
  for (const auto& report : reports) *response.add_reports() = ToProto(report);
  return absl::OkStatus();
}

absl::Status GetReport(Deps&, rpc::Call& call, const v1::GetReportRequest& request, v1::Report& response) {
  const auto id = ParseId<ReportId>(request.report_id(), "report_id");
  if (!id.ok()) return id.status();
  const auto report = store::GetReport(call.db(), *id);
  if (!report || report->reporter_id != call.user_id()) return errors::NotFound("report");
  response = ToProto(*report);
  return absl::OkStatus();
}

}  // namespace parley::moderation::handlers
