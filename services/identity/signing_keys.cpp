#include "services/identity/signing_keys.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "libs/log/log.h"
#include "libs/time/pause.h"

namespace parley::identity {
namespace {

constexpr absl::Duration kPause = absl::Seconds(1);

// Less a final newline, as settings are read.
std::optional<std::string> Content(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (file) content << file.rdbuf();
  if (!file || content.str().empty()) return std::nullopt;
  std::string text = content.str();
  if (text.back() == '\n') text.pop_back();
  return text;
}

// What a process that starts knows of when the keys of a file were published: not before it was written.
absl::Time WrittenAt(const std::string& path) {
  struct stat found {};
  if (path.empty() || stat(path.c_str(), &found) != 0) return absl::InfinitePast();
  return absl::TimeFromTimespec(found.st_mtim);
}

}  // namespace

absl::StatusOr<std::shared_ptr<SigningKeys>> SigningKeys::Make(const std::string& pem, const std::string& path, absl::Time now) {
  auto issuers = auth::TokenIssuer::AllFromPem(pem);
  if (!issuers.ok()) return issuers.status();
  Keys keys;
  for (auto& issuer : *issuers) keys.push_back({std::move(issuer), std::min(WrittenAt(path), now)});
  return std::shared_ptr<SigningKeys>(new SigningKeys(path, pem, std::move(keys)));
}

std::shared_ptr<const auth::TokenIssuer> SigningKeys::Signer(absl::Time now) const {
  const std::lock_guard lock(mutex_);
  const auto known = std::find_if(keys_.begin(), keys_.end(), [now](const Key& key) { return now - key.since >= kPublishedAhead; });
  // New keys stand above old ones: the last is the likeliest to be known.
  return known == keys_.end() ? keys_.back().issuer : known->issuer;
}

std::vector<auth::PublicKey> SigningKeys::Published() const {
  const std::lock_guard lock(mutex_);
  std::vector<auth::PublicKey> published;
  for (const Key& key : keys_) published.push_back(key.issuer->public_key());
  return published;
}

void SigningKeys::Look(absl::Time now) {
  if (path_.empty()) return;
  const auto content = Content(path_);
  if (content == seen_) return;
  if (!content && seen_.empty()) return;  // said before
  seen_ = content.value_or("");
  auto issuers = auth::TokenIssuer::AllFromPem(seen_);
  if (!issuers.ok()) {
    log::Warning("changed signing keys are not used, those of before are",
                 {{"file", path_}, {"error", std::string(issuers.status().message())}});
    return;
  }
  Replace(*std::move(issuers), now);
  log::Info("signing keys changed", {{"published", static_cast<int>(Published().size())}, {"signs", Signer(now)->public_key().kid}});
}

void SigningKeys::Replace(std::vector<std::unique_ptr<auth::TokenIssuer>> issuers, absl::Time now) {
  const std::lock_guard lock(mutex_);
  Keys keys;
  for (auto& issuer : issuers) {
    const auto known =
        std::find_if(keys_.begin(), keys_.end(), [&](const Key& key) { return key.issuer->public_key().kid == issuer->public_key().kid; });
    const absl::Time since = known == keys_.end() ? now : known->since;
    keys.push_back({std::move(issuer), since});
  }
  keys_ = std::move(keys);
}

void Follow(SigningKeys& keys, const Clock& clock, const std::stop_token& stop) {
  Pause pause;
  std::string signs = keys.Signer(clock.Now())->public_key().kid;
  while (!stop.stop_requested()) {
    keys.Look(clock.Now());
    const std::string now = keys.Signer(clock.Now())->public_key().kid;
    if (now != std::exchange(signs, now)) log::Info("another key signs from now on", {{"kid", now}});
    pause.For(kPause, stop);
  }
}

}  // namespace parley::identity
