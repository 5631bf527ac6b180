#include <optional>

#include "libs/events/effects.h"
#include "libs/events/sql.h"

namespace parley::events {
namespace {

// Applies the first dead letter of the aggregate; nullopt when there is none.
std::optional<absl::Status> RetryFirst(postgres::Connection& database, const Following& following, const std::string& aggregate_id,
                                       absl::Time now, int64_t& id) {
  postgres::Transaction transaction = database.Begin();
  transaction.Defer(sql::kFollowedLock, following.producer);
  const postgres::Result letters = transaction.Execute(sql::kDeadLetterOfAggregate, following.producer, aggregate_id);
  if (letters.empty()) return std::nullopt;
  const postgres::Row letter = letters.front();
  id = letter.Get<int64_t>("id");
  absl::Status status =
      TakeEffect(following, transaction, letter.Get<std::string>("type"), letter.Get<postgres::Bytes>("payload").data, now);
  if (status.ok()) status = SettleEffects(transaction);
  if (!status.ok()) return status;
  transaction.Defer(sql::kDeadLetterDelete, id);
  transaction.Commit();
  return absl::OkStatus();
}

}  // namespace

RetryOutcome RetryDeadLetters(postgres::Connection& database, const Following& following, const std::string& aggregate_id,
                              const Clock& clock) {
  RetryOutcome outcome;
  int64_t id = 0;
  try {
    while (const auto status = RetryFirst(database, following, aggregate_id, clock.Now(), id)) {
      if (!status->ok()) {
        outcome.failure = *status;
        database.Execute(sql::kDeadLetterNote, id, status->ToString());
        break;
      }
      ++outcome.applied;
    }
  } catch (const postgres::Contention& error) {
    outcome.failure = absl::AbortedError(error.what());  // may be retried at once
  }
  return outcome;
}

}  // namespace parley::events
