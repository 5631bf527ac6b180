#include "libs/rpc/invocation.h"

#include <google/protobuf/message.h>

#include <stdexcept>

#include "absl/time/clock.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/attention.h"
#include "libs/rpc/replay.h"

namespace parley::rpc {
namespace {

constexpr int kMostTries = 4;     // after contention
constexpr int kMostOutsides = 3;  // Call::Outside

using Outside = std::function<absl::Status(postgres::Session& db)>;
using Answered = std::shared_ptr<std::any>;  // Call::Ask

// How one try of a handler ended: with the call's answer, or with something to do before the next try.
struct Ending {
  absl::Status status;
  Outside outside;
};

void RunAfterCommit(const Invocation& invocation, const Call& call) {
  for (const auto& act : call.after_commit()) {
    try {
      act();
    } catch (const std::exception& error) {
      // The change is durable: the call has succeeded whatever comes of this.
      log::Error("what follows a commit failed", {{"method", invocation.method.name}, {"error", error.what()}});
    }
  }
}

Ending Read(postgres::Connection& connection, const Invocation& invocation, const Answered& answered) {
  Call call(invocation.caller, invocation.now, invocation.deadline, connection, answered);
  call.SetGathered(invocation.gathered);
  absl::Status status = invocation.handler(call, invocation.request, invocation.response);
  if (!call.outside() && status.ok()) RunAfterCommit(invocation, call);
  return {std::move(status), call.outside()};
}

Ending Mutate(postgres::Connection& connection, const Invocation& invocation, const Replay& replay, const Answered& answered) {
  postgres::Transaction transaction = connection.Begin();
  const auto is_new = replay.Reserve(transaction, invocation.now, invocation.response);
  if (!is_new.ok()) return {is_new.status(), nullptr};
  if (!*is_new) return {absl::OkStatus(), nullptr};
  Call call(invocation.caller, invocation.now, invocation.deadline, transaction, answered);
  absl::Status status = invocation.handler(call, invocation.request, invocation.response);
  if (call.outside() || !status.ok()) return {std::move(status), call.outside()};
  replay.Remember(transaction, invocation.response);
  transaction.Commit();
  RunAfterCommit(invocation, call);
  return {absl::OkStatus(), nullptr};
}

absl::Status Repeat(postgres::Connection& connection, const Invocation& invocation, const std::optional<Replay>& replay) {
  int tries = 0;
  int outsides = 0;
  const auto answered = std::make_shared<std::any>();
  while (true) {
    try {
      invocation.response.Clear();
      const Ending ending = replay ? Mutate(connection, invocation, *replay, answered) : Read(connection, invocation, answered);
      if (!ending.outside) return ending.status;
      if (++outsides > kMostOutsides) throw std::logic_error("the handler keeps asking to be started again");
      if (absl::Status status = ending.outside(connection); !status.ok()) return status;
    } catch (const postgres::Contention& error) {
      if (++tries == kMostTries) return errors::Aborted("CONTENTION", "others are changing the same thing; try again");
      log::Debug("contention", {{"method", invocation.method.name}, {"error", error.what()}});
    }
  }
}

absl::Status Unreachable(postgres::Connection& connection, const std::string& method, const postgres::Unavailable& error) {
  log::Warning("the database is unavailable", {{"method", method}, {"error", error.what()}});
  connection.Close();
  return errors::Unavailable("DATABASE_UNAVAILABLE", "the database does not answer; try again");
}

// Who waited is gone; or it is the database that does not answer, to nobody.
absl::Status GivenUp(postgres::Connection& connection, const std::string& method, const postgres::Abandoned& error) {
  if (absl::Now() >= Attention::Deadline()) return absl::DeadlineExceededError("the database took too long");
  if (Attention::IsWithdrawn()) return absl::CancelledError("the caller went away");
  return Unreachable(connection, method, error);
}

absl::Status Refused(const postgres::StatementError& error) {
  static constexpr char kZeroByte[] = "22021";
  static constexpr char kCancelled[] = "57014";
  if (error.sqlstate() == kZeroByte) {
    return errors::WithDetails(absl::InvalidArgumentError("a text contains a character that cannot be stored, such as a zero byte"),
                               {.reason = "TEXT_NOT_STORABLE", .metadata = {}, .fields = {}, .retry_after = {}});
  }
  if (error.sqlstate() == kCancelled) return absl::DeadlineExceededError("the database took too long");
  return absl::InternalError("a statement was refused: " + error.sqlstate() + " " + error.what());
}

}  // namespace

absl::Status Invoke(postgres::Connection& connection, const Invocation& invocation) {
  try {
    std::optional<Replay> replay;
    if (invocation.replay != nullptr) {
      replay = *invocation.replay;
    } else if (invocation.method.mutates) {
      auto made = Replay::Of(invocation.method, invocation.caller, invocation.request);
      if (!made.ok()) return made.status();
      replay = *std::move(made);
    }
    return Repeat(connection, invocation, replay);
  } catch (const postgres::Abandoned& error) {
    return GivenUp(connection, invocation.method.name, error);
  } catch (const postgres::Unavailable& error) {
    return Unreachable(connection, invocation.method.name, error);
  } catch (const postgres::StatementError& error) {
    return Refused(error);
  } catch (const std::exception& error) {
    return absl::InternalError(std::string("the handler threw: ") + error.what());
  }
}

absl::StatusOr<std::vector<std::any>> RunGather(postgres::Connection& connection, const Server::Gather& gather,
                                                const std::vector<Server::Waiting>& calls) {
  std::vector<std::any> answers;
  try {
    answers = gather(connection, calls);
  } catch (const postgres::Unavailable& error) {
    return Unreachable(connection, "gathering", error);
  } catch (const std::exception& error) {
    log::Warning("calls are served without what was to be gathered for them", {{"error", error.what()}});
  }
  answers.resize(calls.size());
  return answers;
}

}  // namespace parley::rpc
