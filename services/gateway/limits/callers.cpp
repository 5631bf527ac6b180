#include "services/gateway/limits/callers.h"

#include <utility>

#include "libs/log/log.h"

namespace parley::gateway::limits {
namespace {

// Well below what the verifier waits before it asks again for a key that it does not know.
constexpr absl::Duration kLongestPause = absl::Seconds(2);
constexpr absl::Duration kRefresh = absl::Minutes(10);

}  // namespace

Callers::Callers(auth::TokenVerifier::FetchKeys fetch, const Clock& clock)
    : fetch_(std::move(fetch)),
      clock_(clock),
      // The verifier asks when it lacks a key, or its keys are old: the answer is what is known, and the thread looks for more.
      verifier_(auth::TokenVerifier::Make([this]() -> absl::StatusOr<Keys> {
        pause_.Wake();
        return *keys();
      })),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

std::shared_ptr<const Callers::Keys> Callers::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

std::optional<Callers::Caller> Callers::Find(std::string_view token) {
  if (token.empty() || keys() == nullptr) return std::nullopt;
  const auto bearer = verifier_->Verify(token, clock_.Now());
  if (!bearer.ok()) return std::nullopt;
  if (bearer->user) return Caller{false, SubjectOf(bearer->user->user_id.text())};
  return Caller{true, SubjectOf(bearer->client->client_id.text())};
}

void Callers::Run(const std::stop_token& stop) {
  Backoff backoff(kLongestPause);
  bool told = false;
  while (!stop.stop_requested()) {
    auto fetched = fetch_();
    const bool there = fetched.ok() && !fetched->empty();
    if (there) {
      const std::lock_guard lock(mutex_);
      keys_ = std::make_shared<const Keys>(*fetched);
    }
    if (there) backoff.Reset();
    if (!there && !told)
      log::Warning("limits count by address alone: identity's keys are not to be had",
                   {{"error", std::string(fetched.status().message())}});
    told = !there;
    pause_.For(there ? kRefresh : backoff.Next(), stop);
  }
}

}  // namespace parley::gateway::limits
