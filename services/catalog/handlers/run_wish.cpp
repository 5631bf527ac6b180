#include "services/catalog/handlers/run_wish.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "libs/text/text.h"
#include "libs/time/clock.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kMaxTitle = 200;
constexpr int kMaxPromptText = 1000;
constexpr int kMaxPrompts = 100;
constexpr int kMaxMeetings = 100;
constexpr int kMaxLanguages = 20;
constexpr int kLeastPresent = 2;
constexpr int kMostPresent = 30;
constexpr absl::Duration kShortestMeeting = absl::Minutes(30);
constexpr absl::Duration kLongestMeeting = absl::Hours(4);
constexpr int kMaxCapacity = 100'000;
constexpr size_t kMaxZoneName = 64;
constexpr absl::Duration kEarliestStart = absl::Hours(24 * 366);
constexpr absl::Duration kLatestStart = absl::Hours(24 * 366 * 5);
constexpr absl::Duration kLongestRun = absl::Hours(24 * 366 * 3);
// What a run plans is near it.
constexpr absl::Duration kPlanRange = absl::Hours(24 * 366 * 7);
constexpr absl::Duration kLeastDuration = absl::Seconds(1);
constexpr absl::Duration kMostDuration = absl::Minutes(10);
constexpr int64_t kLeastSize = int64_t{1} << 20;
constexpr int64_t kMostSize = int64_t{2} << 30;

bool IsBetween(absl::Time time, absl::Time least, absl::Time most) { return least <= time && time <= most; }

void ReadLimits(const v1::VideoLimits& limits, domain::VideoLimits& out, errors::FieldErrors& bad) {
  if (limits.has_min_duration()) out.min_duration = rpc::FromProto(limits.min_duration());
  if (limits.has_max_duration()) out.max_duration = rpc::FromProto(limits.max_duration());
  if (limits.max_size_bytes() != 0) out.max_size_bytes = limits.max_size_bytes();
  // Kept to the millisecond.
  out.min_duration = absl::Trunc(out.min_duration, absl::Milliseconds(1));
  out.max_duration = absl::Trunc(out.max_duration, absl::Milliseconds(1));
  bad.Check(out.min_duration >= kLeastDuration && out.min_duration <= kMostDuration, "run.video_limits.min_duration",
            "must be from 1 second to 10 minutes");
  bad.Check(out.max_duration <= kMostDuration, "run.video_limits.max_duration", "must be at most 10 minutes");
  bad.Check(out.max_duration >= out.min_duration, "run.video_limits.max_duration", "must not be shorter than min_duration");
  bad.Check(out.max_size_bytes >= kLeastSize && out.max_size_bytes <= kMostSize, "run.video_limits.max_size_bytes",
            "must be from 1 MiB (1048576) to 2 GiB (2147483648)");
}

void ReadLanguages(const v1::Run& run, std::vector<std::string>& out, errors::FieldErrors& bad) {
  bad.Check(run.working_languages_size() <= kMaxLanguages, "run.working_languages", "must be at most 20 languages");
  for (int i = 0; i < std::min(run.working_languages_size(), kMaxLanguages); ++i) {
    const std::string& language = run.working_languages(i);
    const std::string field = "run.working_languages[" + std::to_string(i) + "]";
    bad.Check(text::IsLanguageTag(language), field, "must be a BCP 47 language such as \"ar\"");
    bad.Check(std::find(out.begin(), out.end(), language) == out.end(), field, "must not be named twice");
    out.push_back(language);
  }
}

absl::Time ReadPlannedTime(const google::protobuf::Timestamp& time, const std::string& field, absl::Time start, errors::FieldErrors& bad) {
  const absl::Time read = rpc::FromProto(time);
  bad.Check(IsBetween(read, start - kPlanRange, start + kPlanRange), field, "must be within seven years of the run's start");
  return read;
}

void ReadModule(const std::string& text, const std::string& field, ModuleId& out, errors::FieldErrors& bad) {
  bad.Check(IsUuid(text), field, "must be the UUID of a module of the run's course");
  if (auto module_id = ParseId<ModuleId>(text, field); module_id.ok()) out = *std::move(module_id);
}

domain::WishedPrompt ReadPrompt(const v1::PlannedPrompt& prompt, const std::string& field, absl::Time start, errors::FieldErrors& bad) {
  domain::WishedPrompt out;
  ReadModule(prompt.module_id(), field + ".module_id", out.module_id, bad);
  out.text = text::Trimmed(prompt.text());
  const int characters = text::CountCharacters(out.text);
  bad.Check(characters >= 1 && characters <= kMaxPromptText, field + ".text", "must be 1 to 1,000 characters");
  bad.Check(text::IsPlain(out.text, true), field + ".text", "must not hold control characters");
  if (prompt.has_open_time()) out.open_time = ReadPlannedTime(prompt.open_time(), field + ".open_time", start, bad);
  if (prompt.has_close_time()) out.close_time = ReadPlannedTime(prompt.close_time(), field + ".close_time", start, bad);
  return out;
}

