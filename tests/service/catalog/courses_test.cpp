#include <set>

#include "catch2/catch.hpp"
#include "services/catalog/seed/courses.h"
#include "tests/service/catalog/house.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::HasCode;
using test::IsOk;
using test::NamesField;

TEST_CASE("anybody reads the courses of the seed, by title") {
  House house;
  v1::ListCoursesResponse response;
  REQUIRE_THAT(house.Call("ListCourses", v1::ListCoursesRequest(), response), IsOk());
  REQUIRE(response.courses_size() == 3);
  CHECK(response.courses(0).title() == "Introduction to Dialogue Facilitation");
  CHECK(response.courses(1).title() == "Newcomers and Nationalism");
  CHECK(response.courses(2).title() == "Refugees in Europe");
  CHECK(response.next_page_token().empty());

  v1::GetCourseRequest request;
  v1::Course course;
  request.set_course_id(ThreeModules().id.text());
  REQUIRE_THAT(house.Call("GetCourse", request, course), IsOk());
  CHECK(course.SerializeAsString() == response.courses(1).SerializeAsString());
  REQUIRE(course.modules_size() == 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(course.modules(i).module_id() == ThreeModules().modules[i].id.text());
    CHECK(course.modules(i).title() == ThreeModules().modules[i].title);
    CHECK(course.modules(i).week() == i + 1);
  }
  CHECK(course.languages(0) == "en");
  CHECK(course.partner_id() == SeedPartner().text());
}

TEST_CASE("courses come page by page, each once") {
  House house;
  v1::ListCoursesRequest request;
  request.set_page_size(1);
  std::vector<std::string> titles;
  for (int page = 0; page < 3; ++page) {
    v1::ListCoursesResponse response;
    REQUIRE_THAT(house.Call("ListCourses", request, response), IsOk());
    REQUIRE(response.courses_size() == 1);
    titles.push_back(response.courses(0).title());
    CHECK(response.next_page_token().empty() == (page == 2));
    request.set_page_token(response.next_page_token());
  }
  CHECK(std::set<std::string>(titles.begin(), titles.end()).size() == 3);
}

TEST_CASE("a bad page of courses is refused by name") {
  House house;
  v1::ListCoursesRequest request;
  v1::ListCoursesResponse response;
  for (int size : {-1, 101, 1'000'000}) {
    request.set_page_size(size);
    CHECK_THAT(house.Call("ListCourses", request, response), NamesField("page_size"));
  }
  request.set_page_size(1);
  REQUIRE_THAT(house.Call("ListCourses", request, response), IsOk());
  const std::string good = response.next_page_token();
  for (const std::string& token : {std::string("x"), good + "A", good.substr(2), std::string(100'000, 'A')}) {
    request.set_page_token(token);
    CHECK_THAT(house.Call("ListCourses", request, response), NamesField("page_token"));
  }
  // Good in its own list, in no other.
  v1::ListRunsRequest runs;
  v1::ListRunsResponse runs_response;
  runs.set_course_id("-");
  runs.set_page_token(good);
  CHECK_THAT(house.Call("ListRuns", runs, runs_response), NamesField("page_token"));
}

TEST_CASE("a course that is not there is not found, and a malformed id is refused by name") {
  House house;
  v1::GetCourseRequest request;
  v1::Course course;
  request.set_course_id(Fresh());
  CHECK_THAT(house.Call("GetCourse", request, course), HasCode(absl::StatusCode::kNotFound));
  for (const std::string& id : {std::string(), std::string("1"), std::string("' OR true --"), std::string(100'000, 'a')}) {
    request.set_course_id(id);
    CHECK_THAT(house.Call("GetCourse", request, course), NamesField("course_id"));
  }
}

TEST_CASE("the seed is loaded once though the catalog starts again") {
  House house;
  house.Restart();
  house.OpenRun();  // the loop that loads the seed has not harmed what is there
  v1::ListCoursesResponse response;
  REQUIRE_THAT(house.Call("ListCourses", v1::ListCoursesRequest(), response), IsOk());
  CHECK(response.courses_size() == 3);
  for (const auto& course : response.courses()) CHECK(course.modules_size() >= 3);
}

}  // namespace
}  // namespace parley::catalog
