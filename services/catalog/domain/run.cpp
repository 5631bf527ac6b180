#include "services/catalog/domain/run.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "libs/errors/error.h"
#include "services/catalog/domain/formats.h"
#include "services/catalog/domain/meetings.h"

namespace parley::catalog::domain {
namespace {

constexpr int64_t kDaysOfWeek = 7;

// A week after the last module's week began.
absl::Time UsualEnd(const Course& course, const RunWish& wish) {
  int weeks = 1;
  for (const Module& module : course.modules) weeks = std::max(weeks, module.week);
  return StartOfWeek(wish.start_time, wish.time_zone, weeks + 1);
}

std::vector<PlannedPrompt> LayPrompts(const Course& course, const RunWish& wish, absl::Time end_time, absl::Time now,
                                      errors::FieldErrors& bad) {
  const std::vector<WishedPrompt> wished = wish.prompts.empty() ? TemplatePrompts(course, wish.format) : wish.prompts;
  std::vector<PlannedPrompt> planned;
  for (size_t i = 0; i < wished.size(); ++i) {
    const std::string field = "run.prompts[" + std::to_string(i) + "]";
    const Module* module = FindModule(course, wished[i].module_id);
    bad.Check(module != nullptr, field + ".module_id", "must be a module of the run's course");
    if (module == nullptr) continue;
    PlannedPrompt prompt{PromptId::New(now), module->id, wished[i].text, {}, wished[i].close_time};
    prompt.open_time = wished[i].open_time ? *wished[i].open_time : StartOfWeek(wish.start_time, wish.time_zone, module->week);
    bad.Check(prompt.open_time < end_time, wish.prompts.empty() ? "run.end_time" : field + ".open_time",
              "every prompt must open before the run ends");
    bad.Check(!prompt.close_time || *prompt.close_time > prompt.open_time, field + ".close_time", "must be after the prompt opens");
    planned.push_back(std::move(prompt));
  }
  return planned;
}

}  // namespace

absl::Time StartOfWeek(absl::Time start_time, const std::string& time_zone, int week) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(time_zone, &zone)) zone = absl::UTCTimeZone();
  const absl::TimeZone::CivilInfo info = zone.At(start_time);
  const absl::CivilSecond& local = info.cs;
  const absl::CivilDay day = absl::CivilDay(local) + kDaysOfWeek * (week - 1);
  return absl::FromCivil(absl::CivilSecond(day.year(), day.month(), day.day(), local.hour(), local.minute(), local.second()), zone) +
         info.subsecond;
}

absl::StatusOr<Run> PlanRun(const Course& course, const RunWish& wish, absl::Time now) {
  const absl::Time end_time = wish.end_time ? *wish.end_time : UsualEnd(course, wish);
  errors::FieldErrors bad;
  std::vector<PlannedPrompt> prompts = LayPrompts(course, wish, end_time, now, bad);
  std::vector<PlannedMeeting> meetings = LayMeetings(course, wish, end_time, now, bad);
  if (!bad.ok()) return bad.status();
  if (auto kept = CheckFormat(course, wish.format, prompts, meetings); !kept.ok()) return kept;

  Run run;
  run.id = RunId::New(now);
  run.course_id = course.id;
  run.partner_id = course.partner_id;
  run.title = wish.title.empty() ? course.title : wish.title;
  run.format = wish.format;
  run.start_time = wish.start_time;
  run.end_time = end_time;
  run.time_zone = wish.time_zone;
  run.capacity = wish.capacity;
  run.group_size = wish.group_size;
  run.working_languages = wish.working_languages.empty() ? course.languages : wish.working_languages;
  run.video_limits = wish.video_limits;
  run.prompts = std::move(prompts);
  run.meetings = std::move(meetings);
  run.plenary_group_id = GroupId::New(now);
  run.create_time = now;
  return run;
}

absl::Status Open(Run& run) {
  if (run.state != RunState::kDraft) return errors::FailedPrecondition("RUN_NOT_DRAFT", "the run is not a draft: it was opened already");
  run.state = RunState::kOpen;
  run.opened = true;
  run.offers_due = true;
  return absl::OkStatus();
}

absl::Status Cancel(Run& run) {
  if (run.state == RunState::kFinished || run.state == RunState::kCancelled) {
    return errors::FailedPrecondition("RUN_ENDED", "the run has ended already: there is nothing to call off");
  }
  run.state = RunState::kCancelled;
  run.enrolled_count = 0;
  run.held_count = 0;
  return absl::OkStatus();
}

std::string Etag(const Run& run) { return std::to_string(run.version); }

absl::Status CheckEtag(const Run& run, std::string_view etag) {
  if (etag.empty() || etag == Etag(run)) return absl::OkStatus();
  return errors::Aborted("ETAG_MISMATCH", "the run was changed meanwhile: read it again");
}

}  // namespace parley::catalog::domain
