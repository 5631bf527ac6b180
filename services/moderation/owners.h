#pragma once

#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/client.h"
#include "services/moderation/domain/ids.h"
#include "services/moderation/domain/membership.h"

namespace parley::moderation {

// Asks the services that own what a projection has not heard of yet, and stores what they say. Each is an act for Call::Outside.
// UNAVAILABLE (OWNER_UNAVAILABLE) when the owner can't be asked and nothing is known.
class Owners {
 public:
  Owners(std::unique_ptr<rpc::Client> identity, std::unique_ptr<rpc::Client> catalog, std::unique_ptr<rpc::Client> exchange)
      : identity_(std::move(identity)), catalog_(std::move(catalog)), exchange_(std::move(exchange)) {}

  // NOT_FOUND when catalog does not know the run, or it is a draft.
  absl::Status AskRun(postgres::Session& db, const RunId& id);
  absl::Status AskMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& seen,
                             absl::Time now);
  // NOT_FOUND when the exchange does not know the video, or it was never published.
  absl::Status AskVideo(postgres::Session& db, const VideoId& id, absl::Time now);
  // The partners somebody is a coordinator of. `known`: something is, and is believed while identity does not answer.
  absl::Status AskCoordinator(postgres::Session& db, const UserId& user_id, bool known, absl::Time now);

  rpc::Client& identity() { return *identity_; }
  rpc::Client& catalog() { return *catalog_; }
  rpc::Client& exchange() { return *exchange_; }

 private:
  std::unique_ptr<rpc::Client> identity_;
  std::unique_ptr<rpc::Client> catalog_;
  std::unique_ptr<rpc::Client> exchange_;
};

}  // namespace parley::moderation
