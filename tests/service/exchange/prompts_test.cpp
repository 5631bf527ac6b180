#include "catch2/catch.hpp"
#include "tests/service/exchange/house.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

absl::Status List(House& house, const UserId& user_id, const std::string& run_id, v1::ListPromptsResponse& response, int page_size = 0,
                  const std::string& page_token = "") {
  v1::ListPromptsRequest request;
  request.set_run_id(run_id);
  request.set_page_size(page_size);
  request.set_page_token(page_token);
  return house.Call(user_id, "ListPrompts", request, response);
}

absl::Status Get(House& house, const UserId& user_id, const std::string& prompt_id, v1::Prompt& prompt) {
  v1::GetPromptRequest request;
  request.set_prompt_id(prompt_id);
  return house.Call(user_id, "GetPrompt", request, prompt);
}

TEST_CASE("a participant reads the prompts of the run in order, page by page") {
  House house;
  const UserId amal = house.Participant("Amal");
  v1::ListPromptsResponse all;
  REQUIRE_THAT(List(house, amal, house.run().run_id(), all), IsOk());
  REQUIRE(all.prompts_size() == 2);
  CHECK(all.next_page_token().empty());
  CHECK(all.prompts(0).text() == "Question 1");
  CHECK(all.prompts(0).ordinal() == 1);
  CHECK(all.prompts(0).group_id() == house.run().plenary_group_id());
  CHECK(all.prompts(0).module_id() == house.run().prompts(0).module_id());
  CHECK_FALSE(all.prompts(0).has_close_time());
  CHECK(all.prompts(1).close_time().seconds() == house.run().prompts(1).close_time().seconds());

  v1::ListPromptsResponse page;
  REQUIRE_THAT(List(house, amal, house.run().run_id(), page, 1), IsOk());
  REQUIRE(page.prompts_size() == 1);
  const std::string token = page.next_page_token();
  REQUIRE_THAT(List(house, amal, house.run().run_id(), page, 1, token), IsOk());
  REQUIRE(page.prompts_size() == 1);
  CHECK(page.prompts(0).ordinal() == 2);
  CHECK(page.next_page_token().empty());

  v1::Prompt prompt;
  REQUIRE_THAT(Get(house, amal, house.prompt_id(1), prompt), IsOk());
  CHECK(prompt.SerializeAsString() == all.prompts(1).SerializeAsString());
}

TEST_CASE("prompts are not there for who takes no part") {
  House house;
  v1::ListPromptsResponse response;
  v1::Prompt prompt;
  CHECK_THAT(List(house, house.Stranger(), house.run().run_id(), response), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Get(house, house.Stranger(), house.prompt_id(), prompt), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(List(house, UserId(), house.run().run_id(), response), HasCode(absl::StatusCode::kUnauthenticated));
  CHECK_THAT(Get(house, UserId(), house.prompt_id(), prompt), HasCode(absl::StatusCode::kUnauthenticated));
  const UserId amal = house.Participant("Amal");
  CHECK_THAT(List(house, amal, Fresh(), response), HasCode(absl::StatusCode::kNotFound));
  CHECK_THAT(Get(house, amal, Fresh(), prompt), HasCode(absl::StatusCode::kNotFound));
  house.Enrolment(amal, catalog::v1::Enrolment::STATE_WAITLISTED);
  CHECK_THAT(List(house, amal, house.run().run_id(), response), HasCode(absl::StatusCode::kNotFound));
}

TEST_CASE("prompts with bad input are refused by name") {
  House house;
  const UserId amal = house.Participant("Amal");
  v1::ListPromptsResponse response;
  v1::Prompt prompt;
  for (const std::string id : {"", "x", "01900000-0000-7000-8000-00000000000g"}) {
    CHECK_THAT(List(house, amal, id, response), NamesField("run_id"));
    CHECK_THAT(Get(house, amal, id, prompt), NamesField("prompt_id"));
  }
  CHECK_THAT(List(house, amal, std::string(100'000, 'a'), response), NamesField("run_id"));
  CHECK_THAT(List(house, amal, house.run().run_id(), response, -1), NamesField("page_size"));
  CHECK_THAT(List(house, amal, house.run().run_id(), response, 101), NamesField("page_size"));
  CHECK_THAT(List(house, amal, house.run().run_id(), response, 1, "forged"), NamesField("page_token"));
}

TEST_CASE("an enrolment made a moment ago counts, though its event has not come") {
  House house;
  const UserId amal = house.Stranger();
  v1::ListPromptsResponse response;
  REQUIRE_THAT(List(house, amal, house.run().run_id(), response), HasCode(absl::StatusCode::kNotFound));
  const int asked = house.catalog().questions();
  // The same question within a second is not asked again.
  REQUIRE_THAT(List(house, amal, house.run().run_id(), response), HasCode(absl::StatusCode::kNotFound));
  CHECK(house.catalog().questions() == asked);
  house.catalog().SetMembership(RunId::Trusted(house.run().run_id()), amal, catalog::v1::Enrolment::STATE_ENROLLED);
  house.clock().Advance(absl::Seconds(1));
  CHECK_THAT(List(house, amal, house.run().run_id(), response), IsOk());
  CHECK(house.catalog().questions() == asked + 1);
  // From then on nobody is asked.
  CHECK_THAT(List(house, amal, house.run().run_id(), response), IsOk());
  CHECK(house.catalog().questions() == asked + 1);
}

TEST_CASE("while catalog is away, who is not known yet is told to try again, and who is known goes on") {
  House house;
  const UserId known = house.Participant("Amal");
  v1::ListPromptsResponse response;
  REQUIRE_THAT(List(house, known, house.run().run_id(), response), IsOk());
  const UserId fresh = house.Participant("Ben");
  house.catalog().away = true;
  CHECK_THAT(List(house, known, house.run().run_id(), response), IsOk());
  CHECK_THAT(List(house, fresh, house.run().run_id(), response), HasReason("OWNER_UNAVAILABLE"));
  house.catalog().away = false;
  CHECK_THAT(List(house, fresh, house.run().run_id(), response), IsOk());
}

}  // namespace
}  // namespace parley::exchange
