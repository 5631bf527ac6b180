#pragma once

#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "libs/postgres/statement.h"
#include "libs/postgres/value.h"

namespace parley::postgres {

// The connection is gone, or the server does not take one now, or lacks memory or room. What was in flight may or may not have happened.
class Unavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Whoever waited for the server does so no more (Connection::WaitUntil, Interrupt): the connection is given up, and the server ends what it
// was at within a second. That may or may not have happened.
class Abandoned final : public Unavailable {
  using Unavailable::Unavailable;
};

// The server refused a statement. `sqlstate` as in PostgreSQL's Appendix A.
class StatementError : public std::runtime_error {
 public:
  StatementError(std::string sqlstate, std::string constraint, const std::string& what)
      : std::runtime_error(what), sqlstate_(std::move(sqlstate)), constraint_(std::move(constraint)) {}
  const std::string& sqlstate() const { return sqlstate_; }
  // The violated constraint's name; empty when it is another error.
  const std::string& constraint() const { return constraint_; }

 private:
  std::string sqlstate_;
  std::string constraint_;
};
class UniqueViolation final : public StatementError {
  using StatementError::StatementError;
};
// Deadlock, serialization failure or lock timeout: the whole transaction may be tried again.
class Contention final : public StatementError {
  using StatementError::StatementError;
};

// Rows of an answer. Cheap to copy. Columns are read by name or by place (from 0).
class Row;
class Result {
 public:
  class Rows;  // defined in result.h
  Result() = default;
  explicit Result(std::shared_ptr<const Rows> rows) : rows_(std::move(rows)) {}

  int size() const;
  bool empty() const { return size() == 0; }
  // Rows an INSERT, UPDATE or DELETE touched.
  int affected() const;
  Row operator[](int index) const;
  Row front() const;

  class Iterator;
  Iterator begin() const;
  Iterator end() const;

 private:
  friend class Row;
  std::shared_ptr<const Rows> rows_;
};

class Row {
 public:
  Row(const Result* result, int index) : result_(result), index_(index) {}

  // Throws std::invalid_argument when the column does not exist, is NULL or is not of type T.
  template <class T>
  T Get(std::string_view column) const {
    T value{};
    FromText(Text(Column(column), column), value);
    return value;
  }
  template <class T>
  T Get(int column) const {
    T value{};
    FromText(Text(column, {}), value);
    return value;
  }
  // nullopt for NULL.
  template <class T>
  std::optional<T> GetOptional(std::string_view column) const {
    if (IsNull(column)) return std::nullopt;
    return Get<T>(column);
  }
  // `otherwise` for NULL.
  template <class T>
  T GetOr(std::string_view column, T otherwise) const {
    return IsNull(column) ? std::move(otherwise) : Get<T>(column);
  }
  bool IsNull(std::string_view column) const;
  // Place of a column by name; throws std::invalid_argument when there is none.
  int Column(std::string_view name) const;

 private:
  std::string_view Text(int column, std::string_view name) const;
  const Result* result_;
  int index_;
};

class Result::Iterator {
 public:
  Iterator(const Result* result, int index) : result_(result), index_(index) {}
  Row operator*() const { return Row(result_, index_); }
  Iterator& operator++() {
    ++index_;
    return *this;
  }
  bool operator!=(const Iterator& other) const { return index_ != other.index_; }

 private:
  const Result* result_;
  int index_;
};

// Something that statements can be executed on: a transaction, or a connection on which each statement commits by itself.
// Not thread-safe. Errors are exceptions: Unavailable, StatementError and its kinds.
class Session {
 public:
  virtual ~Session() = default;

  template <class... Args>
  Result Execute(const Statement& statement, const Args&... args) {
    return ExecuteParams(statement, {ToParam(args)...});
  }
  virtual Result ExecuteParams(const Statement& statement, std::vector<Param> params) = 0;

  // The same for a statement whose answer nobody needs. In a transaction it goes with the next one that is waited for, or with Commit, in
  // their order, and throws there: a way to the server and back is saved.
  template <class... Args>
  void Defer(const Statement& statement, const Args&... args) {
    DeferParams(statement, {ToParam(args)...});
  }
  virtual void DeferParams(const Statement& statement, std::vector<Param> params) { ExecuteParams(statement, std::move(params)); }
  // Does now what is deferred.
  virtual void Settle() {}
};

class Transaction;

// One connection, opened on first use and again after it broke. Sets the schema as search_path, time zone UTC, READ COMMITTED.
// Used by one thread at a time.
class Connection final : public Session {
 public:
  struct Options {
    std::string url;     // "postgresql://role@/db?host=/socket&port=5432" or a libpq keyword string
    std::string schema;  // search_path
    // Statements running longer are cancelled by the server. Zero means no limit.
    absl::Duration statement_timeout = absl::Seconds(15);
    // Waits for a row lock longer than this end in Contention.
    absl::Duration lock_timeout = absl::Seconds(5);
    // A transaction that does nothing for longer, while it holds what it locked, is ended by the server, as by a crash: whoever has it has
    // stopped. Zero means no limit.
    absl::Duration idle_timeout = absl::Seconds(15);
  };
  explicit Connection(Options options);
  ~Connection() override;
  Connection(const Connection&) = delete;

  // Each statement commits by itself; for single-statement reads (half the cost of a transaction).
  // Reconnects when the connection turns out to be broken before anything was sent; a statement is never sent twice.
  Result ExecuteParams(const Statement& statement, std::vector<Param> params) override;

  // Begins a transaction. At most one at a time. The server learns of it with the first statement.
  Transaction Begin();

  // Runs SQL text of several statements, without parameters. For migrations.
  void ExecuteScript(const std::string& sql);

  // Drops the connection; the next use opens a new one.
  void Close();

  // What is done from now on is waited for until `deadline`, by the machine's clock, and ends in Abandoned after it. Until this is called a
  // statement is waited for a little longer than statement_timeout, for a server that is frozen ends none.
  void WaitUntil(absl::Time deadline);
  // Nobody needs what is done since WaitUntil: it ends in Abandoned, unless it ends by itself in this moment. What is done after the next
  // WaitUntil is not touched. From any thread, but not while another is at WaitUntil.
  void Interrupt();

 private:
  friend class Transaction;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Rolls back unless committed.
class Transaction final : public Session {
 public:
  ~Transaction() override;
  Transaction(Transaction&&) noexcept;

  Result ExecuteParams(const Statement& statement, std::vector<Param> params) override;
  void DeferParams(const Statement& statement, std::vector<Param> params) override;
  void Settle() override;
  void ExecuteScript(const std::string& sql);
  // Durable when it returns. Throws Unavailable when the outcome is unknown.
  void Commit();

 private:
  friend class Connection;
  struct Impl;
  explicit Transaction(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::postgres
