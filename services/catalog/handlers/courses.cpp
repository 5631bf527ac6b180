#include "services/catalog/store/courses.h"
#include "libs/errors/error.h"
#include "services/catalog/handlers/answers.h"
#include "services/catalog/handlers/course_wish.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/permission.h"

namespace parley::catalog::handlers {
namespace {

constexpr int kDefaultPage = 20;
constexpr char kScope[] = "courses";
constexpr size_t kIdLength = 36;

}  // namespace

absl::Status CreateCourse(Deps& deps, rpc::Call& call, const v1::CreateCourseRequest& request, v1::Course& response) {
  const auto course = ReadCourseWish(request.course(), call.caller(), call.now());
  if (!course.ok()) return course.status();
  if (auto status = RequireCoordinator(deps, call, course->partner_id, "partner"); !status.ok()) return status;
  store::AddCourse(call.db(), *course, call.now());
  response = ToProto(*course);
  return absl::OkStatus();
}

absl::Status ListCourses(Deps& deps, rpc::Call& call, const v1::ListCoursesRequest& request, v1::ListCoursesResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  // The id of the last course, then its title.
  const auto cursor = deps.page_tokens.Decode(kScope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  store::CourseKey after;
  if (cursor->size() > kIdLength) after = {cursor->substr(kIdLength), CourseId::Trusted(cursor->substr(0, kIdLength))};

  std::vector<domain::Course> courses = store::ListCourses(call.db(), after, *page_size + 1);
  if (static_cast<int>(courses.size()) > *page_size) {
    courses.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(kScope, courses.back().id.text() + courses.back().title));
  }
  for (const domain::Course& course : courses) *response.add_courses() = ToProto(course);
  return absl::OkStatus();
}

absl::Status GetCourse(Deps&, rpc::Call& call, const v1::GetCourseRequest& request, v1::Course& response) {
  const auto course_id = ParseId<CourseId>(request.course_id(), "course_id");
  if (!course_id.ok()) return course_id.status();
  const auto course = store::GetCourse(call.db(), *course_id);
  if (!course) return errors::NotFound("course");
  response = ToProto(*course);
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
