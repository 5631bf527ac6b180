#pragma once

#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/auth/token.h"
#include "libs/time/clock.h"

namespace parley::identity {

// How long a key is published before it signs: until then every verifier has asked for the keys, twice over.
inline const absl::Duration kPublishedAhead = 3 * auth::kKeysRefresh;

// The keys that sign access tokens. The first of a file signs, all of it are published, so that what those below have signed is good until
// they are taken out. The file may be replaced while identity runs; a new key is published at once, and signs once everybody knows it.
// Thread-safe.
class SigningKeys {
 public:
  // `pem` is what stands in `path`; where that is empty the keys never change. INVALID_ARGUMENT as TokenIssuer::AllFromPem.
  static absl::StatusOr<std::shared_ptr<SigningKeys>> Make(const std::string& pem, const std::string& path, absl::Time now);

  // The key that signs now.
  std::shared_ptr<const auth::TokenIssuer> Signer(absl::Time now) const;
  std::vector<auth::PublicKey> Published() const;

  // Takes up the file when it changed. What is no keys is logged and leaves those of before.
  void Look(absl::Time now);

 private:
  struct Key {
    std::shared_ptr<const auth::TokenIssuer> issuer;
    absl::Time since;  // it is published
  };
  using Keys = std::vector<Key>;

  SigningKeys(std::string path, std::string pem, Keys keys) : path_(std::move(path)), seen_(std::move(pem)), keys_(std::move(keys)) {}
  void Replace(std::vector<std::unique_ptr<auth::TokenIssuer>> issuers, absl::Time now);

  const std::string path_;
  std::string seen_;  // what stood in the file, of the one thread that looks
  mutable std::mutex mutex_;
  Keys keys_;  // never empty
};

// Looks every second, until stopped. For one thread.
void Follow(SigningKeys& keys, const Clock& clock, const std::stop_token& stop);

}  // namespace parley::identity
