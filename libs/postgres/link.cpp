#include "libs/postgres/link.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <utility>

#include "libs/log/log.h"
#include "libs/postgres/pipeline.h"
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

// Pointers, of which nullptr is NULL. The text format ends at a zero byte, where PostgreSQL would quietly cut the value.
std::vector<const char*> Texts(const std::vector<Param>& params) {
  std::vector<const char*> texts;
  texts.reserve(params.size());
  for (const auto& param : params) {
    if (param && param->find('\0') != std::string::npos) throw StatementError("22021", "", "a text parameter contains a zero byte");
    texts.push_back(param ? param->c_str() : nullptr);
  }
  return texts;
}

// What the server remarks ("relation exists, skipping") is for debugging; pqxx alone would print it.
class Notices final : public pqxx::errorhandler {
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

}  // namespace

// pqxx's connection, and libpq's beneath it: pqxx 6 knows no pipelines.
class Link::Line final : public pqxx::connection_base {
 public:
  explicit Line(const std::string& url) : connection_base(policy_), policy_(url), notices_(*this) {
    init();
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    inhibit_reactivation(true);  // pqxx would reconnect behind our back, without what Configure sets
#pragma GCC diagnostic pop
  }
  ~Line() noexcept { close(); }

  PGconn* raw() { return policy_.raw; }

 private:
  struct Policy final : pqxx::connect_direct {
    using pqxx::connect_direct::connect_direct;
    handle do_startconnect(handle given) override { return raw = pqxx::connect_direct::do_startconnect(given); }
    PGconn* raw = nullptr;
  };

  Policy policy_;
  Notices notices_;
};

Link::Link(const Connection::Options& options) {
  try {
    line_ = std::make_unique<Line>(WithTimeouts(options.url));
  } catch (const std::exception& error) {
    throw Unavailable(std::string("cannot connect to PostgreSQL: ") + error.what());
  }
  Configure(options);
}

Link::~Link() = default;

void Link::Configure(const Connection::Options& options) {
  RunScript("SET search_path TO " + line_->quote_name(options.schema) +
            "; SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'; SET bytea_output TO 'hex'; SET client_encoding TO 'UTF8'"
            "; SET default_transaction_isolation TO 'read committed'; SET standard_conforming_strings TO on"
            "; SET statement_timeout TO " +
            std::to_string(absl::ToInt64Milliseconds(options.statement_timeout)) + "; SET lock_timeout TO " +
            std::to_string(absl::ToInt64Milliseconds(options.lock_timeout)));
}

bool Link::IsUsable() const {
  if (broken_ || !line_->is_open()) return false;
  // Between statements the server is silent, but for a changed setting ('S') or a notification ('A'). The end of the stream or anything
  // else (a FATAL error or a warning of a crash before hanging up; over TLS, any record) means that this link is not worth trying.
  char first = 0;
  const auto count = recv(line_->sock(), &first, 1, MSG_PEEK | MSG_DONTWAIT);
  if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return count == 1 && (first == 'S' || first == 'A');
}

const std::string& Link::Prepare(const Statement& statement) {
  const std::string_view text = statement.text;
  if (const auto found = prepared_.find(text); found != prepared_.end()) return found->second;
  // The number keeps apart different texts under one name.
  std::string name = std::string(statement.name) + "." + std::to_string(prepared_.size());
  const Answer answer(PQprepare(line_->raw(), name.c_str(), statement.text, 0, nullptr), PQclear);
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) Fail(FailureOf(line_->raw(), answer.get()));
  return prepared_.emplace(text, std::move(name)).first->second;
}

Result Link::Run(std::span<const Step> steps) {
  // Before the first is sent: what is refused here leaves nothing on its way.
  std::vector<std::vector<const char*>> texts;
  texts.reserve(steps.size());
  for (const Step& step : steps) {
    texts.push_back(Texts(step.params));
    if (step.statement.name != nullptr) Prepare(step.statement);
  }
  Pipeline pipeline(line_->raw());
  for (size_t i = 0; i < steps.size(); ++i) {
    const Statement& statement = steps[i].statement;
    if (statement.name == nullptr) {
      pipeline.SendCommand(statement.text);
    } else {
      pipeline.SendPrepared(Prepare(statement), texts[i]);
    }
  }
  Answer answer = pipeline.Finish();
  if (pipeline.failure()) Fail(*pipeline.failure());
  return Result(std::make_shared<Result::Rows>(std::move(answer)));
}

void Link::RunScript(const std::string& sql) {
  const Answer answer(PQexec(line_->raw(), sql.c_str()), PQclear);
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) Fail(FailureOf(line_->raw(), answer.get()));
}

void Link::Fail(const Failure& failure) {
  if (EndsSession(failure) || !line_->is_open()) {
    broken_ = true;
    throw Unavailable(failure.message);
  }
  // The table changed, or a pooler forgot: prepare anew.
  if (failure.sqlstate == "0A000" || failure.sqlstate == "26000") broken_ = true;
  Throw(failure);
}

}  // namespace parley::postgres
