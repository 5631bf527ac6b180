#include "google/protobuf/descriptor.h"
#include "libs/errors/error.h"
#include "libs/events/event_log.h"
#include "libs/log/log.h"
#include "parley/events/v1/event_log.pb.h"
#include "services/catalog/handlers/handlers.h"
#include "services/catalog/handlers/permission.h"

namespace parley::catalog::handlers {
namespace {

// Puts the payload in the field of its type.
bool Read(const events::v1::Event& event, v1::PartnerEvent& out) {
  out.set_position(event.position());
  *out.mutable_create_time() = event.create_time();
  const auto* fields = v1::PartnerEvent::descriptor()->FindOneofByName("event");
  for (int i = 0; i < fields->field_count(); ++i) {
    const auto* field = fields->field(i);
    if (field->message_type()->full_name() != event.type()) continue;
    return out.GetReflection()->MutableMessage(&out, field)->ParseFromString(event.payload());
  }
  return false;
}

}  // namespace

absl::Status ListPartnerEvents(Deps& deps, rpc::Call& call, const v1::ListPartnerEventsRequest& request,
                               v1::ListPartnerEventsResponse& response) {
  const auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  if (auto status = RequireCoordinator(deps, call, *partner_id, "partner"); !status.ok()) return status;

  events::v1::ListEventsRequest wanted;
  events::v1::ListEventsResponse found;
  wanted.set_after_position(request.after_position());
  wanted.set_page_size(request.page_size());
  if (auto status = events::ListEventsOf(call.db(), partner_id->text(), wanted, found); !status.ok()) return status;
  if (request.after_position() > 0 && request.epoch() != found.epoch()) {
    return errors::OutOfRange("EPOCH_CHANGED", "the position is of another log than this one: begin at 0");
  }
  for (const events::v1::Event& event : found.events()) {
    if (!Read(event, *response.add_events())) log::Error("an event of a partner has no place in PartnerEvent", {{"type", event.type()}});
  }
  response.set_next_position(found.head_position());
  response.set_epoch(found.epoch());
  return absl::OkStatus();
}

}  // namespace parley::catalog::handlers
