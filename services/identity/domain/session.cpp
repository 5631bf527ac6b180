#include "services/identity/domain/session.h"

namespace parley::identity::domain {

RefreshOutcome DecideRefresh(const RefreshToken& token, absl::Time now) {
  if (token.session_end_time) return RefreshOutcome::kEnded;
  if (token.rotate_time) return RefreshOutcome::kReused;
  return token.expire_time <= now ? RefreshOutcome::kEnded : RefreshOutcome::kRotate;
}

}  // namespace parley::identity::domain
