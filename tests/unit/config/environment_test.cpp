#include "libs/config/environment.h"

#include <map>

#include "tests/support/status_matchers.h"
#include "tests/support/temporary_folder.h"

namespace parley::config {
namespace {

Environment Of(const std::map<std::string, std::string>& settings) {
  return Environment([settings](const std::string& name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    if (found == settings.end()) return std::nullopt;
    return found->second;
  });
}

std::string ErrorsOf(const Environment& environment) { return std::string(environment.Check().message()); }

TEST_CASE("settings are read with their types") {
  auto environment = Of({{"URL", "x"}, {"COUNT", "12"}, {"WAIT", "1m30s"}, {"ON", "true"}, {"OFF", "0"}});
  REQUIRE(environment.Required("URL") == "x");
  REQUIRE(environment.Integer("COUNT", 1, 1, 100) == 12);
  REQUIRE(environment.Duration("WAIT", absl::Seconds(1)) == absl::Seconds(90));
  REQUIRE(environment.Flag("ON", false));
  REQUIRE_FALSE(environment.Flag("OFF", true));
  REQUIRE_THAT(environment.Check(), test::IsOk());
}

TEST_CASE("what is not set, or empty, has its default") {
  auto environment = Of({{"EMPTY", ""}});
  REQUIRE(environment.Optional("EMPTY", "otherwise") == "otherwise");
  REQUIRE(environment.Integer("COUNT", 7, 1, 9) == 7);
  REQUIRE(environment.Duration("WAIT", absl::Seconds(3)) == absl::Seconds(3));
  REQUIRE(environment.Flag("ON", true));
  REQUIRE_THAT(environment.Check(), test::IsOk());
}

TEST_CASE("every error is told at once, each naming its setting") {
  auto environment = Of({{"COUNT", "12x"}, {"PORT", "70000"}, {"WAIT", "soon"}, {"PATIENCE", "-5s"}, {"ON", "yes"}, {"EMPTY", ""}});
  environment.Required("URL");
  environment.Required("EMPTY");
  REQUIRE(environment.Integer("COUNT", 7, 1, 9) == 7);
  environment.Integer("PORT", 1, 0, 65535);
  environment.Duration("WAIT", absl::Seconds(1));
  environment.Duration("PATIENCE", absl::Seconds(1));
  environment.Flag("ON", false);
  environment.AddError("KEY", "is not a PEM key");
  REQUIRE_THAT(environment.Check(), test::HasCode(absl::StatusCode::kInvalidArgument));
  REQUIRE(ErrorsOf(environment) ==
          "URL is required (or URL_FILE, a file that holds it)\n"
          "EMPTY is required (or EMPTY_FILE, a file that holds it)\n"
          "COUNT is \"12x\" but must be an integer from 1 to 9\n"
          "PORT is \"70000\" but must be an integer from 0 to 65535\n"
          "WAIT is \"soon\" but must be a duration such as 500ms, 90s, 15m or 48h\n"
          "PATIENCE is \"-5s\" but must be a duration such as 500ms, 90s, 15m or 48h\n"
          "ON is \"yes\" but must be true or false\n"
          "KEY is not a PEM key");
}

TEST_CASE("a secret may come from a file, less its final newline") {
  const test::TemporaryFolder folder;
  auto environment = Of({{"SECRET_FILE", folder.Write("secret", "line one\nline two\n")}});
  REQUIRE(environment.Required("SECRET") == "line one\nline two");
  REQUIRE_THAT(environment.Check(), test::IsOk());
}

TEST_CASE("a file that cannot be read, or a setting given twice, is an error") {
  const test::TemporaryFolder folder;
  auto environment = Of({{"A_FILE", folder.path() + "/none"}, {"B", "x"}, {"B_FILE", folder.Write("b", "y")}, {"C_FILE", folder.path()}});
  environment.Required("A");
  environment.Required("B");
  environment.Required("C");
  REQUIRE(ErrorsOf(environment) == "A_FILE names " + folder.path() +
                                       "/none, which cannot be read\n"
                                       "B is given both by itself and by B_FILE; give one\n"
                                       "C_FILE names " +
                                       folder.path() + ", which cannot be read");
}

}  // namespace
}  // namespace parley::config
