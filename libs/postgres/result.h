#pragma once

#include <pqxx/result>
#include <utility>

#include "libs/postgres/connection.h"

// Private to this library: pqxx stays out of what others include.
namespace parley::postgres {

class Result::Rows {
 public:
  explicit Rows(pqxx::result rows) : rows_(std::move(rows)) {}
  const pqxx::result& get() const { return rows_; }

 private:
  pqxx::result rows_;
};

}  // namespace parley::postgres
