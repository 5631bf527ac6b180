#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/course.h"

namespace parley::catalog::store {

std::optional<domain::Course> GetCourse(postgres::Session& db, const CourseId& id);

// Courses by title, from behind the given one; both empty: from the first.
struct CourseKey {
  std::string title;
  CourseId id;
};
std::vector<domain::Course> ListCourses(postgres::Session& db, const CourseKey& after, int limit);

// Adds a course with its modules; changes nothing when there is one of its id.
void AddCourse(postgres::Session& transaction, const domain::Course& course, absl::Time now);

void RemoveCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
void PutCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);
bool IsCoordinator(postgres::Session& db, const UserId& user_id, const PartnerId& partner_id);

}  // namespace parley::catalog::store
