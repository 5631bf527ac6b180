#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/client.h"
#include "services/exchange/domain/place.h"
#include "services/exchange/store/people.h"

namespace parley::exchange {

// Asks the services that own what a projection has not heard of yet, and stores what they say. Each is an act for Call::Outside.
// UNAVAILABLE (OWNER_UNAVAILABLE) when the owner can't be asked and nothing is known.
class Owners {
 public:
  Owners(std::unique_ptr<rpc::Client> identity, std::unique_ptr<rpc::Client> catalog, std::unique_ptr<rpc::Client> scheduling)
      : identity_(std::move(identity)), catalog_(std::move(catalog)), scheduling_(std::move(scheduling)) {}

  // NOT_FOUND when catalog does not know the run, or it is a draft.
  absl::Status AskRun(postgres::Session& db, const RunId& id);
  absl::Status AskMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& seen,
                             absl::Time now);
  // Whatever domain::ShouldAsk says of a place that was `seen` so, and then of what is known: the membership, the seat, or both.
  absl::Status AskPlace(postgres::Session& db, const UserId& user_id, const domain::Place& seen, const GroupId& group_id, absl::Time now);
  // NOT_FOUND when scheduling does not know the group.
  absl::Status AskGroup(postgres::Session& db, const GroupId& id);
  absl::Status AskConsent(postgres::Session& db, const UserId& user_id, absl::Time now);
  absl::Status AskProfile(postgres::Session& db, const UserId& user_id);
  // Asks again for the names of up to 100 people who changed theirs. Answers how many there were.
  absl::StatusOr<int> RefreshProfiles(postgres::Session& db);

  rpc::Client& identity() { return *identity_; }
  rpc::Client& catalog() { return *catalog_; }
  rpc::Client& scheduling() { return *scheduling_; }

 private:
  absl::Status AskSeat(postgres::Session& db, const UserId& user_id, const domain::Place& seen, absl::Time now);
  absl::Status AskProfiles(postgres::Session& db, const std::vector<store::StalePerson>& people);

  std::unique_ptr<rpc::Client> identity_;
  std::unique_ptr<rpc::Client> catalog_;
  std::unique_ptr<rpc::Client> scheduling_;
};

}  // namespace parley::exchange
