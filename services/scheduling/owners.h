#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/client.h"
#include "services/scheduling/domain/membership.h"

namespace parley::scheduling {

// Asks the services that own what a projection has not heard of yet. Those that take a session are acts for Call::Outside and store what is
// said. UNAVAILABLE (OWNER_UNAVAILABLE) when the owner can't be asked and nothing is known.
class Owners {
 public:
  Owners(std::unique_ptr<rpc::Client> identity, std::unique_ptr<rpc::Client> catalog)
      : identity_(std::move(identity)), catalog_(std::move(catalog)) {}

  // NOT_FOUND when catalog does not know the run, or it is a draft.
  absl::Status AskRun(postgres::Session& db, const RunId& id);
  absl::Status AskMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& seen,
                             absl::Time now);
  // The user's partners, for Call::Ask. Not stored: the answer may be older than an event that was applied meanwhile.
  absl::StatusOr<std::vector<PartnerId>> AskCoordinatorPartners(const UserId& user_id);
  // Asks for the planning profiles of up to 500 people whose it is to be asked for. Answers how many there were.
  absl::StatusOr<int> RefreshProfiles(postgres::Session& db);

  rpc::Client& identity() { return *identity_; }
  rpc::Client& catalog() { return *catalog_; }

 private:
  std::unique_ptr<rpc::Client> identity_;
  std::unique_ptr<rpc::Client> catalog_;
};

}  // namespace parley::scheduling
