#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/ids/id.h"

namespace parley::partners::domain {

// As parley.partners.v1.Partner.Kind.
enum class PartnerKind { kUniversity = 1, kMoocPlatform = 2 };
bool IsPartnerKind(int number);

inline constexpr int kMaxName = 200;

struct Partner {
  PartnerId id;
  PartnerKind kind = PartnerKind::kUniversity;
  std::string name;
  std::string website;  // may be empty
  int64_t version = 1;
  absl::Time create_time;
};

// What may be changed; absent fields stay.
struct PartnerChange {
  std::optional<std::string> name;
  std::optional<std::string> website;
};

// Applies a change whose fields are valid; false when nothing is different.
bool Apply(const PartnerChange& change, Partner& partner);

// Changes with every update (AIP-154).
std::string Etag(const Partner& partner);
// ABORTED (ETAG_MISMATCH) unless `etag` is empty or the current one.
absl::Status CheckEtag(const Partner& partner, std::string_view etag);

}  // namespace parley::partners::domain
