#pragma once

#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "parley/moderation/v1/moderation_service.pb.h"
#include "services/moderation/domain/audit.h"
#include "services/moderation/domain/decision.h"
#include "services/moderation/domain/nudge.h"
#include "services/moderation/domain/queue_item.h"

// What the rules know, as it is answered.
namespace parley::moderation::handlers {

// Without its reports and decision.
v1::QueueItem ToProto(const domain::QueueItem& item, absl::Time now);
// With them; of its reports the first 50.
v1::QueueItem ToFullProto(postgres::Session& db, const domain::QueueItem& item, absl::Time now);
v1::Report ToProto(const domain::Report& report);
v1::Decision ToProto(const domain::Decision& decision);
// Without the names of those who decided.
v1::Decision ToAuthorsProto(const domain::Decision& decision);
v1::Nudge ToProto(const domain::Nudge& nudge);
v1::AuditEntry ToProto(const domain::AuditEntry& entry);

}  // namespace parley::moderation::handlers
