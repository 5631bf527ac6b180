#include "services/catalog/handlers/course_wish.h"

#include <algorithm>

#include "libs/errors/error.h"
#include "libs/text/text.h"
#include "services/catalog/domain/interest.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kMaxTitle = 200;
constexpr int kMaxSummary = 2000;
constexpr int kMaxPromptText = 1000;
constexpr int kMaxTags = 20;
constexpr int kMaxModules = 50;
constexpr int kMaxWeek = 52;

// A text of `least` to `most` characters, on one line unless `lines`.
std::string ReadText(const std::string& given, const std::string& field, int least, int most, bool lines, errors::FieldErrors& bad) {
  std::string text = text::Trimmed(given);
  const int length = text::CountCharacters(text);
  bad.Check(length >= least && length <= most, field, "must be " + std::to_string(least) + " to " + std::to_string(most) + " characters");
  bad.Check(text::IsPlain(text, lines), field,
            lines ? "must not hold control characters" : "must not hold control characters or line ends");
  return text;
}

// A list of at most 20, none of them twice.
template <class List>
std::vector<std::string> ReadTags(const List& list, const std::string& field, bool (*is_one)(std::string_view), const std::string& must,
                                  errors::FieldErrors& bad) {
  std::vector<std::string> tags;
  bad.Check(list.size() <= kMaxTags, field, "must be at most 20");
  for (int i = 0; i < std::min<int>(list.size(), kMaxTags); ++i) {
    const std::string at = field + "[" + std::to_string(i) + "]";
    bad.Check(is_one(list.Get(i)), at, must);
    bad.Check(std::find(tags.begin(), tags.end(), list.Get(i)) == tags.end(), at, "must not be named twice");
    tags.push_back(list.Get(i));
  }
  return tags;
}

PartnerId ReadPartner(const std::string& given, const rpc::Caller& caller, errors::FieldErrors& bad) {
  if (given.empty() && caller.client) return caller.client->partner_id;
  auto id = ParseId<PartnerId>(given, "course.partner_id");
  bad.Check(id.ok(), "course.partner_id", "must be the UUID of the partner that owns the course");
  return id.ok() ? *std::move(id) : PartnerId();
}

std::vector<domain::Module> ReadModules(const v1::Course& course, absl::Time now, errors::FieldErrors& bad) {
  std::vector<domain::Module> modules;
  bad.Check(course.modules_size() >= 1 && course.modules_size() <= kMaxModules, "course.modules", "must be 1 to 50");
  int week = 1;
  for (int i = 0; i < std::min(course.modules_size(), kMaxModules); ++i) {
    const v1::Module& given = course.modules(i);
    const std::string field = "course.modules[" + std::to_string(i) + "]";
    domain::Module module;
    module.id = ModuleId::New(now);
    module.title = ReadText(given.title(), field + ".title", 1, kMaxTitle, false, bad);
    module.subtheme = ReadText(given.subtheme(), field + ".subtheme", 0, kMaxTitle, false, bad);
    module.prompt_text = ReadText(given.prompt_text(), field + ".prompt_text", 1, kMaxPromptText, true, bad);
    module.week = given.week();
    bad.Check(module.week >= week && module.week <= kMaxWeek, field + ".week", "must be 1 to 52, and not before the module in front of it");
    week = std::max(week, module.week);
    modules.push_back(std::move(module));
  }
  return modules;
}

}  // namespace

absl::StatusOr<domain::Course> ReadCourseWish(const v1::Course& course, const rpc::Caller& caller, absl::Time now) {
  errors::FieldErrors bad;
  domain::Course wish;
  wish.id = CourseId::New(now);
  wish.partner_id = ReadPartner(course.partner_id(), caller, bad);
  wish.title = ReadText(course.title(), "course.title", 1, kMaxTitle, false, bad);
  wish.summary = ReadText(course.summary(), "course.summary", 0, kMaxSummary, true, bad);
  bad.Check(course.languages_size() > 0, "course.languages", "must name at least one");
  wish.languages = ReadTags(course.languages(), "course.languages", text::IsLanguageTag, "must be a BCP 47 language such as \"ar\"", bad);
  wish.subject_tags = ReadTags(course.subject_tags(), "course.subject_tags", domain::IsTopic,
                               "must be 1 to 50 lower-case letters, digits and hyphens", bad);
  wish.mooc_url = course.mooc_url();
  bad.Check(wish.mooc_url.empty() || text::IsWebAddress(wish.mooc_url), "course.mooc_url",
            "must be a http or https address of at most 2048 characters, or empty");
  wish.modules = ReadModules(course, now, bad);
  if (!bad.ok()) return bad.status();
  return wish;
}

}  // namespace parley::catalog::handlers
