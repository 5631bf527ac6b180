#include <map>

#include "catch2/catch.hpp"
#include "libs/service/process.h"
#include "tests/support/tls.h"

namespace parley::service {
namespace {

using Values = std::map<std::string, std::string>;

config::Environment From(const Values& values) {
  return config::Environment([values](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return found->second;
  });
}

Values Good() {
  const rpc::TlsFiles tls = test::Tls("exchange");
  return {{"PARLEY_DATABASE_URL", "postgresql://x"},   {"PARLEY_REDIS_URL", "unix:/x"},
          {"PARLEY_SECRET", std::string(32, 's')},     {"PARLEY_TLS_CA", tls.ca},
          {"PARLEY_TLS_CERTIFICATE", tls.certificate}, {"PARLEY_TLS_KEY", tls.key}};
}

TEST_CASE("settings have a use as they are given, and sound values where they are not") {
  Values values = Good();
  values["PARLEY_WORKERS"] = "7";
  values["PARLEY_METRICS_LISTEN"] = "127.0.0.1:9100";
  auto environment = From(values);
  const Settings settings = ReadSettings(environment, "exchange");
  CHECK(environment.Check().ok());
  CHECK(settings.name == "exchange");
  CHECK(settings.server.service == "exchange");
  CHECK(settings.server.database.schema == "exchange");
  CHECK(settings.server.database.url == "postgresql://x");
  CHECK(settings.server.workers == 7);
  CHECK(settings.server.queue_limit == 256);
  CHECK(settings.server.metrics_listen == "127.0.0.1:9100");
  CHECK(settings.server.listen == "127.0.0.1:0");
}

TEST_CASE("everything that is wrong with the settings is said at once") {
  auto environment = From({{"PARLEY_SECRET", "short"}, {"PARLEY_WORKERS", "0"}, {"PARLEY_QUEUE_LIMIT", "many"}});
  const Settings settings = ReadSettings(environment, "exchange");
  CHECK(ConnectPeer(environment, settings, "identity") == nullptr);
  const std::string message(environment.Check().message());
  for (const char* name : {"PARLEY_DATABASE_URL", "PARLEY_REDIS_URL", "PARLEY_SECRET", "PARLEY_WORKERS", "PARLEY_QUEUE_LIMIT",
                           "PARLEY_TLS_CA", "PARLEY_TLS_CERTIFICATE", "PARLEY_TLS_KEY", "PARLEY_IDENTITY_ADDRESS"}) {
    INFO(message);
    CHECK(message.find(name) != std::string::npos);
  }
}

TEST_CASE("a key that is not the certificate's is a wrong setting") {
  Values values = Good();
  values["PARLEY_TLS_KEY"] = test::Tls("gateway").key;
  auto environment = From(values);
  const Settings settings = ReadSettings(environment, "exchange");
  CHECK(ConnectPeer(environment, settings, "identity") == nullptr);
  CHECK(environment.Check().message().find("is not the key of") != absl::string_view::npos);
}

TEST_CASE("a peer is found by its address") {
  Values values = Good();
  values["PARLEY_IDENTITY_ADDRESS"] = "127.0.0.1:1";
  auto environment = From(values);
  const Settings settings = ReadSettings(environment, "exchange");
  CHECK(ConnectPeer(environment, settings, "identity") != nullptr);
  CHECK(environment.Check().ok());
}

}  // namespace
}  // namespace parley::service
