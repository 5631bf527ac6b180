#include "services/identity/domain/invitation.h"

#include "libs/errors/error.h"
#include "libs/text/text.h"
#include "services/identity/domain/user.h"
#include "services/identity/handlers/answers.h"
#include "services/identity/handlers/handlers.h"
#include "services/identity/handlers/inviter.h"
#include "services/identity/store/invitations.h"
#include "services/identity/store/users.h"

namespace parley::identity::handlers {
namespace {

constexpr int kDefaultPage = 20;

// What a caller wants somebody to be asked.
struct Wish {
  Email email;
  auth::Role role = auth::Role::kFacilitator;
  PartnerId partner_id;
  std::string locale;
};

absl::StatusOr<Wish> ReadWish(const v1::InviteUserRequest& request) {
  const auto email = ParseEmail(request.email());
  const bool known_role = request.role() != api::v1::ROLE_UNSPECIFIED && api::v1::Role_IsValid(request.role());
  const auto role = static_cast<auth::Role>(request.role());
  errors::FieldErrors bad;
  bad.Check(email.has_value(), "email", "must be an e-mail address such as name@example.org, of 3 to 254 characters");
  bad.Check(known_role, "role", "must be a role");
  if (known_role && domain::IsOfPartner(role)) {
    bad.Check(IsUuid(request.partner_id()), "partner_id", "must be the UUID of the partner they are to work for");
  } else if (known_role) {
    bad.Check(request.partner_id().empty(), "partner_id", "must be empty: only coordinators and facilitators have a partner");
  }
  bad.Check(request.locale().empty() || text::IsLocale(request.locale()), "locale", "must be en, fr, ar or es, or empty");
  if (!bad.ok()) return bad.status();

  Wish wish{*email, role, {}, request.locale().empty() ? "en" : request.locale()};
  if (!domain::IsOfPartner(role)) return wish;
  auto partner_id = ParseId<PartnerId>(request.partner_id(), "partner_id");
  if (!partner_id.ok()) return partner_id.status();
  wish.partner_id = *std::move(partner_id);
  return wish;
}

// Asks somebody, unless they are being asked already. The address is locked.
absl::StatusOr<domain::Invitation> Invite(Deps& deps, rpc::Call& call, const Wish& wish, const UserId& inviter_id) {
  if (auto open = store::GetOpenInvitation(call.db(), wish.email, wish.role, wish.partner_id)) return *std::move(open);
  const auto mailed = store::CountInvitationsSince(call.db(), wish.email, call.now() - absl::Hours(24));
  if (auto allowed = domain::MayMailInvitation(mailed.count, mailed.first_time, call.now()); !allowed.ok()) return allowed;

  domain::Invitation invitation;
  invitation.id = domain::InvitationId::New(call.now());
  invitation.email = wish.email.text;
  invitation.role = wish.role;
  invitation.partner_id = wish.partner_id;
  invitation.locale = wish.locale;
  invitation.create_time = call.now();
  invitation.expire_time = call.now() + domain::kInvitationLife;
  store::InsertInvitation(call.db(), invitation, wish.email, inviter_id);
  call.AfterCommit(deps.wake_courier);
  return invitation;
}

}  // namespace

absl::Status InviteUser(Deps& deps, rpc::Call& call, const v1::InviteUserRequest& request, v1::Invitation& response) {
  const auto wish = ReadWish(request);
  if (!wish.ok()) return wish.status();

  store::LockInvited(call.db(), wish->email, call.now());
  if (auto allowed = domain::MayInvite(LoadInviter(call, wish->partner_id), wish->role); !allowed.ok()) return allowed;

  if (store::AddressHoldsRole(call.db(), wish->email, wish->role, wish->partner_id)) {
    return errors::FailedPrecondition("ROLE_HELD", "they have this role already");
  }
  const auto invitation = Invite(deps, call, *wish, call.user_id());
  if (!invitation.ok()) return invitation.status();
  response = ToProto(*invitation, call.now());
  return absl::OkStatus();
}

absl::Status ListInvitations(Deps& deps, rpc::Call& call, const v1::ListInvitationsRequest& request,
                             v1::ListInvitationsResponse& response) {
  const auto page_size = rpc::PageSize(request.page_size(), kDefaultPage);
  if (!page_size.ok()) return page_size.status();
  PartnerId partner_id;
  if (!request.partner_id().empty()) {
    auto parsed = ParseId<PartnerId>(request.partner_id(), "partner_id");
    if (!parsed.ok()) return parsed.status();
    partner_id = *std::move(parsed);
  }
  const std::string scope = "invitations:" + partner_id.text();
  const auto cursor = deps.page_tokens.Decode(scope, request.page_token());
  if (!cursor.ok()) return cursor.status();

  const domain::Inviter inviter = LoadInviter(call, partner_id);
  if (!inviter.is_operator && partner_id.empty()) return errors::InvalidField("partner_id", "must be the UUID of your partner");
  if (!inviter.is_operator && !inviter.coordinates_partner) return errors::NotFound("partner");

  auto invitations = store::ListInvitations(call.db(), partner_id, domain::InvitationId::Trusted(*cursor), *page_size + 1);
  if (static_cast<int>(invitations.size()) > *page_size) {
    invitations.pop_back();
    response.set_next_page_token(deps.page_tokens.Encode(scope, invitations.back().id.text()));
  }
  for (const domain::Invitation& invitation : invitations) *response.add_invitations() = ToProto(invitation, call.now());
  return absl::OkStatus();
}

absl::Status RevokeInvitation(Deps&, rpc::Call& call, const v1::RevokeInvitationRequest& request, v1::Invitation& response) {
  const auto invitation_id = ParseId<domain::InvitationId>(request.invitation_id(), "invitation_id");
  if (!invitation_id.ok()) return invitation_id.status();

  auto invitation = store::GetInvitationForUpdate(call.db(), *invitation_id);
  if (!invitation) return errors::NotFound("invitation");
  const domain::Inviter inviter = LoadInviter(call, invitation->partner_id);
  if (!inviter.is_operator && !inviter.coordinates_partner) return errors::NotFound("invitation");

  if (auto revoked = domain::Revoke(*invitation, call.now()); !revoked.ok()) return revoked;
  store::SaveEnd(call.db(), *invitation);
  response = ToProto(*invitation, call.now());
  return absl::OkStatus();
}

absl::Status AcceptInvitation(Deps& deps, rpc::Call& call, const v1::AcceptInvitationRequest& request, v1::Invitation& response) {
  const auto invitation_id = deps.invitation_tokens.Read(request.token());
  if (!invitation_id) return errors::InvalidField("token", "is not the token of an invitation: open the link of the mail, whole");

  auto user = store::GetUserForUpdate(call.db(), call.user_id());
  if (!user) return errors::NotFound("user");
  auto invitation = store::GetInvitationForUpdate(call.db(), *invitation_id);
  if (!invitation) return domain::InvitationExpired();  // long ago, and forgotten since

  const bool is_new = invitation->state != domain::InvitationState::kAccepted;
  if (auto accepted = domain::Accept(*invitation, user->email, call.now()); !accepted.ok()) return accepted;
  if (is_new) {
    store::SaveEnd(call.db(), *invitation);
    store::GrantRole(call.db(), *user, invitation->role, invitation->partner_id, call.now());
    call.AfterCommit(deps.wake_relay);
  }
  response = ToProto(*invitation, call.now());
  return absl::OkStatus();
}

absl::Status AppointCoordinator(Deps& deps, rpc::Call& call, const v1::AppointCoordinatorRequest& request,
                                v1::AppointCoordinatorResponse&) {
  v1::InviteUserRequest asked;
  asked.set_email(request.email());
  asked.set_role(api::v1::ROLE_COORDINATOR);
  asked.set_partner_id(request.partner_id());
  asked.set_locale(request.locale());
  const auto wish = ReadWish(asked);
  if (!wish.ok()) return wish.status();

  store::LockInvited(call.db(), wish->email, call.now());
  if (store::AddressHoldsRole(call.db(), wish->email, wish->role, wish->partner_id)) return absl::OkStatus();
  return Invite(deps, call, *wish, UserId()).status();
}

}  // namespace parley::identity::handlers
