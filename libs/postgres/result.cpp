#include "libs/postgres/result.h"

#include <stdexcept>
#include <string>

namespace parley::postgres {

int Result::size() const { return rows_ ? static_cast<int>(rows_->get().size()) : 0; }

int Result::affected() const { return rows_ ? static_cast<int>(rows_->get().affected_rows()) : 0; }

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
  const auto& rows = result_->rows_->get();
  for (pqxx::row::size_type column = 0; column < rows.columns(); ++column) {
    if (name == rows.column_name(column)) return static_cast<int>(column);
  }
  throw std::invalid_argument("the answer has no column \"" + std::string(name) + "\"");
}

bool Row::IsNull(std::string_view column) const {
  const auto& rows = result_->rows_->get();
  return rows[static_cast<pqxx::result::size_type>(index_)][static_cast<pqxx::row::size_type>(Column(column))].is_null();
}

std::string_view Row::Text(int column, std::string_view name) const {
  const auto& rows = result_->rows_->get();
  if (column < 0 || column >= static_cast<int>(rows.columns())) {
    throw std::invalid_argument("the answer has no column " + std::to_string(column));
  }
  const auto field = rows[static_cast<pqxx::result::size_type>(index_)][static_cast<pqxx::row::size_type>(column)];
  if (field.is_null()) {
    throw std::invalid_argument("column " + (name.empty() ? std::to_string(column) : "\"" + std::string(name) + "\"") + " is NULL");
  }
  return {field.c_str(), field.size()};
}

}  // namespace parley::postgres
