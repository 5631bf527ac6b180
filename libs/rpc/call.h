#pragma once

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/ids/id.h"
#include "libs/postgres/connection.h"

namespace parley::rpc {

// Who calls: the service at the other end of the connection, and the user or the partner's API client it acts for (never both).
struct Caller {
  std::string service;  // from its certificate
  std::optional<auth::Claims> user;
  std::optional<auth::ClientClaims> client = std::nullopt;
  bool HasRole(auth::Role role) const;
  // An API client stands for its own partner as a coordinator does, within its scopes.
  bool IsClientOf(const PartnerId& partner_id) const { return client && client->partner_id == partner_id; }
};

// One call, as a handler sees it. For a method that mutates, `db()` is the call's transaction, committed by the host when the handler
// returns OK and rolled back otherwise; for a read, each statement stands alone. Handlers run on a worker thread and may block.
class Call {
 public:
  // `answered`: what Ask keeps between the starts of the handler.
  Call(Caller caller, absl::Time now, absl::Time deadline, postgres::Session& db,
       std::shared_ptr<std::any> answered = std::make_shared<std::any>())
      : caller_(std::move(caller)), now_(now), deadline_(deadline), db_(db), answered_(std::move(answered)) {}

  const Caller& caller() const { return caller_; }
  // The signed-in user. Only in methods whose access demands one: where API clients are let in too, there may be none (it throws then).
  const UserId& user_id() const { return caller_.user.value().user_id; }
  // The time of the call, the same throughout.
  absl::Time now() const { return now_; }
  // now() plus the time that was left when the call began.
  absl::Time deadline() const { return deadline_; }
  postgres::Session& db() { return db_; }
  // What the method's gather (Server::Gather) found for this call; nullptr when it found nothing, or the method has none.
  template <class Found>
  const Found* gathered() const {
    return std::any_cast<Found>(&gathered_);
  }
  void SetGathered(std::any gathered) { gathered_ = std::move(gathered); }
  // For what the handler must learn from another service first: a call to one is never made inside a transaction. `return
  // call.Outside(act);` makes the host roll back, run `act` with a session on which each statement commits by itself, and start the handler
  // again; an error of `act` is the call's answer. At most three times a call.
  absl::Status Outside(std::function<absl::Status(postgres::Session& db)> act) {
    outside_ = std::move(act);
    return absl::InternalError("the handler asked to be started again");
  }
  // The same for an answer that is good for this call only: `return call.Ask<Answer>(ask);` starts the handler again with it in `answered`.
  // An error of `ask` is the call's answer.
  template <class Answer>
  absl::Status Ask(std::function<absl::StatusOr<Answer>()> ask) {
    return Outside([answered = answered_, ask = std::move(ask)](postgres::Session&) -> absl::Status {
      auto answer = ask();
      if (!answer.ok()) return answer.status();
      *answered = *std::move(answer);
      return absl::OkStatus();
    });
  }
  // What was asked for last; nullptr when nothing was, or it is no Answer.
  template <class Answer>
  const Answer* answered() const {
    return std::any_cast<Answer>(answered_.get());
  }
  const std::function<absl::Status(postgres::Session& db)>& outside() const { return outside_; }
  // Runs `act` once the transaction is durable, before the answer. For waking a worker; whatever must happen belongs in the transaction.
  void AfterCommit(std::function<void()> act) { after_commit_.push_back(std::move(act)); }
  const std::vector<std::function<void()>>& after_commit() const { return after_commit_; }

 private:
  Caller caller_;
  absl::Time now_;
  absl::Time deadline_;
  postgres::Session& db_;
  std::any gathered_;
  std::shared_ptr<std::any> answered_;
  std::vector<std::function<void()>> after_commit_;
  std::function<absl::Status(postgres::Session& db)> outside_;
};

}  // namespace parley::rpc
