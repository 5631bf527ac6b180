#include <functional>

#include "catch2/catch.hpp"
#include "tests/service/catalog/house.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::Module& AddModule(v1::CreateCourseRequest& request, const std::string& title, int week) {
  v1::Module& module = *request.mutable_course()->add_modules();
  module.set_title(title);
  module.set_week(week);
  module.set_prompt_text("What do you see from your window?");
  return module;
}

// A course of three modules that is good as it is.
v1::CreateCourseRequest CourseRequest() {
  v1::CreateCourseRequest request;
  v1::Course& course = *request.mutable_course();
  course.set_title("  Cities by the water ");
  course.set_summary("Ports, rivers and those who live there.");
  course.add_languages("en");
  course.add_languages("ar");
  course.add_subject_tags("cities");
  course.set_partner_id(SeedPartner().text());
  course.set_mooc_url("https://mooc.example/cities");
  AddModule(request, "Ports", 1).set_subtheme("Arriving");
  AddModule(request, "Rivers", 2);
  AddModule(request, "Floods", 2);
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("a coordinator creates a course, everybody reads it, and a run of it is laid over its modules") {
  House house;
  const std::string bearer = house.Coordinator();
  const auto request = CourseRequest();
  v1::Course created, repeated, read;
  REQUIRE_THAT(house.Call("CreateCourse", request, created, bearer), IsOk());
  REQUIRE_THAT(house.Call("CreateCourse", request, repeated, bearer), IsOk());
  CHECK(repeated.SerializeAsString() == created.SerializeAsString());
  CHECK(created.title() == "Cities by the water");
  CHECK(created.partner_id() == SeedPartner().text());
  REQUIRE(created.modules_size() == 3);
  CHECK(created.modules(0).module_id() != created.modules(1).module_id());
  CHECK(created.modules(0).subtheme() == "Arriving");
  CHECK(created.modules(2).week() == 2);

  v1::GetCourseRequest get;
  get.set_course_id(created.course_id());
  REQUIRE_THAT(house.Call("GetCourse", get, read), IsOk());
  CHECK(read.SerializeAsString() == created.SerializeAsString());

  auto run_request = house.RunRequest();
  run_request.mutable_run()->set_course_id(created.course_id());
  v1::Run run;
  REQUIRE_THAT(house.Call("CreateRun", run_request, run, bearer), IsOk());
  REQUIRE(run.prompts_size() == 3);
  CHECK(run.prompts(0).text() == "What do you see from your window?");
}

TEST_CASE("an API client creates a course of its own partner, named or not") {
  House house;
  auto request = CourseRequest();
  request.mutable_course()->clear_partner_id();
  v1::Course course;
  REQUIRE_THAT(house.Call("CreateCourse", request, course, house.Client("courses.write")), IsOk());
  CHECK(course.partner_id() == SeedPartner().text());
  REQUIRE_THAT(house.Call("CreateCourse", CourseRequest(), course, house.Client("courses.write")), IsOk());
  // For a person it must be said: they may coordinate several.
  CHECK_THAT(house.Call("CreateCourse", request, course, house.Coordinator()), NamesField("course.partner_id"));
}

TEST_CASE("nobody else creates a course of a partner") {
  House house;
  v1::Course course;
  const auto request = CourseRequest();
  CHECK_THAT(house.Call("CreateCourse", request, course), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(house.Call("CreateCourse", request, course, house.Participant()), HasReason("ROLE_REQUIRED"));
  CHECK_THAT(house.Call("CreateCourse", request, course, house.ForeignCoordinator()), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(house.Call("CreateCourse", request, course, house.Client("runs.write")), HasReason("SCOPE_REQUIRED"));
  CHECK_THAT(house.Call("CreateCourse", request, course, house.ForeignClient("courses.write")), HasCode(absl::StatusCode::kNotFound));
  v1::ListCoursesResponse response;
  REQUIRE_THAT(house.Call("ListCourses", v1::ListCoursesRequest(), response), IsOk());
  CHECK(response.courses_size() == 3);
}

TEST_CASE("a flawed course is refused with every field at fault") {
  House house;
  const std::string bearer = house.Coordinator();
  v1::CreateCourseRequest empty;
  v1::Course response;
  empty.set_request_id(Fresh());
  for (const char* field : {"course.title", "course.languages", "course.partner_id", "course.modules"}) {
    CHECK_THAT(house.Call("CreateCourse", empty, response, bearer), NamesField(field));
  }
  const auto refuses = [&](const std::string& field, const std::function<void(v1::Course&)>& spoil) {
    auto request = CourseRequest();
    spoil(*request.mutable_course());
    INFO(field);
    CHECK_THAT(house.Call("CreateCourse", request, response, bearer), NamesField(field));
  };
  refuses("course.title", [](auto& course) { course.set_title(std::string(201, 'x')); });
  refuses("course.title", [](auto& course) { course.set_title("two\nlines"); });
  refuses("course.summary", [](auto& course) { course.set_summary(std::string(2001, 'x')); });
  refuses("course.languages[1]", [](auto& course) { course.set_languages(1, "en"); });
  refuses("course.languages[0]", [](auto& course) { course.set_languages(0, "englisch!"); });
  refuses("course.subject_tags[0]", [](auto& course) { course.set_subject_tags(0, "Cities"); });
  refuses("course.mooc_url", [](auto& course) { course.set_mooc_url("javascript:alert(1)"); });
  refuses("course.partner_id", [](auto& course) { course.set_partner_id("x"); });
  refuses("course.modules[1].title", [](auto& course) { course.mutable_modules(1)->clear_title(); });
  refuses("course.modules[1].prompt_text", [](auto& course) { course.mutable_modules(1)->set_prompt_text(std::string(1001, 'x')); });
  refuses("course.modules[1].week", [](auto& course) { course.mutable_modules(0)->set_week(3); });
  refuses("course.modules[0].week", [](auto& course) { course.mutable_modules(0)->set_week(0); });
  refuses("course.modules[2].week", [](auto& course) { course.mutable_modules(2)->set_week(53); });
  refuses("course.modules", [](auto& course) {
    while (course.modules_size() <= 50) *course.add_modules() = course.modules(2);
  });
  refuses("course.subject_tags", [](auto& course) {
    for (int i = 0; i < 20; ++i) course.add_subject_tags("tag-" + std::to_string(i));
  });
}

}  // namespace
}  // namespace parley::catalog
