#include "libs/postgres/connection.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "libs/postgres/link.h"
#include "libs/trace/span.h"
#include "libs/trace/trace.h"

namespace parley::postgres {

struct Connection::Impl {
  explicit Impl(Options given) : options(std::move(given)) {}

  void RequireNoTransaction() const {
    if (in_transaction) throw std::logic_error("a statement beside the connection's open transaction");
  }

  // A link that is fit for use, opened when there is none.
  Link& Usable() {
    if (link && !link->IsUsable()) link.reset();
    if (!link) link.emplace(options, patience);
    return *link;
  }

  // Runs `act` on a usable link; once more on a new one when that is Unavailable. For what changes nothing that lasts.
  template <class Act>
  auto TryTwice(Act act) -> decltype(act(std::declval<Link&>())) {
    const bool is_new = !link;
    try {
      return act(Usable());
    } catch (const Abandoned&) {
      link.reset();
      throw;
    } catch (const Unavailable&) {
      link.reset();
      if (is_new) throw;
    }
    return act(Usable());
  }

  const Options options;
  Patience patience;
  std::optional<Link> link;
  bool in_transaction = false;
};

Connection::Connection(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Connection::~Connection() = default;

Result Connection::ExecuteParams(const Statement& statement, std::vector<Param> params) {
  impl_->RequireNoTransaction();
  impl_->TryTwice([&](Link& link) { link.Prepare(statement); });
  const Step step{statement, std::move(params)};
  try {
    return impl_->link->Run({&step, 1});
  } catch (const Abandoned&) {
    impl_->link.reset();  // now: the server sees by it that nobody waits
    throw;
  }
}

void Connection::ExecuteScript(const std::string& sql) {
  impl_->RequireNoTransaction();
  impl_->Usable().RunScript(sql);
}

void Connection::Close() {
  if (impl_->in_transaction) throw std::logic_error("closed in the middle of a transaction");
  impl_->link.reset();
}

void Connection::WaitUntil(absl::Time deadline) { impl_->patience.Begin(deadline); }

void Connection::Interrupt() { impl_->patience.Interrupt(); }

namespace {

constexpr Statement kBegin{nullptr, "BEGIN"};
constexpr Statement kCommit{nullptr, "COMMIT"};
constexpr Statement kRollBack{nullptr, "ROLLBACK"};
// Their answers must fit between us and the server while it waits for us to read.
constexpr size_t kMostDeferred = 100;

}  // namespace

struct Transaction::Impl {
  explicit Impl(Connection::Impl& owner) : connection(owner) {
    connection.RequireNoTransaction();
    if (!connection.link) connection.Usable();
    connection.in_transaction = true;
  }

  ~Impl() {
    if (span && !committed) span->Fail("ROLLED_BACK");
    if (begun && !committed && connection.link) RollBack();
    connection.in_transaction = false;
  }

  void RollBack() {
    try {
      const Step step{kRollBack, {}};
      connection.link->Run({&step, 1});
    } catch (const std::exception&) {
      connection.link.reset();  // the server rolls back what it is left with
    }
  }

  // After an error PostgreSQL ignores all but ROLLBACK, and would answer COMMIT with one, quietly: until Succeed, the transaction has
  // failed.
  void Try() {
    if (failed) throw StatementError("25P02", "", "the transaction has failed or ended before");
    failed = true;
  }
  void Succeed() { failed = false; }

  // Sends what waits, and answers what the last of it answered.
  Result Flush() {
    Try();
    Result result = begun ? connection.link->Run(waiting) : Start();
    waiting.clear();
    Succeed();
    return result;
  }

  // Nothing of a transaction lasts before its COMMIT: its first steps may be sent once more, over a new link.
  Result Start() {
    begun = true;
    return connection.TryTwice([&](Link& link) { return link.Run(waiting); });
  }

  Connection::Impl& connection;
  const std::unique_ptr<trace::Span> span = trace::Begin(trace::Kind::kInternal, "transaction", trace::Current());
  std::vector<Step> waiting{{kBegin, {}}};  // for the next statement that is waited for
  bool begun = false;                       // something was sent
  bool failed = false;                      // or ended
  bool committed = false;
};

Transaction Connection::Begin() { return Transaction(std::make_unique<Transaction::Impl>(*impl_)); }

Transaction::Transaction(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Transaction::Transaction(Transaction&&) noexcept = default;

Transaction::~Transaction() = default;

Result Transaction::ExecuteParams(const Statement& statement, std::vector<Param> params) {
  impl_->waiting.push_back({statement, std::move(params)});
  return impl_->Flush();
}

void Transaction::DeferParams(const Statement& statement, std::vector<Param> params) {
  impl_->waiting.push_back({statement, std::move(params)});
  if (impl_->waiting.size() >= kMostDeferred) impl_->Flush();
}

void Transaction::Settle() {
  if (!impl_->waiting.empty()) impl_->Flush();
}

void Transaction::ExecuteScript(const std::string& sql) {
  Settle();
  impl_->Try();
  impl_->connection.link->RunScript(sql);
  impl_->Succeed();
}

void Transaction::Commit() {
  if (!impl_->begun) Settle();  // the COMMIT must not be among what may be sent once more
  impl_->waiting.push_back({kCommit, {}});
  impl_->Flush();
  impl_->committed = true;
  impl_->failed = true;  // nothing more can be done on it
}

}  // namespace parley::postgres
