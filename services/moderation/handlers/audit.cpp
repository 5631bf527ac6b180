#include <charconv>
#include <cstdint>
#include <limits>

#include "libs/auth/digest.h"
#include "services/moderation/handlers/answers.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/store/audit.h"

namespace parley::moderation::handlers {
namespace {

constexpr int kUsualPage = 50;
constexpr int kBatch = 1000;

// Follows the chain from its beginning to `end`. Answers the sequence of the first entry that does not fit; 0: all do.
int64_t FindBreak(postgres::Session& db, const domain::ChainHead& end) {
  domain::ChainHead at;
  while (at.sequence < end.sequence) {
    const auto entries = store::ListAuditEntriesAfter(db, at.sequence, end.sequence, kBatch);
    if (entries.empty()) return at.sequence + 1;
    for (const domain::AuditEntry& entry : entries) {
      if (!domain::Follow(at, entry)) return at.sequence + 1;
    }
  }
  return at.hash == end.hash ? 0 : at.sequence;
}

}  // namespace

absl::Status VerifyAuditLog(Deps&, rpc::Call& call, const v1::VerifyAuditLogRequest&, v1::VerifyAuditLogResponse& response) {
  // What is appended meanwhile is behind this end.
  const domain::ChainHead end = store::GetAuditHead(call.db());
  response.set_entry_count(end.sequence);
  response.set_first_broken_sequence(FindBreak(call.db(), end));
  response.set_head_hash(auth::ToHex(end.hash));
  return absl::OkStatus();
}

absl::Status ListAuditEntries(Deps& deps, rpc::Call& call, const v1::ListAuditEntriesRequest& request,
                              v1::ListAuditEntriesResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope = "ListAuditEntries";
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();
  int64_t before = std::numeric_limits<int64_t>::max();
  std::from_chars(cursor->data(), cursor->data() + cursor->size(), before);
  auto entries = store::ListAuditEntriesBefore(call.db(), before, *page_size + 1);
  if (entries.size() > static_cast<size_t>(*page_size)) {
    entries.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, std::to_string(entries.back().sequence)));
  }
  for (const auto& entry : entries) *response.add_audit_entries() = ToProto(entry);
  return absl::OkStatus();
}

}  // namespace parley::moderation::handlers
