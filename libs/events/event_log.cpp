#include "libs/events/event_log.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/events/record.h"
#include "libs/events/sql.h"

namespace parley::events {
namespace {

absl::Status Trimmed(int64_t oldest_position) {
  errors::Details details;
  details.reason = "EVENTS_TRIMMED";
  details.metadata["oldest_position"] = std::to_string(oldest_position);
  return errors::WithDetails(absl::OutOfRangeError("events after after_position are no longer kept"), details);
}

template <class Request>
absl::Status CheckShape(const Request& request) {
  errors::FieldErrors bad;
  bad.Check(request.after_position() >= 0, "after_position", "must be 0 or a position");
  bad.Check(request.page_size() >= 0 && request.page_size() <= 1000, "page_size", "must be from 0 to 1000");
  return bad.ok() ? absl::OkStatus() : bad.status();
}

template <class Request>
int PageSize(const Request& request) {
  return request.page_size() == 0 ? 500 : request.page_size();
}

}  // namespace

absl::Status ListEvents(postgres::Session& db, const v1::ListEventsRequest& request, v1::ListEventsResponse& response) {
  if (auto status = CheckShape(request); !status.ok()) return status;
  response.Clear();
  // The head first: a position assigned between the two statements must not look like a trimmed one.
  const postgres::Result head = db.Execute(sql::kOutboxHead);
  int64_t head_position = head.front().Get<int64_t>("head_position");
  int64_t last = request.after_position();
  for (const postgres::Row row : db.Execute(sql::kOutboxList, last, PageSize(request))) {
    v1::Event event = EventFromRow(row);
    if (event.position() != last + 1) {
      if (response.events().empty()) return Trimmed(event.position());
      break;  // the next call says so
    }
    last = event.position();
    *response.add_events() = std::move(event);
  }
  if (response.events().empty() && head_position > last) return Trimmed(head_position + 1);
  response.set_epoch(head.front().Get<std::string>("epoch"));
  response.set_head_position(std::max(head_position, last));
  return absl::OkStatus();
}

absl::Status ListEventsOf(postgres::Session& db, const std::string& audience, const v1::ListEventsRequest& request,
                          v1::ListEventsResponse& response) {
  if (auto status = CheckShape(request); !status.ok()) return status;
  response.Clear();
  // The head first: what it says has been listed must not lie behind the list.
  const postgres::Result head = db.Execute(sql::kOutboxHead);
  const int64_t head_position = head.front().Get<int64_t>("head_position");
  const int64_t after = request.after_position();
  for (const postgres::Row row : db.Execute(sql::kOutboxListOfAudience, audience, after, PageSize(request))) {
    *response.add_events() = EventFromRow(row);
  }
  // What was trimmed in the meantime is not in the list.
  const int64_t oldest = db.Execute(sql::kOutboxOldest).front().Get<int64_t>("position");
  const int64_t kept_from = oldest == 0 ? head_position + 1 : oldest;
  if (after > 0 && after < head_position && after + 1 < kept_from) return Trimmed(kept_from);
  const bool is_full = response.events_size() == PageSize(request);
  response.set_epoch(head.front().Get<std::string>("epoch"));
  const int64_t last = response.events().empty() ? after : response.events().rbegin()->position();
  response.set_head_position(is_full ? last : std::max(head_position, last));
  return absl::OkStatus();
}

absl::Status ListLatestEvents(postgres::Session& db, const v1::ListLatestEventsRequest& request, v1::ListLatestEventsResponse& response) {
  if (auto status = CheckShape(request); !status.ok()) return status;
  response.Clear();
  // The head first: what is published after it and replaces an event on this page is then behind it.
  const postgres::Result head = db.Execute(sql::kOutboxHead);
  for (const postgres::Row row : db.Execute(sql::kOutboxListLatest, request.after_position(), PageSize(request))) {
    *response.add_events() = EventFromRow(row);
  }
  response.set_epoch(head.front().Get<std::string>("epoch"));
  response.set_head_position(head.front().Get<int64_t>("head_position"));
  return absl::OkStatus();
}

absl::Status GetHead(postgres::Session& db, const v1::GetHeadRequest&, v1::Head& head) {
  const postgres::Result row = db.Execute(sql::kOutboxHead);
  head.set_epoch(row.front().Get<std::string>("epoch"));
  head.set_position(row.front().Get<int64_t>("head_position"));
  return absl::OkStatus();
}

void StartNewEpoch(postgres::Session& db) { db.Execute(sql::kOutboxStartEpoch); }

}  // namespace parley::events
