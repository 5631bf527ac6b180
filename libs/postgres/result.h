#pragma once

#include "libs/postgres/connection.h"
#include "libs/postgres/pipeline.h"

// Private to this library: libpq stays out of what others include.
namespace parley::postgres {

class Result::Rows {
 public:
  explicit Rows(Answer answer) : answer_(std::move(answer)) {}
  const PGresult* get() const { return answer_.get(); }

 private:
  Answer answer_;
};

}  // namespace parley::postgres
