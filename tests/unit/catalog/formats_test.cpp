#include "services/catalog/domain/formats.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "services/catalog/seed/courses.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog::domain {
namespace {

using test::HasReason;
using test::NamesField;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
constexpr absl::Duration kWeek = absl::Hours(24 * 7);

// A course of modules "1", "2", …, each in the week given.
Course CourseOf(const std::vector<int>& weeks) {
  Course course = seed::Courses()[2];
  course.modules.clear();
  for (const int week : weeks) {
    course.modules.push_back({ModuleId::New(kNow), std::to_string(course.modules.size() + 1), "", week, "What do you think?"});
  }
  return course;
}

RunWish Wish(Format format) {
  RunWish wish;
  wish.format = format;
  wish.start_time = kNow;
  wish.time_zone = "UTC";
  wish.capacity = 20;
  return wish;
}

WishedMeeting MeetingOn(const Course& course, int module) {
  WishedMeeting meeting;
  meeting.module_id = course.modules[module].id;
  return meeting;
}

WishedPrompt PromptOn(const Course& course, int module) { return {course.modules[module].id, "?", {}, {}}; }

// The titles of the modules that have the run's meetings.
std::string MeetingsOf(const Course& course, const absl::StatusOr<Run>& run) {
  INFO(run.status());
  REQUIRE(run.ok());
  std::string titles;
  for (const PlannedMeeting& meeting : run->meetings) titles += FindModule(course, meeting.module_id)->title;
  return titles;
}

std::string ModuleToBlame(const absl::Status& status) { return errors::DetailsOf(status).metadata["module_id"]; }

TEST_CASE("a synchronous run without a plan meets once a module, each in its week") {
  const Course course = CourseOf({1, 2, 3});
  const auto run = PlanRun(course, Wish(Format::kSynchronous), kNow);
  CHECK(MeetingsOf(course, run) == "123");
  CHECK(run->prompts.empty());
  for (int i = 0; i < 3; ++i) {
    CHECK(run->meetings[i].duration == absl::Hours(2));
    CHECK(run->meetings[i].window_start_time == kNow + kWeek * i);
    CHECK(run->meetings[i].window_end_time == kNow + kWeek * (i + 1));
    CHECK_FALSE(run->meetings[i].id.empty());
  }
}

TEST_CASE("a synchronous run may start at a fraction of a second, as JavaScript's clock has it") {
  const Course course = CourseOf({1, 2, 3});
  RunWish wish = Wish(Format::kSynchronous);
  wish.start_time += absl::Milliseconds(345);
  CHECK(MeetingsOf(course, PlanRun(course, wish, kNow)) == "123");
}

TEST_CASE("meetings without a plan are five at most, spread over the modules evenly") {
  const auto laid = [](const std::vector<int>& weeks) {
    const Course course = CourseOf(weeks);
    return MeetingsOf(course, PlanRun(course, Wish(Format::kSynchronous), kNow));
  };
  CHECK(laid({1, 2, 3, 4}) == "1234");
  CHECK(laid({1, 2, 3, 4, 5}) == "12345");
  CHECK(laid({1, 2, 3, 4, 5, 6}) == "12456");
  CHECK(laid({1, 2, 3, 4, 5, 6, 7}) == "13467");
  CHECK(laid({1, 2, 3, 4, 5, 6, 7, 8, 9}) == "13579");
  // Where modules share a week the last of them has the meeting.
  CHECK(laid({1, 1, 2, 3, 3}) == "235");
}

TEST_CASE("a course of too few modules, or weeks, can't have a synchronous run of its own making") {
  for (const auto& weeks : {std::vector<int>{}, {1}, {1, 2}, {1, 1, 2}}) {
    CHECK_THAT(PlanRun(CourseOf(weeks), Wish(Format::kSynchronous), kNow).status(), HasReason("PLAN_BREAKS_FORMAT"));
  }
  const Course course = CourseOf({1, 1, 2});
  RunWish wish = Wish(Format::kSynchronous);
  for (int i = 0; i < 3; ++i) {
    wish.meetings.push_back(MeetingOn(course, i));
    wish.meetings[i].window_start_time = kNow + absl::Hours(24 * i);
    wish.meetings[i].window_end_time = kNow + absl::Hours(24 * (i + 1));
  }
  CHECK(MeetingsOf(course, PlanRun(course, wish, kNow)) == "123");
}

TEST_CASE("a synchronous run has three to five meetings and may have prompts") {
  const Course course = CourseOf({1, 2, 3, 4, 5, 6});
  RunWish wish = Wish(Format::kSynchronous);
  wish.prompts = {PromptOn(course, 5)};
  for (int count = 1; count <= 6; ++count) {
    wish.meetings.push_back(MeetingOn(course, count - 1));
    const auto run = PlanRun(course, wish, kNow);
    CAPTURE(count);
    if (count >= 3 && count <= 5) {
      REQUIRE(run.ok());
      CHECK(run->meetings.size() == static_cast<size_t>(count));
      CHECK(run->prompts.size() == 1);
    } else {
      CHECK_THAT(run.status(), HasReason("PLAN_BREAKS_FORMAT"));
      CHECK(ModuleToBlame(run.status()).empty());
    }
  }
}

TEST_CASE("two meetings of one module break every format, and the module is named") {
  const Course course = CourseOf({1, 2, 3});
  RunWish wish = Wish(Format::kSynchronous);
  for (int module : {0, 1, 0}) wish.meetings.push_back(MeetingOn(course, module));
  for (Format format : {Format::kSynchronous, Format::kBlended, Format::kAsynchronous}) {
    wish.format = format;
    const auto status = PlanRun(course, wish, kNow).status();
    CHECK_THAT(status, HasReason("PLAN_BREAKS_FORMAT"));
    CHECK(ModuleToBlame(status) == course.modules[0].id.text());
  }
}

TEST_CASE("an asynchronous run has no meetings") {
  const Course course = CourseOf({1, 2, 3});
  RunWish wish = Wish(Format::kAsynchronous);
  CHECK(MeetingsOf(course, PlanRun(course, wish, kNow)).empty());
  wish.meetings = {MeetingOn(course, 2)};
  CHECK_THAT(PlanRun(course, wish, kNow).status(), HasReason("PLAN_BREAKS_FORMAT"));
}

TEST_CASE("a blended run without a plan asks a question a module and concludes on the last") {
  const Course course = CourseOf({1, 2, 3, 4});
  const auto run = PlanRun(course, Wish(Format::kBlended), kNow);
  CHECK(MeetingsOf(course, run) == "4");
  CHECK(run->prompts.size() == 4);
  CHECK(run->meetings[0].window_start_time == kNow + 3 * kWeek);
}

TEST_CASE("a blended run has prompts and one or two meetings") {
  const Course course = CourseOf({1, 2, 3, 4});
  RunWish wish = Wish(Format::kBlended);
  wish.prompts = {PromptOn(course, 0)};
  for (int count = 1; count <= 3; ++count) {
    wish.meetings.push_back(MeetingOn(course, count));
    const auto run = PlanRun(course, wish, kNow);
    CAPTURE(count);
    if (count <= 2) {
      CHECK(run.ok());
    } else {
      CHECK_THAT(run.status(), HasReason("PLAN_BREAKS_FORMAT"));
    }
  }
  CHECK_THAT(CheckFormat(course, Format::kBlended, {}, {{}}), HasReason("PLAN_BREAKS_FORMAT"));
  CHECK_THAT(CheckFormat(course, Format::kBlended, {{}}, {}), HasReason("PLAN_BREAKS_FORMAT"));
}

TEST_CASE("meetings conclude a blended run: a prompt that opens once the first can be held breaks it, and its module is named") {
  const Course course = CourseOf({1, 2, 3, 4});
  RunWish wish = Wish(Format::kBlended);
  wish.meetings = {MeetingOn(course, 2), MeetingOn(course, 3)};
  // The template's prompt of the fourth module comes too late.
  const auto status = PlanRun(course, wish, kNow).status();
  CHECK_THAT(status, HasReason("PLAN_BREAKS_FORMAT"));
  CHECK(ModuleToBlame(status) == course.modules[3].id.text());
  wish.prompts = {PromptOn(course, 0), PromptOn(course, 3)};
  wish.prompts[1].open_time = kNow + 2 * kWeek;  // the very moment the third week begins
  CHECK(PlanRun(course, wish, kNow).ok());
  *wish.prompts[1].open_time += absl::Seconds(1);
  CHECK(ModuleToBlame(PlanRun(course, wish, kNow).status()) == course.modules[3].id.text());
}

TEST_CASE("a meeting's window is its module's week in the run's own zone, though the clocks change in it") {
  const Course course = CourseOf({1, 2, 3});
  RunWish wish = Wish(Format::kSynchronous);
  wish.time_zone = "Europe/Paris";
  absl::TimeZone paris;
  REQUIRE(absl::LoadTimeZone("Europe/Paris", &paris));
  const auto at = [&](int month, int day) { return absl::FromCivil(absl::CivilSecond(2027, month, day, 18, 0, 0), paris); };
  wish.start_time = at(3, 24);
  const auto run = PlanRun(course, wish, kNow);
  REQUIRE(run.ok());
  CHECK(run->meetings[0].window_end_time == at(3, 31));
  CHECK(run->meetings[0].window_end_time - run->meetings[0].window_start_time == kWeek - absl::Hours(1));
  CHECK(run->meetings[2].window_end_time == at(4, 14));
  CHECK(run->end_time == at(4, 14));
}

TEST_CASE("a window leaves room for its meeting, is of a month at most, within the run, and after the one before") {
  const Course course = CourseOf({1, 2, 3});
  const auto refused = [&](const std::string& field, auto change) {
    RunWish wish = Wish(Format::kSynchronous);
    for (int i = 0; i < 3; ++i) wish.meetings.push_back(MeetingOn(course, i));
    change(wish);
    CAPTURE(field);
    CHECK_THAT(PlanRun(course, wish, kNow).status(), NamesField(field));
  };
  refused("run.meetings[0].window_end_time",
          [](RunWish& wish) { wish.meetings[0].window_end_time = kNow + absl::Hours(2) - absl::Seconds(1); });
  refused("run.meetings[2].window_end_time", [](RunWish& wish) {
    wish.end_time = kNow + absl::Hours(24 * 100);
    wish.meetings[2].window_end_time = kNow + 2 * kWeek + absl::Hours(24 * 31) + absl::Seconds(1);
  });
  refused("run.meetings[2].window_end_time", [](RunWish& wish) { wish.meetings[2].window_end_time = kNow + 3 * kWeek + absl::Seconds(1); });
  refused("run.meetings[0].window_start_time", [](RunWish& wish) { wish.meetings[0].window_start_time = kNow - absl::Seconds(1); });
  refused("run.meetings[1].window_start_time", [](RunWish& wish) { wish.meetings[1].window_start_time = kNow + kWeek - absl::Seconds(1); });
  refused("run.meetings[1].module_id", [](RunWish& wish) { wish.meetings[1].module_id = seed::Courses()[0].modules[0].id; });
  RunWish wish = Wish(Format::kSynchronous);
  wish.end_time = kNow + 3 * kWeek - absl::Seconds(1);
  CHECK_THAT(PlanRun(course, wish, kNow).status(), NamesField("run.end_time"));
}

}  // namespace
}  // namespace parley::catalog::domain
