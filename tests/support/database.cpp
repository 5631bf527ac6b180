#include "tests/support/database.h"

#include <cstdint>
#include <iostream>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"
#include "libs/ids/id.h"
#include "libs/postgres/migrate.h"
#include "tests/support/setting.h"

namespace parley::test {
namespace {

constexpr postgres::Statement kLock{"TestLockTemplate", "SELECT pg_advisory_lock(hashtextextended($1, 0))"};
constexpr postgres::Statement kExists{"TestTemplateExists", "SELECT 1 FROM pg_database WHERE datname = $1"};

std::string ServerUrl() { return Setting("PARLEY_TEST_DATABASE_URL"); }

// The server's URL with another database.
std::string UrlOf(const std::string& database) {
  const std::string url = ServerUrl();
  const auto scheme = url.find("://");
  const auto slash = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
  if (slash == std::string::npos)
    throw std::runtime_error("PARLEY_TEST_DATABASE_URL must be like postgresql://role@host/database?host=/socket");
  const auto query = url.find('?', slash);
  return url.substr(0, slash + 1) + database + (query == std::string::npos ? "" : url.substr(query));
}

postgres::Connection::Options OptionsOf(const std::string& database, const std::string& schema) {
  return {.url = UrlOf(database), .schema = schema};
}

// A connection for creating and dropping, which may take long when many tests begin at once.
postgres::Connection::Options AdminOptions() {
  return {.url = ServerUrl(), .schema = "public", .statement_timeout = absl::ZeroDuration(), .lock_timeout = absl::ZeroDuration()};
}

// FNV-1a: alike in every process.
class Hash {
 public:
  void Add(std::string_view text) {
    for (const char c : text) Mix(static_cast<unsigned char>(c));
    Mix(0);
  }
  std::string text() const { return std::to_string(value_); }

 private:
  void Mix(unsigned char byte) { value_ = (value_ ^ byte) * 1099511628211ULL; }
  uint64_t value_ = 14695981039346656037ULL;
};

std::string TemplateName(const std::string& service_name, std::span<const postgres::MigrationSet> sets) {
  Hash hash;
  for (const auto& set : sets) {
    hash.Add(set.component);
    for (const auto& migration : set.migrations) {
      hash.Add(std::to_string(migration.version));
      hash.Add(migration.name);
      hash.Add(migration.text);
    }
  }
  return "parley_template_" + service_name + "_" + hash.text();
}

void MigrateDatabase(const std::string& database, const std::string& schema, std::span<const postgres::MigrationSet> sets) {
  postgres::Connection connection(OptionsOf(database, schema));
  const auto status = postgres::Migrate(connection, sets, absl::Now());
  if (!status.ok()) throw std::runtime_error("the test database cannot be migrated: " + std::string(status.message()));
}

// Makes the template under another name, so that it exists only when it is whole.
void MakeTemplate(postgres::Connection& admin, const std::string& name, const std::string& schema,
                  std::span<const postgres::MigrationSet> sets) {
  const std::string unfinished = name + "_new";
  admin.ExecuteScript("DROP DATABASE IF EXISTS " + unfinished);
  admin.ExecuteScript("CREATE DATABASE " + unfinished + " TEMPLATE template0");
  MigrateDatabase(unfinished, schema, sets);
  admin.ExecuteScript("ALTER DATABASE " + unfinished + " RENAME TO " + name);
}

void EnsureTemplate(postgres::Connection& admin, const std::string& name, const std::string& schema,
                    std::span<const postgres::MigrationSet> sets) {
  static std::mutex mutex;
  static std::set<std::pair<std::string, std::string>> known;  // by server
  const std::lock_guard lock(mutex);
  if (known.count({ServerUrl(), name}) > 0) return;
  postgres::Connection holder(AdminOptions());  // the lock of other processes ends with it
  holder.Execute(kLock, name);
  if (admin.Execute(kExists, name).empty()) MakeTemplate(admin, name, schema, sets);
  known.emplace(ServerUrl(), name);
}

// A copy's events are not its template's: copies share a Redis, where the epoch keeps their streams apart.
void StartEpoch(const postgres::Connection::Options& options) {
  postgres::Connection(options).ExecuteScript(
      "DO $$ BEGIN IF to_regclass('outbox_epoch') IS NOT NULL THEN UPDATE outbox_epoch SET epoch = replace(gen_random_uuid()::text, '-', "
      "''); "
      "END IF; END $$");
}

std::string FreshName(const std::string& service_name) {
  std::string unique = NewUuid(absl::Now());
  std::erase(unique, '-');
  return "parley_test_" + service_name + "_" + unique;
}

}  // namespace

Database::Database(const std::string& service_name, std::span<const postgres::MigrationSet> sets)
    : name_(FreshName(service_name)), options_(OptionsOf(name_, service_name)) {
  postgres::Connection admin(AdminOptions());
  const std::string original = TemplateName(service_name, sets);
  EnsureTemplate(admin, original, service_name, sets);
  // Twice as fast as by way of the log, where a checkpoint costs nothing (fsync is off): most of what a test of a service costs is this.
  admin.ExecuteScript("CREATE DATABASE " + name_ + " TEMPLATE " + original + " STRATEGY FILE_COPY");
  StartEpoch(options_);
}

Database::~Database() {
  try {
    postgres::Connection admin(AdminOptions());
    admin.ExecuteScript("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::cerr << "database " << name_ << " stays: " << error.what() << "\n";
  }
}

}  // namespace parley::test
