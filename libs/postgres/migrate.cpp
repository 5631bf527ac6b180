#include "libs/postgres/migrate.h"

#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "libs/errors/error.h"
#include "libs/log/log.h"

namespace parley::postgres {
namespace {

constexpr char kLock[] =
    "SET LOCAL statement_timeout TO 0; SET LOCAL lock_timeout TO 0;"
    " SELECT pg_advisory_xact_lock(hashtextextended('parley migrate ' || current_setting('search_path'), 0))";
// Whoever waits to change a table keeps all waiting that come to it afterwards. Behind a transaction that stays open (a backup reads for an
// hour) a step would do so for as long: it rather gives up, and tries again.
constexpr char kGiveUpSoon[] = "SET LOCAL lock_timeout TO '200ms'";
constexpr absl::Duration kPause = absl::Seconds(2);
constexpr int kTriesToTell = 30;  // about a minute
constexpr Statement kHasSchema{"MigrateHasSchema",
                               "SELECT 1 FROM pg_namespace WHERE quote_ident(nspname) = current_setting('search_path')"};
constexpr Statement kHasTable{"MigrateHasTable", "SELECT to_regclass('schema_migrations') IS NOT NULL AS found"};
constexpr Statement kSchemaName{"MigrateSchemaName", "SELECT current_setting('search_path') AS name"};
constexpr Statement kApplied{"MigrateApplied", "SELECT component, version, name FROM schema_migrations"};
constexpr Statement kRecord{"MigrateRecord",
                            "INSERT INTO schema_migrations (component, version, name, apply_time) VALUES ($1, $2, $3, $4)"};

constexpr char kTable[] =
    "CREATE TABLE schema_migrations (component text, version int, name text NOT NULL, apply_time timestamptz NOT NULL,"
    " PRIMARY KEY (component, version))";

struct Step {
  const char* component;
  const Migration* migration;
};

using Applied = std::map<std::pair<std::string, int>, std::string>;

std::string Describe(const Step& step) {
  return std::string(step.component) + " V" + std::to_string(step.migration->version) + "__" + step.migration->name;
}

std::string Explain(const Step& step, const StatementError& error) { return "migration " + Describe(step) + ": " + error.what(); }

// Waits as long as another process migrates; a step may take longer than statements of the service may.
void Lock(Transaction& transaction) { transaction.ExecuteScript(kLock); }

// The role of a service may lack the right to create schemas, so nothing that exists is created.
void EnsureTable(Transaction& transaction) {
  if (transaction.Execute(kHasSchema).empty()) {
    transaction.ExecuteScript("CREATE SCHEMA " + transaction.Execute(kSchemaName).front().Get<std::string>("name"));
  }
  if (!transaction.Execute(kHasTable).front().Get<bool>("found")) transaction.ExecuteScript(kTable);
}

Applied LoadApplied(Transaction& transaction) {
  Applied applied;
  for (const Row row : transaction.Execute(kApplied)) {
    applied[{row.Get<std::string>("component"), row.Get<int>("version")}] = row.Get<std::string>("name");
  }
  return applied;
}

absl::Status RewrittenHistory(const Step& step, const std::string& what) {
  return errors::FailedPrecondition("MIGRATIONS_REWRITTEN", "the schema " + what + " " + Describe(step) +
                                                                "; migrations are only ever added. Restore the old files or the database");
}

// Versions beyond the last known are of a newer release that was rolled back: its schema still serves us (expand, then contract).
absl::Status CheckHistory(const MigrationSet& set, const Applied& applied) {
  bool missing = false;
  for (const auto& migration : set.migrations) {
    const Step step{set.component, &migration};
    const auto found = applied.find({set.component, migration.version});
    if (found == applied.end()) {
      missing = true;
    } else if (missing) {
      return RewrittenHistory(step, "lacks a step before");
    } else if (found->second != migration.name) {
      return RewrittenHistory(step, "was given \"" + found->second + "\" in place of");
    }
  }
  for (const auto& [key, name] : applied) {
    if (key.first != set.component || set.migrations.empty() || key.second >= set.migrations.back().version) continue;
    bool known = false;
    for (const auto& migration : set.migrations) known = known || migration.version == key.second;
    if (!known) return RewrittenHistory({set.component, &set.migrations.back()}, "was given \"" + name + "\", which is unknown, before");
  }
  return absl::OkStatus();
}

std::optional<Step> FirstMissing(std::span<const MigrationSet> sets, const Applied& applied) {
  for (const auto& set : sets) {
    for (const auto& migration : set.migrations) {
      if (!applied.contains({set.component, migration.version})) return Step{set.component, &migration};
    }
  }
  return std::nullopt;
}

void Apply(Transaction& transaction, const Step& step, absl::Time now) {
  try {
    transaction.ExecuteScript(kGiveUpSoon);
    transaction.ExecuteScript(step.migration->text);
  } catch (const Contention& error) {
    throw Contention(error.sqlstate(), error.constraint(), Explain(step, error));
  } catch (const StatementError& error) {
    throw StatementError(error.sqlstate(), error.constraint(), Explain(step, error));
  }
  transaction.Execute(kRecord, step.component, step.migration->version, step.migration->name, now);
  log::Info("migrated", {{"step", Describe(step)}});
}

// Applies the next step that is missing; true when there was one.
absl::StatusOr<bool> ApplyNext(Connection& connection, std::span<const MigrationSet> sets, absl::Time now) {
  Transaction transaction = connection.Begin();
  Lock(transaction);
  EnsureTable(transaction);
  const Applied applied = LoadApplied(transaction);
  for (const auto& set : sets) {
    if (auto status = CheckHistory(set, applied); !status.ok()) return status;
  }
  const auto step = FirstMissing(sets, applied);
  if (step) Apply(transaction, *step, now);
  transaction.Commit();
  return step.has_value();
}

absl::Status ApplyAll(Connection& connection, std::span<const MigrationSet> sets, absl::Time now) {
  for (int vain = 0;;) {
    try {
      const auto applied = ApplyNext(connection, sets, now);
      if (!applied.ok()) return applied.status();
      if (!*applied) return absl::OkStatus();
      vain = 0;
    } catch (const Contention& error) {
      if (vain++ % kTriesToTell == 0) log::Warning("a migration waits for somebody's transaction to end", {{"error", error.what()}});
      std::this_thread::sleep_for(absl::ToChronoNanoseconds(kPause));
    }
  }
}

}  // namespace

absl::Status Migrate(Connection& connection, std::span<const MigrationSet> sets, absl::Time now) {
  try {
    return ApplyAll(connection, sets, now);
  } catch (const Unavailable& error) {
    return errors::Unavailable("DATABASE_UNAVAILABLE", error.what());
  } catch (const StatementError& error) {
    return absl::InternalError(error.what());
  }
}

}  // namespace parley::postgres
