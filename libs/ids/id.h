#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace parley {

// A fresh UUIDv7 (RFC 9562, 5.7) in canonical lower-case text. Sorts by `now` to the millisecond; within one, and beside a clock that was
// set back by up to 10 ms, by the order in which this process made them.
std::string NewUuid(absl::Time now);

// True for canonical UUID text of any version (36 characters, lower or upper case hex).
bool IsUuid(std::string_view text);

// An id of one kind of thing. Always a canonical lower-case UUID, or empty when default-made.
template <class Tag>
class Id {
 public:
  Id() = default;

  static Id New(absl::Time now) { return Id(NewUuid(now)); }

  // For text that is already known to be a UUID: a row of ours, or input that IsUuid accepted.
  static Id Trusted(std::string text) { return Id(std::move(text)); }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.text_; }

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Reads an id from a request. INVALID_ARGUMENT naming `field` when it is not a UUID.
absl::StatusOr<std::string> ParseUuid(std::string_view text, std::string_view field);

template <class IdType>
absl::StatusOr<IdType> ParseId(std::string_view text, std::string_view field) {
  auto parsed = ParseUuid(text, field);
  if (!parsed.ok()) return parsed.status();
  return IdType::Trusted(*std::move(parsed));
}

using UserId = Id<struct UserTag>;
using PartnerId = Id<struct PartnerTag>;
using CourseId = Id<struct CourseTag>;
using ModuleId = Id<struct ModuleTag>;
using ClassId = Id<struct ClassTag>;
using RunId = Id<struct RunTag>;
using EnrolmentId = Id<struct EnrolmentTag>;
using GroupId = Id<struct GroupTag>;
using PromptId = Id<struct PromptTag>;
using VideoId = Id<struct VideoTag>;
using ApiClientId = Id<struct ApiClientTag>;
using SessionId = Id<struct SessionTag>;
using NotificationId = Id<struct NotificationTag>;
using PlanId = Id<struct PlanTag>;
using MeetingId = Id<struct MeetingTag>;
using PlannedMeetingId = Id<struct PlannedMeetingTag>;

}  // namespace parley

template <class Tag>
struct std::hash<parley::Id<Tag>> {
  size_t operator()(const parley::Id<Tag>& id) const { return std::hash<std::string>()(id.text()); }
};