void ReadPrompts(const v1::Run& run, domain::RunWish& wish, errors::FieldErrors& bad) {
  bad.Check(run.prompts_size() <= kMaxPrompts, "run.prompts", "must be at most 100 prompts");
  for (int i = 0; i < std::min(run.prompts_size(), kMaxPrompts); ++i) {
    wish.prompts.push_back(ReadPrompt(run.prompts(i), "run.prompts[" + std::to_string(i) + "]", wish.start_time, bad));
  }
}

domain::WishedMeeting ReadMeeting(const v1::PlannedMeeting& meeting, const std::string& field, absl::Time start, errors::FieldErrors& bad) {
  domain::WishedMeeting out;
  ReadModule(meeting.module_id(), field + ".module_id", out.module_id, bad);
  // Kept to the millisecond.
  if (meeting.has_duration()) out.duration = absl::Trunc(rpc::FromProto(meeting.duration()), absl::Milliseconds(1));
  bad.Check(out.duration >= kShortestMeeting && out.duration <= kLongestMeeting, field + ".duration", "must be from 30 minutes to 4 hours");
  const auto read = [&](const google::protobuf::Timestamp& time, const char* name) {
    return ReadPlannedTime(time, field + name, start, bad);
  };
  if (meeting.has_window_start_time()) out.window_start_time = read(meeting.window_start_time(), ".window_start_time");
  if (meeting.has_window_end_time()) out.window_end_time = read(meeting.window_end_time(), ".window_end_time");
  return out;
}

void ReadMeetings(const v1::Run& run, domain::RunWish& wish, errors::FieldErrors& bad) {
  bad.Check(run.meetings_size() <= kMaxMeetings, "run.meetings", "must be at most 100 meetings");
  for (int i = 0; i < std::min(run.meetings_size(), kMaxMeetings); ++i) {
    wish.meetings.push_back(ReadMeeting(run.meetings(i), "run.meetings[" + std::to_string(i) + "]", wish.start_time, bad));
  }
}

void ReadGroupSize(const v1::GroupSize& size, domain::GroupSize& out, errors::FieldErrors& bad) {
  if (size.min_present() != 0) out.min_present = size.min_present();
  if (size.max_present() != 0) out.max_present = size.max_present();
  bad.Check(out.min_present >= kLeastPresent && out.min_present <= kMostPresent, "run.group_size.min_present", "must be from 2 to 30");
  bad.Check(out.max_present >= out.min_present && out.max_present <= kMostPresent, "run.group_size.max_present",
            "must be from min_present to 30; without one they are 8 and 10");
}

void ReadDates(const v1::Run& run, domain::RunWish& wish, absl::Time now, errors::FieldErrors& bad) {
  bad.Check(run.has_start_time(), "run.start_time", "is required");
  wish.start_time = run.has_start_time() ? rpc::FromProto(run.start_time()) : now;
  bad.Check(IsBetween(wish.start_time, now - kEarliestStart, now + kLatestStart), "run.start_time",
            "must be from a year back to five years ahead");
  if (run.has_end_time()) wish.end_time = rpc::FromProto(run.end_time());
  bad.Check(!wish.end_time || (*wish.end_time > wish.start_time && *wish.end_time <= wish.start_time + kLongestRun), "run.end_time",
            "must be after start_time, within three years of it");
  wish.time_zone = run.time_zone().empty() ? "UTC" : run.time_zone();
  bad.Check(wish.time_zone.size() <= kMaxZoneName && IsTimeZone(wish.time_zone), "run.time_zone",
            "must be an IANA zone such as Europe/Paris");
}

}  // namespace

absl::StatusOr<domain::RunWish> ReadRunWish(const v1::Run& run, absl::Time now) {
  domain::RunWish wish;
  errors::FieldErrors bad;
  bad.Check(IsUuid(run.course_id()), "run.course_id", "must be the UUID of a course");
  if (auto course_id = ParseId<CourseId>(run.course_id(), "run.course_id"); course_id.ok()) wish.course_id = *std::move(course_id);
  wish.title = text::Trimmed(run.title());
  bad.Check(text::CountCharacters(wish.title) <= kMaxTitle, "run.title", "must be at most 200 characters");
  bad.Check(text::IsPlain(wish.title, false), "run.title", "must not hold control characters or line ends");
  const bool known_format = run.format() != v1::Run::FORMAT_UNSPECIFIED && v1::Run::Format_IsValid(run.format());
  bad.Check(known_format, "run.format", "must be a format");
  wish.format = known_format ? static_cast<domain::Format>(run.format()) : domain::Format::kAsynchronous;
  bad.Check(run.capacity() >= 1 && run.capacity() <= kMaxCapacity, "run.capacity", "must be from 1 to 100,000");
  wish.capacity = run.capacity();
  ReadDates(run, wish, now, bad);
  ReadLanguages(run, wish.working_languages, bad);
  ReadLimits(run.video_limits(), wish.video_limits, bad);
  ReadGroupSize(run.group_size(), wish.group_size, bad);
  ReadPrompts(run, wish, bad);
  ReadMeetings(run, wish, bad);
  if (!bad.ok()) return bad.status();
  return wish;
}

}  // namespace parley::catalog::handlers
