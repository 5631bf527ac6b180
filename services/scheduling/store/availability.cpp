#include "services/scheduling/store/availability.h"

#include "services/scheduling/sql.h"

namespace parley::scheduling::store {
namespace {

std::string DateText(absl::CivilDay date) { return absl::FormatCivilTime(date); }

absl::CivilDay ReadDate(const std::string& text) {
  absl::CivilDay date;
  absl::ParseCivilTime(text, &date);
  return date;
}

domain::Span ReadSpan(const postgres::Row& row) { return {row.Get<int>("start_minute"), row.Get<int>("end_minute")}; }

void InsertWindows(postgres::Session& db, const UserId& user_id, const std::vector<domain::Window>& windows) {
  std::vector<int64_t> weekdays, starts, ends;
  for (const domain::Window& window : windows) {
    weekdays.push_back(window.weekday);
    starts.push_back(window.span.start);
    ends.push_back(window.span.end);
  }
  db.Defer(sql::kInsertWindows, user_id, weekdays, starts, ends);
}

void InsertExceptions(postgres::Session& db, const UserId& user_id, const std::vector<domain::Exception>& exceptions) {
  std::vector<std::string> dates;
  std::vector<int64_t> starts, ends;
  const auto add = [&](absl::CivilDay date, const domain::Span& span) {
    dates.push_back(DateText(date));
    starts.push_back(span.start);
    ends.push_back(span.end);
  };
  for (const domain::Exception& exception : exceptions) {
    if (exception.spans.empty()) add(exception.date, {0, 0});
    for (const domain::Span& span : exception.spans) add(exception.date, span);
  }
  db.Defer(sql::kInsertExceptions, user_id, dates, starts, ends);
}

}  // namespace

StoredAvailability GetAvailability(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetAvailability, user_id);
  if (result.empty()) return {};
  auto found = ListAvailabilities(db, {user_id});
  return {std::move(found[user_id]), result.front().Get<int64_t>("version")};
}

int64_t LockAvailability(postgres::Session& db, const UserId& user_id) {
  const postgres::Result result = db.Execute(sql::kGetAvailabilityForUpdate, user_id);
  return result.empty() ? 0 : result.front().Get<int64_t>("version");
}

int64_t PutAvailability(postgres::Session& db, const UserId& user_id, const domain::Availability& availability, absl::Time now) {
  const auto version = db.Execute(sql::kPutAvailability, user_id, availability.time_zone, now).front().Get<int64_t>("version");
  db.Defer(sql::kDeleteWindows, user_id);
  db.Defer(sql::kDeleteExceptions, user_id);
  InsertWindows(db, user_id, availability.windows);
  InsertExceptions(db, user_id, availability.exceptions);
  return version;
}

std::map<UserId, domain::Availability> ListAvailabilities(postgres::Session& db, const std::vector<UserId>& user_ids) {
  std::map<UserId, domain::Availability> found;
  for (const auto& row : db.Execute(sql::kListAvailabilities, user_ids)) {
    found[row.Get<UserId>("user_id")].time_zone = row.Get<std::string>("time_zone");
  }
  for (const auto& row : db.Execute(sql::kListWindows, user_ids)) {
    found[row.Get<UserId>("user_id")].windows.push_back({row.Get<int>("weekday"), ReadSpan(row)});
  }
  for (const auto& row : db.Execute(sql::kListExceptions, user_ids)) {
    auto& exceptions = found[row.Get<UserId>("user_id")].exceptions;
    const absl::CivilDay date = ReadDate(row.Get<std::string>("date"));
    if (exceptions.empty() || exceptions.back().date != date) exceptions.push_back({date, {}});
    const domain::Span span = ReadSpan(row);
    if (span.end > 0) exceptions.back().spans.push_back(span);
  }
  return found;
}

}  // namespace parley::scheduling::store
