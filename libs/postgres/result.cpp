#include "libs/postgres/result.h"

#include <stdexcept>
#include <string>

namespace parley::postgres {

int Result::size() const { return rows_ ? PQntuples(rows_->get()) : 0; }

int Result::affected() const {
  // Empty for what touches no rows, such as a command.
  const char* count = rows_ ? PQcmdTuples(const_cast<PGresult*>(rows_->get())) : "";
  return *count == '\0' ? 0 : std::stoi(count);
}

Row Result::operator[](int index) const {
  if (index < 0 || index >= size()) {
    throw std::out_of_range("row " + std::to_string(index) + " of an answer of " + std::to_string(size()) + " rows");
  }
  return Row(this, index);
}

Row Result::front() const { return (*this)[0]; }

Result::Iterator Result::begin() const { return {this, 0}; }

Result::Iterator Result::end() const { return {this, size()}; }

int Row::Column(std::string_view name) const {
  const PGresult* rows = result_->rows_->get();
  for (int column = 0; column < PQnfields(rows); ++column) {
    if (name == PQfname(rows, column)) return column;
  }
  throw std::invalid_argument("the answer has no column \"" + std::string(name) + "\"");
}

bool Row::IsNull(std::string_view column) const { return PQgetisnull(result_->rows_->get(), index_, Column(column)) != 0; }

std::string_view Row::Text(int column, std::string_view name) const {
  const PGresult* rows = result_->rows_->get();
  if (column < 0 || column >= PQnfields(rows)) throw std::invalid_argument("the answer has no column " + std::to_string(column));
  if (PQgetisnull(rows, index_, column) != 0) {
    throw std::invalid_argument("column " + (name.empty() ? std::to_string(column) : "\"" + std::string(name) + "\"") + " is NULL");
  }
  return {PQgetvalue(rows, index_, column), static_cast<size_t>(PQgetlength(rows, index_, column))};
}

}  // namespace parley::postgres
