#include "libs/service/authority.h"

#include "libs/log/log.h"
#include "libs/time/pause.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "parley/identity/v1/internal.pb.h"

namespace parley::service {
namespace {

constexpr absl::Duration kKeysTimeout = absl::Seconds(3);
// Together with the pause between two of them it keeps the promise of FetchKeysFrom.
constexpr absl::Duration kRevocationsTimeout = absl::Seconds(1);
constexpr absl::Duration kRevocationsPause = absl::Seconds(1);

}  // namespace

Authority FetchKeysFrom(rpc::Client& identity) {
  const auto fetch_keys = [&identity]() -> absl::StatusOr<std::vector<auth::PublicKey>> {
    identity::v1::Jwks jwks;
    const auto status = identity.Call("/parley.identity.v1.IdentityService/GetJwks", identity::v1::GetJwksRequest(), jwks, kKeysTimeout);
    if (!status.ok()) return status;
    std::vector<auth::PublicKey> keys;
    for (const auto& jwk : jwks.keys()) {
      if (jwk.kty() == "EC" && jwk.crv() == "P-256") keys.push_back({jwk.kid(), jwk.x(), jwk.y()});
    }
    return keys;
  };
  const auto fetch_revocations = [&identity]() -> absl::StatusOr<auth::Revocations> {
    identity::v1::ListRevocationsResponse response;
    const auto status = identity.Call("/parley.identity.v1.IdentityInternalService/ListRevocations", identity::v1::ListRevocationsRequest(),
                                      response, kRevocationsTimeout);
    if (!status.ok()) return status;
    auth::Revocations revocations;
    for (const auto& each : response.revocations()) revocations[each.subject_id()] = each.version();
    return revocations;
  };
  return {fetch_keys, fetch_revocations};
}

void HeedRevocations(const Authority::FetchRevocations& fetch, const std::function<void(auth::Revocations)>& heed,
                     const std::stop_token& stop) {
  Pause pause;
  bool heard = true;
  while (!stop.stop_requested()) {
    auto revocations = fetch();
    const bool heard_before = std::exchange(heard, revocations.ok());
    if (heard) {
      heed(*std::move(revocations));
    } else if (heard_before) {
      log::Warning("it is not known which tokens became stale", {{"error", std::string(revocations.status().message())}});
    }
    pause.For(kRevocationsPause, stop);
  }
}

}  // namespace parley::service
