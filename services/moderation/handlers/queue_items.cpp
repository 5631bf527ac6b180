#include <charconv>

#include "libs/errors/error.h"
#include "services/moderation/handlers/access.h"
#include "services/moderation/handlers/answers.h"
#include "services/moderation/handlers/handlers.h"
#include "services/moderation/store/audit.h"
#include "services/moderation/store/queue_items.h"

namespace parley::moderation::handlers {
namespace {

constexpr int kUsualPage = 20;

// A cursor in a page token is "<gravity>/<queue_item_id>"; tokens are signed, so what is decoded is what was encoded.
std::string CursorText(const domain::QueueItem& last) { return std::to_string(last.gravity) + "/" + last.id.text(); }

store::QueueCursor ReadCursor(const std::string& text) {
  store::QueueCursor cursor = store::BeforeGravest();
  const auto slash = text.find('/');
  if (slash == std::string::npos) return cursor;
  std::from_chars(text.data(), text.data() + slash, cursor.gravity);
  cursor.queue_item_id = text.substr(slash + 1);
  return cursor;
}

// The item, locked, of which the caller is a moderator.
absl::StatusOr<domain::QueueItem> LoadForUpdate(Deps& deps, rpc::Call& call, const std::string& text) {
  const auto id = ParseId<QueueItemId>(text, "queue_item_id");
  if (!id.ok()) return id.status();
  auto item = store::GetQueueItemForUpdate(call.db(), *id);
  if (!item) return errors::NotFound("queue item");
  if (auto status = CheckModerates(deps, call, *item); !status.ok()) return status;
  return *std::move(item);
}

void Record(rpc::Call& call, const domain::QueueItem& item, domain::Act act) {
  store::AppendAudit(call.db(), {{.create_time = call.now(),
                                  .act = act,
                                  .actor_id = call.user_id(),
                                  .subject_id = item.id.text(),
                                  .run_id = item.run_id,
                                  .video_id = item.video_id}});
}

}  // namespace

absl::Status ListQueueItems(Deps& deps, rpc::Call& call, const v1::ListQueueItemsRequest& request, v1::ListQueueItemsResponse& response) {
  store::QueueView view;
  view.moderator_id = call.user_id();
  view.with_partners = ActsForPartners(call);
  if (request.decided()) view.state = domain::ItemState::kDecided;
  if (!request.run_id().empty()) {
    auto run_id = ParseId<RunId>(request.run_id(), "run_id");
    if (!run_id.ok()) return run_id.status();
    view.run_id = *std::move(run_id);
  }
  const auto page_size = rpc::PageSize(request.page_size(), kUsualPage);
  if (!page_size.ok()) return page_size.status();
  const std::string scope =
      "ListQueueItems/" + call.user_id().text() + "/" + view.run_id.text() + (request.decided() ? "/decided" : "/waiting");
  const auto cursor = deps.pages.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  if (auto status = RefreshCoordinator(deps, call); !status.ok()) return status;
  auto items = store::ListQueueItems(call.db(), view, ReadCursor(*cursor), *page_size + 1);
  if (items.size() > static_cast<size_t>(*page_size)) {
    items.pop_back();
    response.set_next_page_token(deps.pages.Encode(scope, CursorText(items.back())));
  }
  for (const auto& item : items) *response.add_queue_items() = ToProto(item, call.now());
  return absl::OkStatus();
}

absl::Status GetQueueItem(Deps& deps, rpc::Call& call, const v1::GetQueueItemRequest& request, v1::QueueItem& response) {
  const auto id = ParseId<QueueItemId>(request.queue_item_id(), "queue_item_id");
  if (!id.ok()) return id.status();
  const auto item = store::GetQueueItem(call.db(), *id);
  if (!item) return errors::NotFound("queue item");
  if (auto status = CheckModerates(deps, call, *item); !status.ok()) return status;
  response = ToFullProto(call.db(), *item, call.now());
  return absl::OkStatus();
}

absl::Status ClaimQueueItem(Deps& deps, rpc::Call& call, const v1::ClaimQueueItemRequest& request, v1::QueueItem& response) {
  auto item = LoadForUpdate(deps, call, request.queue_item_id());
  if (!item.ok()) return item.status();
  if (auto status = domain::Claim(*item, call.user_id(), call.now()); !status.ok()) return status;
  store::SaveQueueItem(call.db(), *item);
  Record(call, *item, domain::Act::kItemClaimed);
  response = ToFullProto(call.db(), *item, call.now());
  return absl::OkStatus();
}

absl::Status ReleaseQueueItem(Deps& deps, rpc::Call& call, const v1::ReleaseQueueItemRequest& request, v1::QueueItem& response) {
  auto item = LoadForUpdate(deps, call, request.queue_item_id());
  if (!item.ok()) return item.status();
  const auto released = domain::Release(*item, call.user_id(), call.now());
  if (!released.ok()) return released.status();
  if (*released) {
    store::SaveQueueItem(call.db(), *item);
    Record(call, *item, domain::Act::kItemReleased);
  }
  response = ToFullProto(call.db(), *item, call.now());
  return absl::OkStatus();
}

}  // namespace parley::moderation::handlers
