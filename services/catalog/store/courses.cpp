#include "services/catalog/store/courses.h"

#include <unordered_map>

#include "services/catalog/sql.h"

namespace parley::catalog::store {
namespace {

constexpr char kBeforeEveryId[] = "00000000-0000-0000-0000-000000000000";

domain::Course ReadCourse(const postgres::Row& row) {
  domain::Course course;
  course.id = row.Get<CourseId>("course_id");
  course.partner_id = row.Get<PartnerId>("partner_id");
  course.title = row.Get<std::string>("title");
  course.summary = row.Get<std::string>("summary");
  course.languages = row.Get<std::vector<std::string>>("languages");
  course.subject_tags = row.Get<std::vector<std::string>>("subject_tags");
  course.mooc_url = row.Get<std::string>("mooc_url");
  return course;
}

std::vector<domain::Course> ReadCourses(postgres::Session& db, const postgres::Result& result) {
  std::vector<domain::Course> courses;
  std::vector<CourseId> ids;
  for (const postgres::Row& row : result) {
    courses.push_back(ReadCourse(row));
    ids.push_back(courses.back().id);
  }
  std::unordered_map<CourseId, std::vector<domain::Module>> modules;
  const postgres::Result module_rows = db.Execute(sql::kListModules, ids);
  for (const postgres::Row& row : module_rows) {
    modules[row.Get<CourseId>("course_id")].push_back({row.Get<ModuleId>("module_id"), row.Get<std::string>("title"),
                                                       row.Get<std::string>("subtheme"), row.Get<int>("week"),
                                                       row.Get<std::string>("prompt_text")});
  }
  for (domain::Course& course : courses) course.modules = std::move(modules[course.id]);
  return courses;
}

}  // namespace

std::optional<domain::Course> GetCourse(postgres::Session& db, const CourseId& id) {
  std::vector<domain::Course> courses = ReadCourses(db, db.Execute(sql::kGetCourse, id));
  if (courses.empty()) return std::nullopt;
  return std::move(courses.front());
}

std::vector<domain::Course> ListCourses(postgres::Session& db, const CourseKey& after, int limit) {
  const CourseId id = after.id.empty() ? CourseId::Trusted(kBeforeEveryId) : after.id;
  return ReadCourses(db, db.Execute(sql::kListCourses, after.title, id, limit));
}

void AddCourse(postgres::Session& transaction, const domain::Course& course, absl::Time now) {
  const bool added = transaction
                         .Execute(sql::kInsertCourseIfNew, course.id, course.partner_id, course.title, course.summary, course.languages,
                                  course.subject_tags, course.mooc_url, now)
                         .affected() == 1;
  if (!added) return;
  int ordinal = 0;
  for (const domain::Module& module : course.modules) {
    transaction.Defer(sql::kInsertModule, module.id, course.id, ++ordinal, module.title, module.subtheme, module.week, module.prompt_text);
  }
}

void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kRemoveCoordinator, user_id, partner_id);
}

void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  db.Defer(sql::kPutCoordinator, user_id, partner_id);
}

bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id) {
  return db.Execute(sql::kIsCoordinator, user_id, partner_id).front().Get<bool>("is_coordinator");
}

}  // namespace parley::catalog::store
