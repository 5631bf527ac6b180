#include "services/catalog/domain/run.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "libs/errors/error.h"

namespace parley::catalog::domain {
namespace {

constexpr int64_t kDaysOfWeek = 7;

std::vector<WishedPrompt> Template(const Course& course) {
  std::vector<WishedPrompt> prompts;
  prompts.reserve(course.modules.size());
  for (const Module& module : course.modules) prompts.push_back({module.id, module.prompt_text, std::nullopt, std::nullopt});
  return prompts;
}

absl::Status CheckFormat(Format format) {
  if (format == Format::kAsynchronous) return absl::OkStatus();
  return errors::FailedPrecondition("FORMAT_NOT_OFFERED", "runs with meetings are not offered yet: choose the format ASYNCHRONOUS");
}

// Every module of an asynchronous run has a prompt.
absl::Status CheckCoverage(const Course& course, const std::vector<WishedPrompt>& prompts) {
  for (const Module& module : course.modules) {
    const bool covered =
        std::any_of(prompts.begin(), prompts.end(), [&](const WishedPrompt& prompt) { return prompt.module_id == module.id; });
    if (covered) continue;
    absl::Status status = errors::FailedPrecondition(
        "PLAN_BREAKS_FORMAT", "the module \"" + module.title + "\" has no prompt: an asynchronous run has at least one a module");
    errors::Details details = errors::DetailsOf(status);
    details.metadata["module_id"] = module.id.text();
    return errors::WithDetails(std::move(status), details);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<PlannedPrompt>> LayPrompts(const Course& course, const RunWish& wish, absl::Time now) {
  const std::vector<WishedPrompt> wished = wish.prompts.empty() ? Template(course) : wish.prompts;
  std::vector<PlannedPrompt> planned;
  errors::FieldErrors bad;
  for (size_t i = 0; i < wished.size(); ++i) {
    const std::string field = "run.prompts[" + std::to_string(i) + "]";
    const auto module =
        std::find_if(course.modules.begin(), course.modules.end(), [&](const Module& each) { return each.id == wished[i].module_id; });
    bad.Check(module != course.modules.end(), field + ".module_id", "must be a module of the run's course");
    if (module == course.modules.end()) continue;
    PlannedPrompt prompt{PromptId::New(now), module->id, wished[i].text, {}, wished[i].close_time};
    prompt.open_time = wished[i].open_time ? *wished[i].open_time : StartOfWeek(wish.start_time, wish.time_zone, module->week);
    bad.Check(!prompt.close_time || *prompt.close_time > prompt.open_time, field + ".close_time", "must be after the prompt opens");
    planned.push_back(std::move(prompt));
  }
  if (!bad.ok()) return bad.status();
  if (auto covered = CheckCoverage(course, wished); !covered.ok()) return covered;
  return planned;
}

}  // namespace

absl::Time StartOfWeek(absl::Time start_time, const std::string& time_zone, int week) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(time_zone, &zone)) zone = absl::UTCTimeZone();
  const absl::CivilSecond local = absl::ToCivilSecond(start_time, zone);
  const absl::CivilDay day = absl::CivilDay(local) + kDaysOfWeek * (week - 1);
  return absl::FromCivil(absl::CivilSecond(day.year(), day.month(), day.day(), local.hour(), local.minute(), local.second()), zone);
}

absl::StatusOr<Run> PlanRun(const Course& course, const RunWish& wish, absl::Time now) {
  if (auto offered = CheckFormat(wish.format); !offered.ok()) return offered;
  auto prompts = LayPrompts(course, wish, now);
  if (!prompts.ok()) return prompts.status();

  Run run;
  run.id = RunId::New(now);
  run.course_id = course.id;
  run.partner_id = course.partner_id;
  run.title = wish.title.empty() ? course.title : wish.title;
  run.format = wish.format;
  run.start_time = wish.start_time;
  run.time_zone = wish.time_zone;
  run.capacity = wish.capacity;
  run.working_languages = wish.working_languages.empty() ? course.languages : wish.working_languages;
  run.video_limits = wish.video_limits;
  run.prompts = *std::move(prompts);
  run.plenary_group_id = GroupId::New(now);
  run.create_time = now;
  return run;
}

absl::Status Open(Run& run) {
  if (run.state != RunState::kDraft) return errors::FailedPrecondition("RUN_NOT_DRAFT", "the run is not a draft: it was opened already");
  run.state = RunState::kOpen;
  return absl::OkStatus();
}

std::string Etag(const Run& run) { return std::to_string(run.version); }

absl::Status CheckEtag(const Run& run, std::string_view etag) {
  if (etag.empty() || etag == Etag(run)) return absl::OkStatus();
  return errors::Aborted("ETAG_MISMATCH", "the run was changed meanwhile: read it again");
}

}  // namespace parley::catalog::domain
