#include "services/notifications/service.h"

#include "google/protobuf/descriptor.h"
#include "libs/auth/digest.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/internal.pb.h"
#include "parley/moderation/v1/internal.pb.h"
#include "parley/notifications/v1/internal.grpc.pb.h"
#include "parley/notifications/v1/notifications_service.grpc.pb.h"
#include "services/notifications/announcer.h"
#include "services/notifications/following.h"
#include "services/notifications/handlers/handlers.h"
#include "services/notifications/mailer.h"
#include "services/notifications/settings.h"
#include "services/notifications/store/deliveries.h"

namespace parley::notifications {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr absl::Duration kPeerTimeout = absl::Seconds(5);
// So that one slow conversation does not hold up a sign-in link.
constexpr int kMailers = 2;

class PublicFace final : public v1::NotificationsService::CallbackService {
 public:
  PublicFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* ListNotifications(Context* context, const v1::ListNotificationsRequest* request,
                             v1::ListNotificationsResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::ListNotifications, deps_);
  }
  Reactor* MarkNotificationsRead(Context* context, const v1::MarkNotificationsReadRequest* request,
                                 v1::MarkNotificationsReadResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::MarkNotificationsRead, deps_);
  }
  Reactor* GetNotificationPreferences(Context* context, const v1::GetNotificationPreferencesRequest* request,
                                      v1::NotificationPreferences* response) override {
    return rpc::Handle(server_, context, request, response, handlers::GetNotificationPreferences, deps_);
  }
  Reactor* UpdateNotificationPreferences(Context* context, const v1::UpdateNotificationPreferencesRequest* request,
                                         v1::NotificationPreferences* response) override {
    return rpc::Handle(server_, context, request, response, handlers::UpdateNotificationPreferences, deps_);
  }
  Reactor* Unsubscribe(Context* context, const v1::UnsubscribeRequest* request, v1::UnsubscribeResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::Unsubscribe, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

class InternalFace final : public v1::NotificationsInternalService::CallbackService {
 public:
  InternalFace(rpc::Server& server, Deps& deps) : server_(server), deps_(deps) {}

  Reactor* SendSignInLink(Context* context, const v1::SendSignInLinkRequest* request, v1::SendSignInLinkResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SendSignInLink, deps_);
  }
  Reactor* SendInvitation(Context* context, const v1::SendInvitationRequest* request, v1::SendInvitationResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SendInvitation, deps_);
  }
  Reactor* SendInterestConfirmation(Context* context, const v1::SendInterestConfirmationRequest* request,
                                    v1::SendInterestConfirmationResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SendInterestConfirmation, deps_);
  }
  Reactor* SendOffer(Context* context, const v1::SendOfferRequest* request, v1::SendOfferResponse* response) override {
    return rpc::Handle(server_, context, request, response, handlers::SendOffer, deps_);
  }

 private:
  rpc::Server& server_;
  Deps& deps_;
};

absl::StatusOr<Contacts> FetchFromIdentity(rpc::Client& identity, const std::vector<UserId>& user_ids) {
  identity::v1::BatchGetContactsRequest request;
  for (const UserId& user_id : user_ids) request.add_user_ids(user_id.text());
  identity::v1::BatchGetContactsResponse response;
  const absl::Status status =
      identity.Call("/parley.identity.v1.IdentityInternalService/BatchGetContacts", request, response, kPeerTimeout);
  if (!status.ok()) return status;
  Contacts contacts;
  for (const auto& contact : response.contacts()) {
    contacts[UserId::Trusted(contact.user_id())] = {contact.email(), contact.display_name(), contact.locale(), contact.time_zone()};
  }
  return contacts;
}

absl::StatusOr<std::string> FetchFromModeration(rpc::Client& moderation, const std::string& nudge_id) {
  moderation::v1::GetNudgeRequest request;
  request.set_nudge_id(nudge_id);
  moderation::v1::Nudge nudge;
  const absl::Status status = moderation.Call("/parley.moderation.v1.ModerationInternalService/GetNudge", request, nudge, kPeerTimeout);
  if (!status.ok()) return status;
  return nudge.text();
}

