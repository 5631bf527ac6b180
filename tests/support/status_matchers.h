#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "catch2/catch.hpp"
#include "libs/errors/error.h"

// Catch2 matchers for statuses: `REQUIRE_THAT(status, HasReason("ETAG_MISMATCH"))`; of a StatusOr, match its `.status()`.
// They join: `HasCode(absl::StatusCode::kInvalidArgument) && NamesField("email")`.
namespace parley::test {

class IsOk : public Catch::MatcherBase<absl::Status> {
 public:
  bool match(const absl::Status& status) const override { return status.ok(); }
  std::string describe() const override { return "is OK"; }
};

class HasCode : public Catch::MatcherBase<absl::Status> {
 public:
  explicit HasCode(absl::StatusCode code) : code_(code) {}
  bool match(const absl::Status& status) const override { return status.code() == code_; }
  std::string describe() const override { return "has code " + absl::StatusCodeToString(code_); }

 private:
  absl::StatusCode code_;
};

class HasReason : public Catch::MatcherBase<absl::Status> {
 public:
  explicit HasReason(std::string reason) : reason_(std::move(reason)) {}
  bool match(const absl::Status& status) const override { return errors::DetailsOf(status).reason == reason_; }
  std::string describe() const override { return "has reason " + reason_; }

 private:
  std::string reason_;
};

// INVALID_ARGUMENT that names this field, perhaps among others.
class NamesField : public Catch::MatcherBase<absl::Status> {
 public:
  explicit NamesField(std::string field) : field_(std::move(field)) {}
  bool match(const absl::Status& status) const override {
    if (status.code() != absl::StatusCode::kInvalidArgument) return false;
    for (const auto& violation : errors::DetailsOf(status).fields) {
      if (violation.field == field_) return true;
    }
    return false;
  }
  std::string describe() const override { return "names the field " + field_; }

 private:
  std::string field_;
};

}  // namespace parley::test
