#include "services/moderation/owners.h"

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "parley/exchange/v1/internal.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "services/moderation/store/people.h"
#include "services/moderation/store/videos.h"

namespace parley::moderation {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(3);

absl::Status OwnerUnavailable(const std::string& owner, const absl::Status& status) {
  log::Warning("could not ask the owner", {{"owner", owner}, {"error", status.ToString()}});
  return errors::Unavailable("OWNER_UNAVAILABLE", "a part of the service does not answer now: try again in a moment");
}

}  // namespace

absl::Status Owners::AskRun(postgres::Session& db, const RunId& id) {
  catalog::v1::GetRunRequest request;
  request.set_run_id(id.text());
  catalog::v1::Run run;
  const absl::Status status = catalog_->Call("/parley.catalog.v1.CatalogService/GetRun", request, run, kPatience);
  if (absl::IsNotFound(status)) return errors::NotFound("run");
  if (!status.ok()) return OwnerUnavailable("catalog", status);
  store::PutRun(db, id, PartnerId::Trusted(run.partner_id()), GroupId::Trusted(run.plenary_group_id()));
  return absl::OkStatus();
}

absl::Status Owners::AskMembership(postgres::Session& db, const RunId& run_id, const UserId& user_id, const domain::Membership& seen,
                                   absl::Time now) {
  catalog::v1::GetMembershipRequest request;
  request.set_run_id(run_id.text());
  request.set_user_id(user_id.text());
  catalog::v1::Membership membership;
  const absl::Status status = catalog_->Call("/parley.catalog.v1.CatalogInternalService/GetMembership", request, membership, kPatience);
  if (!status.ok() && !absl::IsNotFound(status)) {
    if (seen.state == domain::Enrolment::kNone) return OwnerUnavailable("catalog", status);
    store::NoteMembershipCheck(db, run_id, user_id, now);
    return absl::OkStatus();
  }
  domain::Membership answer{.check_time = now};
  if (status.ok()) answer.state = static_cast<domain::Enrolment>(membership.state());
  if (membership.has_change_time()) answer.change_time = rpc::FromProto(membership.change_time());
  store::PutMembershipAnswer(db, run_id, user_id, answer, seen);
  return absl::OkStatus();
}

absl::Status Owners::AskVideo(postgres::Session& db, const VideoId& id, absl::Time now) {
  exchange::v1::GetVideoForModerationRequest request;
  request.set_video_id(id.text());
  exchange::v1::VideoForModeration video;
  const absl::Status status =
      exchange_->Call("/parley.exchange.v1.ExchangeInternalService/GetVideoForModeration", request, video, kPatience);
  if (absl::IsNotFound(status)) return errors::NotFound("video");
  if (!status.ok()) return OwnerUnavailable("exchange", status);
  if (!video.has_publish_time()) return errors::NotFound("video");
  store::PutVideoAnswer(db, video, now);
  return absl::OkStatus();
}

absl::Status Owners::AskCoordinator(postgres::Session& db, const UserId& user_id, bool known, absl::Time now) {
  identity::v1::ListCoordinatorPartnersRequest request;
  request.set_user_id(user_id.text());
  identity::v1::ListCoordinatorPartnersResponse response;
  const absl::Status status =
      identity_->Call("/parley.identity.v1.IdentityInternalService/ListCoordinatorPartners", request, response, kPatience);
  if (status.ok()) {
    store::PutCoordinator(db, user_id, {response.partner_ids().begin(), response.partner_ids().end()}, now);
    return absl::OkStatus();
  }
  if (!known) return OwnerUnavailable("identity", status);
  store::NoteCoordinatorCheck(db, user_id, now);
  return absl::OkStatus();
}

}  // namespace parley::moderation
