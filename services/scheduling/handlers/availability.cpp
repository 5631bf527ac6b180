#include "services/scheduling/store/availability.h"

#include "libs/errors/error.h"
#include "services/scheduling/domain/plan.h"
#include "services/scheduling/handlers/access.h"
#include "services/scheduling/handlers/handlers.h"

namespace parley::scheduling::handlers {
namespace {

constexpr size_t kLengthOfDate = 10;  // 2027-03-28

v1::Availability ToProto(const domain::Availability& availability, int64_t version) {
  v1::Availability out;
  if (version == 0) return out;
  out.set_time_zone(availability.time_zone);
  for (const domain::Window& window : availability.windows) {
    v1::WeeklyWindow& added = *out.add_windows();
    added.set_weekday(window.weekday);
    added.set_start_minute(window.span.start);
    added.set_end_minute(window.span.end);
  }
  for (const domain::Exception& exception : availability.exceptions) {
    v1::DateException& added = *out.add_exceptions();
    added.set_date(absl::FormatCivilTime(exception.date));
    for (const domain::Span& span : exception.spans) {
      v1::DayWindow& window = *added.add_windows();
      window.set_start_minute(span.start);
      window.set_end_minute(span.end);
    }
  }
  out.set_etag(domain::Etag(version));
  return out;
}

bool ReadDate(const std::string& text, absl::CivilDay& date) {
  if (text.size() != kLengthOfDate || !absl::ParseCivilTime(text, &date)) return false;
  return absl::FormatCivilTime(date) == text && date.year() >= 2000 && date.year() <= 2100;
}

absl::StatusOr<domain::Availability> ReadAvailability(const v1::Availability& in) {
  domain::Availability out;
  errors::FieldErrors bad;
  out.time_zone = in.time_zone();
  for (const auto& window : in.windows()) out.windows.push_back({window.weekday(), {window.start_minute(), window.end_minute()}});
  bad.Check(in.exceptions_size() <= static_cast<int>(domain::kMostExceptions), "availability.exceptions", "must be at most 200 dates");
  if (!bad.ok()) return bad.status();
  for (int i = 0; i < in.exceptions_size(); ++i) {
    domain::Exception& exception = out.exceptions.emplace_back();
    bad.Check(ReadDate(in.exceptions(i).date(), exception.date), "availability.exceptions[" + std::to_string(i) + "].date",
              "must be a date such as 2027-03-28, from 2000 to 2100");
    for (const auto& window : in.exceptions(i).windows()) exception.spans.push_back({window.start_minute(), window.end_minute()});
  }
  if (!bad.ok()) return bad.status();
  if (auto status = domain::CheckAvailability(out, "availability"); !status.ok()) return status;
  return out;
}

}  // namespace

absl::Status GetMyAvailability(Deps&, rpc::Call& call, const v1::GetMyAvailabilityRequest&, v1::Availability& response) {
  const auto stored = store::GetAvailability(call.db(), call.user_id());
  response = ToProto(stored.availability, stored.version);
  return absl::OkStatus();
}

absl::Status SetMyAvailability(Deps& deps, rpc::Call& call, const v1::SetMyAvailabilityRequest& request, v1::Availability& response) {
  const auto availability = ReadAvailability(request.availability());
  if (!availability.ok()) return availability.status();
  const std::string& etag = request.availability().etag();
  if (auto status = CheckEtagShape(etag, "availability.etag"); !status.ok()) return status;

  const int64_t version = store::LockAvailability(call.db(), call.user_id());
  if (auto status = domain::CheckEtag(etag, version); !status.ok()) return status;

  store::PutAvailability(call.db(), call.user_id(), *availability, call.now());
  store::RenewPlacementsOfUser(call.db(), call.user_id());
  call.AfterCommit(deps.wake_upkeep);
  const auto stored = store::GetAvailability(call.db(), call.user_id());
  response = ToProto(stored.availability, stored.version);
  return absl::OkStatus();
}

}  // namespace parley::scheduling::handlers
