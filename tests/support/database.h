#pragma once

#include <span>
#include <string>

#include "libs/postgres/connection.h"
#include "libs/postgres/statement.h"

namespace parley::test {

// A database of its own on the server of PARLEY_TEST_DATABASE_URL, with the schema of a service, migrated; dropped at the end, with whoever
// is still connected. It is cloned from a template that is made once for these migrations, however many processes ask for it at once.
class Database {
 public:
  Database(const std::string& service_name, std::span<const postgres::MigrationSet> sets);
  // A schema without tables.
  explicit Database(const std::string& service_name) : Database(service_name, {}) {}
  ~Database();
  Database(const Database&) = delete;

  const postgres::Connection::Options& options() const { return options_; }
  const std::string& url() const { return options_.url; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  postgres::Connection::Options options_;
};

}  // namespace parley::test
