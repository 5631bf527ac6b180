#include "libs/postgres/connection.h"

#include <optional>
#include <pqxx/nontransaction>
#include <pqxx/transaction>
#include <stdexcept>
#include <utility>

#include "libs/postgres/failure.h"
#include "libs/postgres/link.h"
#include "libs/postgres/result.h"

namespace parley::postgres {

struct Connection::Impl {
  explicit Impl(Options given) : options(std::move(given)) {}

  // A link that is fit for use, opened when there is none.
  Link& Usable() {
    if (in_transaction) throw std::logic_error("a statement beside the connection's open transaction");
    if (link && !link->IsUsable()) link.reset();
    if (!link) link.emplace(options);
    return *link;
  }

  // Runs `act` on a usable link; once more on a new one when that is Unavailable. For what changes nothing.
  template <class Act>
  auto TryTwice(Act act) -> decltype(act(std::declval<Link&>())) {
    const bool is_new = !link;
    try {
      return act(Usable());
    } catch (const Unavailable&) {
      link.reset();
      if (is_new) throw;
    }
    return act(Usable());
  }

  const Options options;
  std::optional<Link> link;
  bool in_transaction = false;
};

Connection::Connection(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Connection::~Connection() = default;

Result Connection::ExecuteParams(const Statement& statement, std::vector<Param> params) {
  const auto prepared = impl_->TryTwice([&](Link& link) { return &link.Prepare(statement); });
  Link& link = *impl_->link;
  pqxx::nontransaction session(link.connection());
  return link.Execute(session, *prepared, params);
}

void Connection::ExecuteScript(const std::string& sql) {
  Link& link = impl_->Usable();
  link.Guard([&] {
    pqxx::nontransaction session(link.connection());
    session.exec(sql);
  });
}

void Connection::Close() {
  if (impl_->in_transaction) throw std::logic_error("closed in the middle of a transaction");
  impl_->link.reset();
}

struct Transaction::Impl {
  explicit Impl(Connection::Impl& owner) : connection(owner) {
    work = connection.TryTwice([](Link& link) { return link.Guard([&] { return std::make_unique<pqxx::work>(link.connection()); }); });
    connection.in_transaction = true;
  }

  ~Impl() {
    work.reset();  // rolls back unless it was committed
    connection.in_transaction = false;
  }

  // After an error PostgreSQL ignores all but ROLLBACK, and would answer COMMIT with one, quietly.
  template <class Act>
  auto Do(Act act) -> decltype(act(std::declval<Link&>())) {
    if (failed) throw StatementError("25P02", "", "the transaction has failed or ended before");
    failed = true;
    if constexpr (std::is_void_v<decltype(act(std::declval<Link&>()))>) {
      act(*connection.link);
      failed = false;
    } else {
      auto answer = act(*connection.link);
      failed = false;
      return answer;
    }
  }

  Connection::Impl& connection;
  std::unique_ptr<pqxx::work> work;
  bool failed = false;
};

Transaction Connection::Begin() { return Transaction(std::make_unique<Transaction::Impl>(*impl_)); }

Transaction::Transaction(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Transaction::Transaction(Transaction&&) noexcept = default;

Transaction::~Transaction() = default;

Result Transaction::ExecuteParams(const Statement& statement, std::vector<Param> params) {
  return impl_->Do([&](Link& link) { return link.Execute(*impl_->work, link.Prepare(statement), params); });
}

void Transaction::ExecuteScript(const std::string& sql) {
  impl_->Do([&](Link& link) { link.Guard([&] { impl_->work->exec(sql); }); });
}

void Transaction::Commit() {
  impl_->Do([&](Link& link) { link.Guard([&] { impl_->work->commit(); }); });
  impl_->failed = true;  // nothing more can be done on it
}

}  // namespace parley::postgres
