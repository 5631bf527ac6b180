#include "services/gateway/limits/limits.h"

#include <algorithm>
#include <utility>

#include "libs/errors/error.h"
#include "services/gateway/problem.h"

namespace parley::gateway::limits {
namespace {

int64_t WholeSeconds(absl::Duration duration) { return std::max<int64_t>(1, absl::ToInt64Seconds(absl::Ceil(duration, absl::Seconds(1)))); }

}  // namespace

absl::Status StatusOf(const Refusal& refusal) {
  const bool shared = refusal.limit == Limit::kAddress || refusal.limit == Limit::kRationed;
  const std::string who = shared ? "your network address" : "you";
  const int64_t seconds = WholeSeconds(refusal.wait);
  absl::Status status = absl::ResourceExhaustedError("too many requests from " + who + ": try again in " + std::to_string(seconds) + " s");
  return errors::WithDetails(std::move(status), {.reason = "RATE_LIMITED",
                                                 .metadata = {{"limit", std::string(NameOf(refusal.limit))}},
                                                 .fields = {},
                                                 .retry_after = absl::Seconds(seconds)});
}

http::Response ProblemOf(const Refusal& refusal) {
  http::Response response = Problem(StatusOf(refusal));
  const std::string name = "\"" + std::string(NameOf(refusal.limit)) + "\"";
  response.Add("RateLimit", name + ";r=0;t=" + std::to_string(WholeSeconds(refusal.wait)));
  response.Add("RateLimit-Policy",
               name + ";q=" + std::to_string(refusal.quota.count) + ";w=" + std::to_string(WholeSeconds(refusal.quota.window)));
  return response;
}

Limits::Limits(const Options& options, auth::TokenVerifier::FetchKeys fetch_keys, Count count, const Clock& clock)
    : quotas_{options.quotas.address, options.quotas.user, options.quotas.media, options.quotas.client, options.quotas.rationed},
      proxies_(options.proxies),
      count_(std::move(count)),
      clock_(clock),
      table_(options.capacity),
      callers_(std::move(fetch_keys), clock),
      sharing_(options.sharing, table_, clock) {}

std::optional<Refusal> Limits::Check(Use use, std::string_view token, const Address& address) {
  if (use == Use::kFree) return std::nullopt;
  std::optional<Refusal> refusal;
  if (use == Use::kRationed) refusal = Spend(Limit::kRationed, SubjectOf(address));
  if (!refusal) refusal = CheckCaller(use, token, address);
  if (refusal) count_(refusal->limit);
  return refusal;
}

std::optional<Refusal> Limits::CheckCaller(Use use, std::string_view token, const Address& address) {
  const auto caller = callers_.Find(token);
  if (!caller) return Spend(Limit::kAddress, SubjectOf(address));
  if (caller->is_client) return Spend(Limit::kClient, caller->subject);
  return Spend(use == Use::kMedia ? Limit::kMedia : Limit::kUser, caller->subject);
}

std::optional<Refusal> Limits::Spend(Limit limit, const Subject& subject) {
  const Quota& quota = quotas_[static_cast<size_t>(limit)];
  if (quota.unlimited()) return std::nullopt;
  const auto wait = table_.Spend({limit, subject}, quota, clock_.Now());
  if (!wait) return std::nullopt;
  return Refusal{limit, quota, *wait};
}

}  // namespace parley::gateway::limits
