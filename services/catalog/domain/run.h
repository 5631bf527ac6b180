#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"
#include "services/catalog/domain/course.h"

namespace parley::catalog::domain {

// As parley.catalog.v1.Run.State and Format.
enum class RunState { kDraft = 1, kOpen = 2, kRunning = 3, kFinished = 4, kCancelled = 5 };
enum class Format { kAsynchronous = 1, kSynchronous = 2, kBlended = 3 };

struct VideoLimits {
  absl::Duration min_duration = absl::Seconds(5);
  absl::Duration max_duration = absl::Minutes(3);
  int64_t max_size_bytes = int64_t{300} << 20;
};

struct PlannedPrompt {
  PromptId id;
  ModuleId module_id;
  std::string text;
  absl::Time open_time;
  std::optional<absl::Time> close_time;  // none: it stays open until the run ends
};

struct PlannedMeeting {
  PlannedMeetingId id;
  ModuleId module_id;
  absl::Duration duration;
  // A group's meeting begins and ends within it.
  absl::Time window_start_time;
  absl::Time window_end_time;
};

// People expected to be present in a group.
struct GroupSize {
  int min_present = 8;
  int max_present = 10;
};

struct Run {
  RunId id;
  CourseId course_id;
  PartnerId partner_id;
  std::string title;
  Format format = Format::kAsynchronous;
  RunState state = RunState::kDraft;
  bool opened = false;  // the public has seen it, whatever became of it
  absl::Time start_time;
  absl::Time end_time;
  std::string time_zone;
  int capacity = 0;
  int enrolled_count = 0;
  int held_count = 0;       // seats held by offers
  bool offers_due = false;  // seats may be free that somebody fits or waits for
  GroupSize group_size;
  std::vector<std::string> working_languages;
  VideoLimits video_limits;
  std::vector<PlannedPrompt> prompts;
  std::vector<PlannedMeeting> meetings;
  GroupId plenary_group_id;
  absl::Time create_time;
  int64_t version = 1;
};

// What a coordinator asks for. Bounds are checked; what depends on the course is not.
struct WishedPrompt {
  ModuleId module_id;
  std::string text;
  std::optional<absl::Time> open_time;
  std::optional<absl::Time> close_time;
};
struct WishedMeeting {
  ModuleId module_id;
  absl::Duration duration = absl::Hours(2);
  std::optional<absl::Time> window_start_time;  // none: its module's week begins
  std::optional<absl::Time> window_end_time;    // none: its module's week ends
};
struct RunWish {
  CourseId course_id;
  std::string title;  // empty: the course's
  Format format = Format::kAsynchronous;
  absl::Time start_time;
  std::optional<absl::Time> end_time;  // none: a week after the last module's week began
  std::string time_zone;
  int capacity = 0;
  GroupSize group_size;
  std::vector<std::string> working_languages;  // empty: the course's
  VideoLimits video_limits;
  std::vector<WishedPrompt> prompts;    // empty: the format's template
  std::vector<WishedMeeting> meetings;  // empty: the format's template
};

// Makes a draft with its whole plan laid over the course's modules. INVALID_ARGUMENT: a prompt or meeting of a foreign module, or one whose
// times do not fit each other or the run. FAILED_PRECONDITION: PLAN_BREAKS_FORMAT.
absl::StatusOr<Run> PlanRun(const Course& course, const RunWish& wish, absl::Time now);

// When a week of a run begins: the local hour of its start, in the run's zone, however the clocks change between.
absl::Time StartOfWeek(absl::Time start_time, const std::string& time_zone, int week);

// DRAFT → OPEN. FAILED_PRECONDITION: RUN_NOT_DRAFT.
absl::Status Open(Run& run);

// DRAFT, OPEN or RUNNING → CANCELLED; nobody has a seat any more. FAILED_PRECONDITION: RUN_ENDED.
absl::Status Cancel(Run& run);

// ABORTED (ETAG_MISMATCH) when an etag is given that is not the run's.
absl::Status CheckEtag(const Run& run, std::string_view etag);
std::string Etag(const Run& run);

}  // namespace parley::catalog::domain
