#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/moderation/domain/decision.h"
#include "services/moderation/domain/queue_item.h"

namespace parley::moderation::store {

void InsertReport(postgres::Session& db, const domain::Report& report);
std::optional<domain::Report> GetReport(postgres::Session& db, const ReportId& id);
// The one report of a person on a video.
std::optional<domain::Report> GetReportOf(postgres::Session& db, const VideoId& video_id, const UserId& reporter_id);
// A person's own, newest first; `before` is empty for the first page.
std::vector<domain::Report> ListReportsOfReporter(postgres::Session& db, const UserId& reporter_id, const std::string& before, int limit);
std::vector<domain::Report> ListReportsOfItem(postgres::Session& db, const QueueItemId& id, int limit);

// Resolves the open reports of an item that ended, with their events and audit entries. `actor_id` is empty when nobody decided.
void ResolveReports(postgres::Session& db, const domain::QueueItem& item, domain::ReportState outcome, const UserId& actor_id,
                    absl::Time now);

}  // namespace parley::moderation::store
