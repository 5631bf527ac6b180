#include "services/identity/outgoing.h"

#include "libs/rpc/time.h"
#include "services/identity/store/invitations.h"
#include "services/identity/store/sign_ins.h"

namespace parley::identity {
namespace {

// What is the same of both kinds, with the statements of the table of `IdType`.
template <class IdType>
service::Errands LinksOf(std::string what) {
  service::Errands links;
  links.what = std::move(what);
  links.done = [](postgres::Session& db, const std::string& id) { store::SetSendState(db, IdType::Trusted(id), store::SendState::kSent); };
  links.refused = [](postgres::Session& db, const std::string& id) {
    store::SetSendState(db, IdType::Trusted(id), store::SendState::kRefused);
  };
  links.put_off = [](postgres::Session& db, const std::string& id, absl::Time until) { store::PutOff(db, IdType::Trusted(id), until); };
  return links;
}

notifications::v1::SendSignInLinkRequest RequestOf(const domain::SignIn& sign_in, const std::string& url) {
  notifications::v1::SendSignInLinkRequest request;
  request.set_email(sign_in.email);
  request.set_locale(sign_in.locale);
  request.set_url(url);
  *request.mutable_expire_time() = rpc::ToProto(sign_in.expire_time);
  request.set_request_id(sign_in.id.text());
  return request;
}

notifications::v1::SendInvitationRequest RequestOf(const domain::Invitation& invitation, const std::string& url) {
  notifications::v1::SendInvitationRequest request;
  request.set_email(invitation.email);
  request.set_locale(invitation.locale);
  request.set_role(static_cast<api::v1::Role>(invitation.role));
  request.set_url(url);
  *request.mutable_expire_time() = rpc::ToProto(invitation.expire_time);
  request.set_request_id(invitation.id.text());
  return request;
}

}  // namespace

service::Errands SignInLinks(auth::LinkTokens<domain::SignInId> tokens, std::string web_url, HandOverSignIn hand_over) {
  service::Errands links = LinksOf<domain::SignInId>("a sign-in link");
  links.expire = store::ExpireUnsent;
  links.claim = [tokens = std::move(tokens), web_url = std::move(web_url), hand_over = std::move(hand_over)](
                    postgres::Session& db, absl::Time now, absl::Time lease_end) {
    std::vector<service::Errand> errands;
    for (const store::QueuedLink& link : store::ClaimLinksToSend(db, now, lease_end)) {
      const domain::SignIn& sign_in = link.sign_in;
      errands.push_back({sign_in.id.text(), link.attempts, [&tokens, &web_url, &hand_over, sign_in] {
                           return hand_over(RequestOf(sign_in, domain::LinkUrl(web_url, sign_in.continue_path, tokens.Make(sign_in.id))));
                         }});
    }
    return errands;
  };
  return links;
}

service::Errands InvitationLinks(auth::LinkTokens<domain::InvitationId> tokens, std::string web_url, HandOverInvitation hand_over) {
  service::Errands links = LinksOf<domain::InvitationId>("an invitation");
  links.expire = store::ExpireUnsentInvitations;
  links.claim = [tokens = std::move(tokens), web_url = std::move(web_url), hand_over = std::move(hand_over)](
                    postgres::Session& db, absl::Time now, absl::Time lease_end) {
    std::vector<service::Errand> errands;
    for (const store::QueuedInvitation& queued : store::ClaimInvitationsToSend(db, now, lease_end)) {
      const domain::Invitation& invitation = queued.invitation;
      errands.push_back({invitation.id.text(), queued.attempts, [&tokens, &web_url, &hand_over, invitation] {
                           return hand_over(RequestOf(invitation, domain::InvitationUrl(web_url, tokens.Make(invitation.id))));
                         }});
    }
    return errands;
  };
  return links;
}

}  // namespace parley::identity
