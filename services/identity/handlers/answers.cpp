#include "services/identity/handlers/answers.h"

#include "libs/rpc/time.h"
#include "services/identity/domain/country.h"
#include "services/identity/domain/secret.h"
#include "services/identity/domain/session.h"
#include "services/identity/store/sessions.h"

namespace parley::identity::handlers {
namespace {

// Empty when the country was not told.
std::string RegionText(const std::string& country) {
  const auto region = domain::RegionOf(country);
  return region ? std::string(domain::RegionName(*region)) : std::string();
}

}  // namespace

v1::User ToProto(const domain::User& user) {
  v1::User out;
  out.set_user_id(user.id.text());
  out.set_email(user.email);
  out.set_display_name(user.display_name);
  out.set_locale(user.locale);
  out.set_time_zone(user.time_zone);
  out.set_country(user.country);
  out.set_region(RegionText(user.country));
  for (auth::Role role : user.roles) out.add_roles(static_cast<api::v1::Role>(role));
  *out.mutable_create_time() = rpc::ToProto(user.create_time);
  out.set_etag(domain::Etag(user));
  for (const std::string& language : user.languages) out.add_languages(language);
  return out;
}

v1::Profile ToProfile(const domain::User& user) {
  v1::Profile out;
  out.set_user_id(user.id.text());
  out.set_display_name(user.display_name);
  out.set_country(user.country);
  out.set_region(RegionText(user.country));
  return out;
}

v1::RoleHolder ToProto(const store::RoleHolder& holder) {
  v1::RoleHolder out;
  *out.mutable_profile() = ToProfile(holder.user);
  out.set_email(holder.user.email);
  out.set_role(static_cast<api::v1::Role>(holder.role));
  *out.mutable_grant_time() = rpc::ToProto(holder.grant_time);
  return out;
}

v1::PlanningProfile ToPlanningProfile(const domain::User& user) {
  v1::PlanningProfile out;
  out.set_user_id(user.id.text());
  out.set_country(user.country);
  out.set_region(RegionText(user.country));
  out.set_time_zone(user.time_zone);
  for (const std::string& language : user.languages) out.add_languages(language);
  out.set_class_id(user.class_id.text());
  out.set_display_name(user.display_name);
  out.set_version(user.version);
  return out;
}

v1::Contact ToContact(const domain::User& user) {
  v1::Contact out;
  out.set_user_id(user.id.text());
  out.set_email(user.email);
  out.set_display_name(user.display_name);
  out.set_locale(user.locale);
  out.set_time_zone(user.time_zone);
  return out;
}

v1::ApiClient ToProto(const domain::ApiClient& client) {
  v1::ApiClient out;
  out.set_api_client_id(client.id.text());
  out.set_partner_id(client.partner_id.text());
  out.set_name(client.name);
  for (const std::string& scope : client.scopes) out.add_scopes(scope);
  *out.mutable_create_time() = rpc::ToProto(client.create_time);
  if (client.revoke_time) *out.mutable_revoke_time() = rpc::ToProto(*client.revoke_time);
  return out;
}

v1::Invitation ToProto(const domain::Invitation& invitation, absl::Time now) {
  v1::Invitation out;
  out.set_invitation_id(invitation.id.text());
  out.set_email(invitation.email);
  out.set_role(static_cast<api::v1::Role>(invitation.role));
  out.set_partner_id(invitation.partner_id.text());
  out.set_locale(invitation.locale);
  out.set_state(static_cast<v1::Invitation::State>(domain::StateAt(invitation, now)));
  *out.mutable_create_time() = rpc::ToProto(invitation.create_time);
  *out.mutable_expire_time() = rpc::ToProto(invitation.expire_time);
  return out;
}

v1::Consent ToProto(const domain::Consent& consent) {
  v1::Consent out;
  out.set_kind(static_cast<v1::Consent::Kind>(consent.kind));
  out.set_state(static_cast<v1::Consent::State>(consent.state));
  if (consent.update_time) *out.mutable_update_time() = rpc::ToProto(*consent.update_time);
  return out;
}

v1::Session IssueTokens(const Deps& deps, rpc::Call& call, const SessionId& session_id, const domain::User& user) {
  const absl::Time access_expire_time = call.now() + domain::kAccessTokenLife;
  const absl::Time refresh_expire_time = call.now() + domain::kRefreshTokenLife;
  const std::string refresh_token = domain::NewSecret();
  store::AddRefreshToken(call.db(), session_id, refresh_token, call.now(), refresh_expire_time);

  v1::Session out;
  out.set_session_id(session_id.text());
  out.set_access_token(
      deps.signing_keys->Signer(call.now())->Issue({user.id, session_id, user.roles, access_expire_time, user.token_version}, call.now()));
  *out.mutable_access_expire_time() = rpc::ToProto(access_expire_time);
  out.set_refresh_token(refresh_token);
  *out.mutable_refresh_expire_time() = rpc::ToProto(refresh_expire_time);
  *out.mutable_user() = ToProto(user);
  return out;
}

}  // namespace parley::identity::handlers
