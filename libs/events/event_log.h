#pragma once

#include "absl/status/status.h"
#include "libs/postgres/connection.h"

namespace parley::events::v1 {
class GetHeadRequest;
class Head;
class ListEventsRequest;
class ListEventsResponse;
class ListLatestEventsRequest;
class ListLatestEventsResponse;
}  // namespace parley::events::v1

// What EventLogService answers from the outbox; the rpc itself is hosted by libs/service.
namespace parley::events {

// Events in the order of their positions, without a hole. INVALID_ARGUMENT: after_position, page_size. OUT_OF_RANGE (EVENTS_TRIMMED) when
// the next event is no longer kept; its metadata `oldest_position` says where the log begins now.
absl::Status ListEvents(postgres::Session& db, const v1::ListEventsRequest& request, v1::ListEventsResponse& response);

// The events of one audience after a position, in order; positions between them are of others. In `response`, head_position is where to go
// on: up to there the audience has seen all. Errors as above; 0 lists from the oldest event kept.
absl::Status ListEventsOf(postgres::Session& db, const std::string& audience, const v1::ListEventsRequest& request,
                          v1::ListEventsResponse& response);

// The last event of each subject, in order of position, also of those that were trimmed. INVALID_ARGUMENT: after_position, page_size.
absl::Status ListLatestEvents(postgres::Session& db, const v1::ListLatestEventsRequest& request, v1::ListLatestEventsResponse& response);

absl::Status GetHead(postgres::Session& db, const v1::GetHeadRequest& request, v1::Head& head);

// For after a restore of the database: followers notice, forget their positions, and apply again all that is kept.
void StartNewEpoch(postgres::Session& db);

}  // namespace parley::events
