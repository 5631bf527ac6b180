#include "libs/postgres/link.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <pqxx/errorhandler>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <set>

#include "libs/log/log.h"
#include "libs/postgres/failure.h"
#include "libs/postgres/result.h"

namespace parley::postgres {
namespace {

// A peer that vanished without a word is noticed within seconds, unless the operator's URL says otherwise.
std::string WithTimeouts(std::string url) {
  const bool is_uri = url.find("://") != std::string::npos;
  static constexpr std::array<std::pair<const char*, const char*>, 3> kDefaults = {
      {{"connect_timeout", "5"}, {"keepalives_idle", "15"}, {"tcp_user_timeout", "15000"}}};
  for (const auto& [key, value] : kDefaults) {
    if (url.find(key) != std::string::npos) continue;
    if (is_uri) url += url.find('?') == std::string::npos ? "?" : "&";
    url += std::string(is_uri ? "" : " ") + key + "=" + value;
  }
  return url;
}

std::unique_ptr<pqxx::connection> Connect(const std::string& url) {
  try {
    return std::make_unique<pqxx::connection>(WithTimeouts(url));
  } catch (const std::exception& error) {
    throw Unavailable(std::string("cannot connect to PostgreSQL: ") + error.what());
  }
}

}  // namespace

// What the server remarks ("relation exists, skipping") is for debugging; pqxx alone would print it.
class Link::Notices final : public pqxx::errorhandler {
 public:
  using pqxx::errorhandler::errorhandler;
  bool operator()(const char message[]) noexcept override {
    try {
      log::Debug("postgres remarks", {{"text", message}});
    } catch (const std::exception&) {
      return false;  // a remark is not worth an ending
    }
    return false;
  }
};

Link::Link(const Connection::Options& options) : connection_(Connect(options.url)), notices_(std::make_unique<Notices>(*connection_)) {
  Configure(options);
}

Link::~Link() = default;

void Link::Configure(const Connection::Options& options) {
  // pqxx would reconnect behind our back, without what is set here, and send a BEGIN twice.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  connection_->inhibit_reactivation(true);
#pragma GCC diagnostic pop
  Guard([&] {
    pqxx::nontransaction session(*connection_);
    session.exec("SET search_path TO " + session.quote_name(options.schema) +
                 "; SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'; SET bytea_output TO 'hex'; SET client_encoding TO 'UTF8'"
                 "; SET default_transaction_isolation TO 'read committed'; SET standard_conforming_strings TO on"
                 "; SET statement_timeout TO " +
                 std::to_string(absl::ToInt64Milliseconds(options.statement_timeout)) + "; SET lock_timeout TO " +
                 std::to_string(absl::ToInt64Milliseconds(options.lock_timeout)));
  });
}

bool Link::IsUsable() const {
  if (broken_ || !connection_->is_open()) return false;
  // Between statements the server is silent, but for a changed setting ('S') or a notification ('A'). The end of the stream or anything
  // else (a FATAL error or a warning of a crash before hanging up; over TLS, any record) means that this link is not worth trying.
  char first = 0;
  const auto count = recv(connection_->sock(), &first, 1, MSG_PEEK | MSG_DONTWAIT);
  if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return count == 1 && (first == 'S' || first == 'A');
}

const std::string& Link::Prepare(const Statement& statement) {
  const std::string_view text = statement.text;
  if (const auto found = prepared_.find(text); found != prepared_.end()) return found->second;
  // The number keeps apart different texts under one name.
  std::string name = std::string(statement.name) + "." + std::to_string(prepared_.size());
  Guard([&] {
    connection_->prepare(name, std::string(text));
    connection_->prepare_now(name);
  });
  return prepared_.emplace(text, std::move(name)).first->second;
}

Result Link::Execute(pqxx::transaction_base& transaction, const std::string& prepared, const std::vector<Param>& params) {
  // Pointers, of which nullptr is NULL. The text format ends at a zero byte, where PostgreSQL would quietly cut the value.
  std::vector<const char*> texts;
  texts.reserve(params.size());
  for (const auto& param : params) {
    if (param && param->find('\0') != std::string::npos) throw StatementError("22021", "", "a text parameter contains a zero byte");
    texts.push_back(param ? param->c_str() : nullptr);
  }
  return Guard([&] {
    return Result(std::make_shared<Result::Rows>(transaction.exec_prepared(prepared, pqxx::prepare::make_dynamic_params(texts))));
  });
}

void Link::Rethrow() {
  try {
    throw;
  } catch (const pqxx::sql_error& error) {
    Fail(error.sqlstate(), error.what());
  } catch (const pqxx::deadlock_detected& error) {  // pqxx 6 keeps no SQLSTATE of class 40
    Fail("40P01", error.what());
  } catch (const pqxx::serialization_failure& error) {
    Fail("40001", error.what());
  } catch (const pqxx::statement_completion_unknown& error) {
    Fail("40003", error.what());
  } catch (const pqxx::transaction_rollback& error) {
    Fail("40000", error.what());
  } catch (const pqxx::broken_connection& error) {
    Fail("08006", error.what());
  } catch (const pqxx::in_doubt_error& error) {
    Fail("08007", error.what());
  } catch (const pqxx::failure& error) {
    Fail("", error.what());
  }
}

void Link::Fail(const std::string& sqlstate, const std::string& message) {
  static const std::set<std::string> kStalePlan = {"0A000", "26000"};  // the table changed, or a pooler forgot: prepare anew
  // The server gives each refusal a state. One without was made up by libpq, when it could not send or did not understand; it may well
  // believe then that the connection is open.
  if (sqlstate.empty() || EndsSession(sqlstate) || !connection_->is_open()) {
    broken_ = true;
    throw Unavailable(message);
  }
  if (kStalePlan.count(sqlstate) > 0) broken_ = true;
  ThrowStatementError(sqlstate, message);
}

}  // namespace parley::postgres

#ifdef __SANITIZE_ADDRESS__
// pqxx 6 forgets to free the answer of a statement during which the connection broke: some 2 KB a break. No allocation of ours is below it.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx-6"; }
#endif
