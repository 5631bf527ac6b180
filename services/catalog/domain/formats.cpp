#include "services/catalog/domain/formats.h"

#include <algorithm>
#include <set>

#include "libs/errors/error.h"

namespace parley::catalog::domain {
namespace {

constexpr size_t kLeastMeetings = 3;
constexpr size_t kMostMeetings = 5;
constexpr size_t kMostConcluding = 2;

absl::Status Breaks(const std::string& reason) { return errors::FailedPrecondition("PLAN_BREAKS_FORMAT", reason); }

absl::Status Breaks(const Course& course, const ModuleId& module_id, const std::string& reason) {
  const Module* module = FindModule(course, module_id);
  absl::Status status = Breaks("the module \"" + (module == nullptr ? module_id.text() : module->title) + "\" " + reason);
  errors::Details details = errors::DetailsOf(status);
  details.metadata["module_id"] = module_id.text();
  return errors::WithDetails(std::move(status), details);
}

// The last module of each week, in the order of the weeks: what meetings can be laid over without their weeks overlapping.
std::vector<const Module*> LastOfWeeks(const Course& course) {
  std::vector<const Module*> modules;
  for (const Module& module : course.modules) {
    if (!modules.empty() && module.week < modules.back()->week) continue;
    if (!modules.empty() && module.week == modules.back()->week) modules.pop_back();
    modules.push_back(&module);
  }
  return modules;
}

absl::Status CheckAsynchronous(const Course& course, const std::vector<PlannedPrompt>& prompts,
                               const std::vector<PlannedMeeting>& meetings) {
  if (!meetings.empty()) return Breaks("an asynchronous run has no meetings: leave them out, or choose a format that has them");
  for (const Module& module : course.modules) {
    const bool covered =
        std::any_of(prompts.begin(), prompts.end(), [&](const PlannedPrompt& prompt) { return prompt.module_id == module.id; });
    if (!covered) return Breaks(course, module.id, "has no prompt: an asynchronous run has at least one a module");
  }
  return absl::OkStatus();
}

absl::Status CheckSynchronous(const Course& course, const std::vector<PlannedMeeting>& meetings) {
  if (course.modules.size() < kLeastMeetings) {
    return Breaks("a synchronous run has 3 to 5 meetings, each of a different module: this course has too few modules for it");
  }
  if (meetings.size() >= kLeastMeetings && meetings.size() <= kMostMeetings) return absl::OkStatus();
  return Breaks("the plan has " + std::to_string(meetings.size()) + " meetings: a synchronous run has 3 to 5, each of a different module");
}

absl::Status CheckBlended(const Course& course, const std::vector<PlannedPrompt>& prompts, const std::vector<PlannedMeeting>& meetings) {
  if (prompts.empty()) return Breaks("the plan has no prompts: a blended run begins with prompts on its modules");
  if (meetings.empty() || meetings.size() > kMostConcluding) {
    return Breaks("the plan has " + std::to_string(meetings.size()) + " meetings: a blended run has 1 or 2 that conclude it");
  }
  for (const PlannedPrompt& prompt : prompts) {
    if (prompt.open_time <= meetings.front().window_start_time) continue;
    return Breaks(course, prompt.module_id, "has a prompt that opens after the first meeting can be held: meetings conclude a blended run");
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<WishedPrompt> TemplatePrompts(const Course& course, Format format) {
  std::vector<WishedPrompt> prompts;
  if (format == Format::kSynchronous) return prompts;
  for (const Module& module : course.modules) prompts.push_back({module.id, module.prompt_text, std::nullopt, std::nullopt});
  return prompts;
}

std::vector<WishedMeeting> TemplateMeetings(const Course& course, Format format) {
  std::vector<WishedMeeting> meetings;
  const std::vector<const Module*> modules = LastOfWeeks(course);
  if (format == Format::kAsynchronous || modules.empty()) return meetings;
  const size_t count = format == Format::kBlended ? 1 : std::min(modules.size(), kMostMeetings);
  const size_t last = modules.size() - 1;
  for (size_t i = 0; i < count; ++i) {
    // The first and the last module have one each, the others are as far apart as can be; a single one is of the last.
    WishedMeeting meeting;
    meeting.module_id = modules[count == 1 ? last : (i * last + (count - 1) / 2) / (count - 1)]->id;
    meetings.push_back(std::move(meeting));
  }
  return meetings;
}

absl::Status CheckFormat(const Course& course, Format format, const std::vector<PlannedPrompt>& prompts,
                         const std::vector<PlannedMeeting>& meetings) {
  std::set<ModuleId> met;
  for (const PlannedMeeting& meeting : meetings) {
    if (!met.insert(meeting.module_id).second) return Breaks(course, meeting.module_id, "has two meetings: each is of a different module");
  }
  switch (format) {
    case Format::kAsynchronous:
      return CheckAsynchronous(course, prompts, meetings);
    case Format::kSynchronous:
      return CheckSynchronous(course, meetings);
    case Format::kBlended:
      return CheckBlended(course, prompts, meetings);
  }
  return absl::InternalError("a format without rules");
}

}  // namespace parley::catalog::domain
