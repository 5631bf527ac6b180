#include "services/catalog/domain/run.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "services/catalog/seed/courses.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog::domain {
namespace {

using test::HasReason;
using test::NamesField;

absl::Time At(const char* text, const char* zone_name) {
  absl::TimeZone zone;
  REQUIRE(absl::LoadTimeZone(zone_name, &zone));
  absl::Time time;
  std::string error;
  REQUIRE(absl::ParseTime("%Y-%m-%d %H:%M", text, zone, &time, &error));
  return time;
}

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

// "Newcomers and Nationalism".
const Course& ThreeModules() { return seed::Courses()[2]; }

RunWish Wish() {
  RunWish wish;
  wish.course_id = ThreeModules().id;
  wish.start_time = kNow;
  wish.time_zone = "UTC";
  wish.capacity = 20;
  return wish;
}

TEST_CASE("without prompts the template asks one question a module, each in its week") {
  const auto run = PlanRun(ThreeModules(), Wish(), kNow);
  REQUIRE(run.ok());
  REQUIRE(run->prompts.size() == 3);
  for (int i = 0; i < 3; ++i) {
    const Module& module = ThreeModules().modules[i];
    CHECK(run->prompts[i].module_id == module.id);
    CHECK(run->prompts[i].text == module.prompt_text);
    CHECK(run->prompts[i].open_time == kNow + absl::Hours(24 * 7 * (module.week - 1)));
    CHECK_FALSE(run->prompts[i].close_time);
    CHECK_FALSE(run->prompts[i].id.empty());
  }
}

TEST_CASE("a new run is a draft with ids of its own and what its course gives") {
  const auto run = PlanRun(ThreeModules(), Wish(), kNow);
  REQUIRE(run.ok());
  CHECK(run->state == RunState::kDraft);
  CHECK_FALSE(run->id.empty());
  CHECK_FALSE(run->plenary_group_id.empty());
  CHECK(run->plenary_group_id.text() != run->id.text());
  CHECK(run->title == ThreeModules().title);
  CHECK(run->working_languages == ThreeModules().languages);
  CHECK(run->partner_id == ThreeModules().partner_id);
  CHECK(run->enrolled_count == 0);
}

TEST_CASE("a wish's own title, languages and prompts are kept in their order") {
  RunWish wish = Wish();
  wish.title = "Spring";
  wish.working_languages = {"es"};
  for (int i : {2, 0, 1, 0}) wish.prompts.push_back({ThreeModules().modules[i].id, "Question " + std::to_string(i), {}, {}});
  wish.prompts[1].open_time = kNow + absl::Hours(1);
  wish.prompts[1].close_time = kNow + absl::Hours(2);
  const auto run = PlanRun(ThreeModules(), wish, kNow);
  REQUIRE(run.ok());
  CHECK(run->title == "Spring");
  CHECK(run->working_languages == std::vector<std::string>{"es"});
  REQUIRE(run->prompts.size() == 4);
  CHECK(run->prompts[0].text == "Question 2");
  CHECK(run->prompts[1].open_time == kNow + absl::Hours(1));
  CHECK(run->prompts[1].close_time == kNow + absl::Hours(2));
  CHECK(run->prompts[3].text == "Question 0");
}

TEST_CASE("a plan that leaves a module without a prompt breaks its format, and the module is named") {
  RunWish wish = Wish();
  wish.prompts = {{ThreeModules().modules[0].id, "?", {}, {}}, {ThreeModules().modules[2].id, "?", {}, {}}};
  const auto run = PlanRun(ThreeModules(), wish, kNow);
  CHECK_THAT(run.status(), HasReason("PLAN_BREAKS_FORMAT"));
  CHECK(errors::DetailsOf(run.status()).metadata["module_id"] == ThreeModules().modules[1].id.text());
  CHECK(std::string(run.status().message()).find(ThreeModules().modules[1].title) != std::string::npos);
}

TEST_CASE("a prompt of another course's module is refused") {
  RunWish wish = Wish();
  wish.prompts = {{seed::Courses()[0].modules[0].id, "?", {}, {}}};
  CHECK_THAT(PlanRun(ThreeModules(), wish, kNow).status(), NamesField("run.prompts[0].module_id"));
}

TEST_CASE("a prompt closes after it opens") {
  RunWish wish = Wish();
  for (const Module& module : ThreeModules().modules) wish.prompts.push_back({module.id, "?", {}, {}});
  wish.prompts[1].close_time = kNow + absl::Hours(24 * 7);  // the very moment its week begins
  CHECK_THAT(PlanRun(ThreeModules(), wish, kNow).status(), NamesField("run.prompts[1].close_time"));
}

TEST_CASE("a run ends a week after its last module's week began, or when it is told to") {
  RunWish wish = Wish();
  CHECK(PlanRun(ThreeModules(), wish, kNow)->end_time == kNow + absl::Hours(24 * 7 * 3));
  wish.end_time = kNow + absl::Hours(24 * 50);
  CHECK(PlanRun(ThreeModules(), wish, kNow)->end_time == *wish.end_time);
}

TEST_CASE("every prompt opens before the run ends") {
  RunWish wish = Wish();
  // The third module's week begins after 14 days.
  wish.end_time = kNow + absl::Hours(24 * 14);
  CHECK_THAT(PlanRun(ThreeModules(), wish, kNow).status(), NamesField("run.end_time"));
  for (const Module& module : ThreeModules().modules) wish.prompts.push_back({module.id, "?", {}, {}});
  CHECK_THAT(PlanRun(ThreeModules(), wish, kNow).status(), NamesField("run.prompts[2].open_time"));
  wish.end_time = kNow + absl::Hours(24 * 14) + absl::Seconds(1);
  CHECK(PlanRun(ThreeModules(), wish, kNow).ok());
}

TEST_CASE("a week begins at the local hour of the start though the clocks change between") {
  const absl::Time start = At("2027-03-24 18:00", "Europe/Paris");
  CHECK(StartOfWeek(start, "Europe/Paris", 1) == start);
  CHECK(StartOfWeek(start, "Europe/Paris", 2) == At("2027-03-31 18:00", "Europe/Paris"));
  CHECK(StartOfWeek(start, "Europe/Paris", 2) - start == absl::Hours(24 * 7 - 1));
}

TEST_CASE("a run that starts at a fraction of a second has its weeks from there, and the meetings of its first") {
  const absl::Time start = At("2027-03-24 18:00", "Europe/Paris") + absl::Milliseconds(345);
  CHECK(StartOfWeek(start, "Europe/Paris", 1) == start);
  CHECK(StartOfWeek(start, "Europe/Paris", 2) - start == absl::Hours(24 * 7 - 1));
}

TEST_CASE("only a draft can be opened") {
  Run run;
  REQUIRE(Open(run).ok());
  CHECK(run.state == RunState::kOpen);
  for (RunState state : {RunState::kOpen, RunState::kRunning, RunState::kFinished, RunState::kCancelled}) {
    run.state = state;
    CHECK_THAT(Open(run), HasReason("RUN_NOT_DRAFT"));
    CHECK(run.state == state);
  }
}

TEST_CASE("a run that has not ended can be called off, and then nobody has a seat in it") {
  for (RunState state : {RunState::kDraft, RunState::kOpen, RunState::kRunning}) {
    Run run;
    run.state = state;
    run.enrolled_count = 3;
    REQUIRE(Cancel(run).ok());
    CHECK(run.state == RunState::kCancelled);
    CHECK(run.enrolled_count == 0);
  }
  for (RunState state : {RunState::kFinished, RunState::kCancelled}) {
    Run run;
    run.state = state;
    run.enrolled_count = 3;
    CHECK_THAT(Cancel(run), HasReason("RUN_ENDED"));
    CHECK(run.state == state);
    CHECK(run.enrolled_count == 3);
  }
}

TEST_CASE("an old etag is refused and none is fine") {
  Run run;
  run.version = 2;
  CHECK(CheckEtag(run, "").ok());
  CHECK(CheckEtag(run, Etag(run)).ok());
  CHECK_THAT(CheckEtag(run, "1"), HasReason("ETAG_MISMATCH"));
}

TEST_CASE("the seed courses keep the bounds of a course") {
  REQUIRE(seed::Courses().size() == 3);
  CHECK(ThreeModules().title == "Newcomers and Nationalism");
  CHECK(ThreeModules().modules.size() == 3);
  for (const Course& course : seed::Courses()) {
    CHECK(IsUuid(course.id.text()));
    CHECK(course.title.size() <= 200);
    CHECK(course.summary.size() <= 2000);
    CHECK(course.modules.size() >= 3);
    CHECK(course.modules.size() <= 5);
    for (const Module& module : course.modules) {
      CHECK(IsUuid(module.id.text()));
      CHECK_FALSE(module.prompt_text.empty());
      CHECK(module.prompt_text.size() <= 1000);
    }
  }
}

}  // namespace
}  // namespace parley::catalog::domain
