#include "services/gateway/settings.h"

#include <map>
#include <optional>
#include <string>

#include "catch2/catch.hpp"

namespace parley::gateway {
namespace {

using Given = std::map<std::string, std::string>;

// Reads settings of which only some are given, and says what is wrong with those.
struct Reading {
  explicit Reading(const Given& given)
      : environment([given](const std::string& name) -> std::optional<std::string> {
          const auto found = given.find(name);
          return found == given.end() ? std::nullopt : std::optional(found->second);
        }),
        settings(ReadSettings(environment, {})),
        wrong(environment.Check().message()) {}

  config::Environment environment;
  Settings settings;
  std::string wrong;
};

TEST_CASE("limits have defaults, and this machine's proxies are trusted") {
  const Reading reading(Given{{"PARLEY_LIMIT_USER", ""}});
  CHECK(reading.wrong.find("PARLEY_LIMIT") == std::string::npos);
  const limits::Quotas& quotas = reading.settings.limits.quotas;
  CHECK(quotas.user.count == 600);
  CHECK(quotas.user.window == absl::Seconds(30));
  CHECK(quotas.rationed.count == 1000);
  CHECK(reading.settings.limits.proxies.Trust(boost::asio::ip::make_address("127.0.0.1")));
  CHECK(reading.settings.limits.proxies.Trust(boost::asio::ip::make_address("::1")));
  CHECK_FALSE(reading.settings.limits.proxies.Trust(boost::asio::ip::make_address("10.0.0.1")));
}

TEST_CASE("each limit is a setting, and so is whom to trust") {
  const Reading reading(Given{{"PARLEY_LIMIT_ADDRESS", "1/1s"},
                              {"PARLEY_LIMIT_USER", "2/1s"},
                              {"PARLEY_LIMIT_MEDIA", "3/1s"},
                              {"PARLEY_LIMIT_CLIENT", "off"},
                              {"PARLEY_LIMIT_RATIONED", "5/24h"},
                              {"PARLEY_TRUSTED_PROXIES", "none"}});
  const limits::Quotas& quotas = reading.settings.limits.quotas;
  CHECK(quotas.address.count == 1);
  CHECK(quotas.user.count == 2);
  CHECK(quotas.media.count == 3);
  CHECK(quotas.client.unlimited());
  CHECK(quotas.rationed.window == absl::Hours(24));
  CHECK_FALSE(reading.settings.limits.proxies.Trust(boost::asio::ip::make_address("127.0.0.1")));
}

TEST_CASE("a limit or a proxy that is none is told by its name") {
  const Reading reading(Given{{"PARLEY_LIMIT_USER", "many"}, {"PARLEY_TRUSTED_PROXIES", "caddy"}});
  CHECK(reading.wrong.find("PARLEY_LIMIT_USER must be so many in so long, such as 600/30s") != std::string::npos);
  CHECK(reading.wrong.find("PARLEY_TRUSTED_PROXIES must be networks such as 127.0.0.0/8") != std::string::npos);
}

}  // namespace
}  // namespace parley::gateway
