#include "libs/postgres/link.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <utility>

#include "absl/time/clock.h"
#include "libs/log/log.h"
#include "libs/postgres/pipeline.h"
#include "libs/postgres/result.h"

namespace parley::postgres {
namespace {

constexpr absl::Duration kConnectTimeout = absl::Seconds(5);
// A server that is there has cancelled a statement by then.
constexpr absl::Duration kGrace = absl::Seconds(5);

// The whole seconds that an attempt to connect may take; less than 2 libpq does not know.
int64_t ConnectSeconds(absl::Time deadline) {
  const absl::Duration left = std::min(deadline - absl::Now(), kConnectTimeout);
  return std::max<int64_t>(2, absl::ToInt64Seconds(left));
}

// A peer that vanished without a word is noticed within seconds, unless the operator's URL says otherwise.
std::string WithTimeouts(std::string url, absl::Time deadline) {
  const bool is_uri = url.find("://") != std::string::npos;
  const std::array<std::pair<const char*, std::string>, 4> defaults = {{{"connect_timeout", std::to_string(ConnectSeconds(deadline))},
                                                                        {"keepalives_idle", "15"},
                                                                        {"keepalives_interval", "5"},
                                                                        {"tcp_user_timeout", "15000"}}};
  for (const auto& [key, value] : defaults) {
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

std::string Milliseconds(absl::Duration duration) { return std::to_string(absl::ToInt64Milliseconds(duration)); }

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

Link::Link(const Connection::Options& options, Patience& patience)
    : patience_(patience),
      longest_(options.statement_timeout > absl::ZeroDuration() ? options.statement_timeout + kGrace : absl::ZeroDuration()) {
  try {
    line_ = std::make_unique<Line>(WithTimeouts(options.url, patience.deadline()));
  } catch (const std::exception& error) {
    throw Unavailable(std::string("cannot connect to PostgreSQL: ") + error.what());
  }
  PQsetnonblocking(line_->raw(), 1);  // sending is waited for as receiving is
  Configure(options);
}

Link::~Link() = default;

void Link::Configure(const Connection::Options& options) {
  RunScript("SET search_path TO " + line_->quote_name(options.schema) +
            "; SET TimeZone TO 'UTC'; SET DateStyle TO 'ISO'; SET bytea_output TO 'hex'; SET client_encoding TO 'UTF8'"
            "; SET default_transaction_isolation TO 'read committed'; SET standard_conforming_strings TO on"
            "; SET statement_timeout TO " +
            Milliseconds(options.statement_timeout) + "; SET lock_timeout TO " + Milliseconds(options.lock_timeout) +
            "; SET idle_in_transaction_session_timeout TO " + Milliseconds(options.idle_timeout) +
            // A statement whose client gave it up ends.
            "; SET client_connection_check_interval TO 500");
}

template <class Act>
auto Link::Patiently(Act act) -> decltype(act()) {
  if (broken_) throw Unavailable("the connection was given up");
  try {
    return act();
  } catch (const Abandoned&) {
    broken_ = true;
    throw;
  }
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
  const Answer answer = Patiently([&]() -> Answer {
    patience_.BeginStep(longest_);
    if (PQsendPrepare(line_->raw(), name.c_str(), statement.text, 0, nullptr) == 0) return nullptr;
    return TakeLast();
  });
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
  patience_.BeginStep(longest_);
  return Patiently([&] { return Send(steps, texts); });
}

Result Link::Send(std::span<const Step> steps, const std::vector<std::vector<const char*>>& texts) {
  Pipeline pipeline(line_->raw(), patience_);
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
  const Answer answer = Patiently([&]() -> Answer {
    patience_.BeginStep(absl::ZeroDuration());  // a migration takes as long as it takes
    if (PQsendQuery(line_->raw(), sql.c_str()) == 0) return nullptr;
    return TakeLast();
  });
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) Fail(FailureOf(line_->raw(), answer.get()));
}

Answer Link::TakeLast() {
  Answer last;
  while (Answer answer = TakeAnswer(line_->raw(), patience_)) last = std::move(answer);
  return last;
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
