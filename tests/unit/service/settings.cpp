#include "tests/unit/service/settings.h"

#include "tests/support/tls.h"

namespace parley::service {

Settings SettingsOf(const std::string& name, const test::Database& database, const std::string& redis_url) {
  Settings settings;
  settings.name = name;
  settings.database_url = database.url();
  settings.redis_url = redis_url;
  settings.secret = std::string(32, 's');
  settings.server.service = name;
  settings.server.tls = test::Tls(name);
  settings.server.database = database.options();
  settings.server.metrics_listen = "127.0.0.1:0";
  return settings;
}

}  // namespace parley::service
