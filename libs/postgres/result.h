#pragma once

#include <pqxx/result>

#include "libs/postgres/connection.h"

// Private to this library: pqxx stays out of what others include.
namespace parley::postgres {

class Result::Rows {
 public:
  explicit Rows(const pqxx::result& rows) : rows_(rows) {}
  const pqxx::result& get() const { return rows_; }

 private:
  pqxx::result rows_;
};

}  // namespace parley::postgres
