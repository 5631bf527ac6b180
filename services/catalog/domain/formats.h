#pragma once

#include <vector>

#include "absl/status/status.h"
#include "services/catalog/domain/course.h"
#include "services/catalog/domain/run.h"

// What each format of a run is made of.
namespace parley::catalog::domain {

// The plan of a run whose coordinator gives none.
// ASYNCHRONOUS: a prompt a module. SYNCHRONOUS: no prompts; a meeting a module, or five spread over them evenly where there are more.
// BLENDED: a prompt a module, and a concluding meeting on the last. Where several modules share a week, the last of them has its meeting.
std::vector<WishedPrompt> TemplatePrompts(const Course& course, Format format);
std::vector<WishedMeeting> TemplateMeetings(const Course& course, Format format);

// FAILED_PRECONDITION: PLAN_BREAKS_FORMAT with the reason, and with `module_id` in its metadata where one module is to blame.
// ASYNCHRONOUS: every module has a prompt, and there are no meetings. SYNCHRONOUS: 3 to 5 meetings. BLENDED: at least one prompt, then 1 or
// 2 meetings that conclude: no prompt opens after the window of the first has begun. No two meetings are of the same module.
absl::Status CheckFormat(const Course& course, Format format, const std::vector<PlannedPrompt>& prompts,
                         const std::vector<PlannedMeeting>& meetings);

}  // namespace parley::catalog::domain
