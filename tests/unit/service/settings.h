#pragma once

#include <string>

#include "libs/service/process.h"
#include "tests/support/database.h"

namespace parley::service {

// Of a service in a database of its own; its metrics are on a port of their own.
Settings SettingsOf(const std::string& name, const test::Database& database, const std::string& redis_url);

}  // namespace parley::service