// The services it speaks to.
struct Peers {
  std::unique_ptr<rpc::Client> identity;
  std::unique_ptr<rpc::Client> moderation;
  // Followed, never asked.
  std::unique_ptr<rpc::Client> exchange;
  std::unique_ptr<rpc::Client> catalog;
  std::unique_ptr<rpc::Client> scheduling;
};

// Everything of notifications that lives as long as its process.
struct Parts {
  Parts(service::Process& process, const Settings& settings, Peers peers_of_it)
      : peers(std::move(peers_of_it)),
        deps{process.page_tokens(),
             [this](const std::vector<UserId>& user_ids) { return FetchFromIdentity(*peers.identity, user_ids); },
             [this](const std::string& nudge_id) { return FetchFromModeration(*peers.moderation, nudge_id); },
             auth::DeriveKey(process.settings().secret, "notifications sign-in links"),
             settings.from.address,
             UnsubscribeLinks(process.settings().secret, "notifications unsubscribe links")},
        public_face(process.server(), deps),
        internal_face(process.server(), deps) {}

  Peers peers;
  Deps deps;
  PublicFace public_face;
  InternalFace internal_face;
};

service::Look AtMails() {
  return {{{"parley_mail_waiting_deliveries", "Mails that were not sent yet, whether tried or not."},
           {"parley_mail_oldest_waiting_seconds", "Age of the oldest of them; 0 when there is none."}},
          [](postgres::Session& db, absl::Time now) -> std::vector<double> {
            const store::DeliveryBacklog backlog = store::GetBacklog(db);
            return {static_cast<double>(backlog.waiting), service::SecondsSince(backlog.oldest_time, now)};
          }};
}

void RunLoops(service::Process& process, const Settings& settings, const Deps& deps) {
  const auto& database = process.settings().server.database;
  for (int i = 0; i < kMailers; ++i) {
    auto mailer = std::make_shared<Mailer>(MailerOptions{database, settings.smtp, settings.from, settings.web_url, deps.link_key,
                                                         deps.fetch_contacts, deps.fetch_nudge, deps.unsubscribe_links},
                                           process.clock());
    process.Run([mailer](std::stop_token stop) { mailer->Run(stop); });
  }
  auto announcer =
      std::make_shared<Announcer>(database, process.settings().redis_url, deps.fetch_contacts, deps.fetch_nudge, process.clock());
  process.Run([announcer](std::stop_token stop) { announcer->Run(stop); });
}

}  // namespace

absl::Status Compose(config::Environment& environment, const Clock& clock, std::unique_ptr<service::Process>& process) {
  service::Settings base = service::ReadSettings(environment, "notifications");
  const Settings own = ReadSettings(environment);
  Peers peers;
  peers.identity = service::ConnectPeer(environment, base, "identity");
  peers.exchange = service::ConnectPeer(environment, base, "exchange");
  peers.catalog = service::ConnectPeer(environment, base, "catalog");
  peers.scheduling = service::ConnectPeer(environment, base, "scheduling");
  peers.moderation = service::ConnectPeer(environment, base, "moderation");
  if (auto status = environment.Check(); !status.ok()) return status;

  process = std::make_unique<service::Process>(std::move(base), clock, service::FetchKeysFrom(*peers.identity));
  auto parts = std::make_shared<Parts>(*process, own, std::move(peers));
  process->Keep(parts);
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  process->server().Add(&parts->public_face, pool->FindServiceByName(v1::NotificationsService::service_full_name()));
  process->server().Add(&parts->internal_face, pool->FindServiceByName(v1::NotificationsInternalService::service_full_name()));
  process->Follow(FollowExchange(own.from.address), *parts->peers.exchange);
  process->Follow(FollowCatalog(own.from.address), *parts->peers.catalog);
  process->Follow(FollowScheduling(own.from.address), *parts->peers.scheduling);
  process->Follow(FollowModeration(own.from.address), *parts->peers.moderation);
  process->Follow(FollowIdentity(), *parts->peers.identity);
  RunLoops(*process, own, parts->deps);
  process->Watch(AtMails());
  return absl::OkStatus();
}

}  // namespace parley::notifications
