#include "tests/service/notifications/neighbours.h"

#include "google/protobuf/descriptor.h"
#include "parley/identity/v1/events.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "parley/moderation/v1/internal.grpc.pb.h"

namespace parley::notifications {
class FakeIdentity::PublicFace final : public identity::v1::IdentityService::CallbackService {
 public:
  explicit PublicFace(FakeIdentity& fake) : fake_(fake) {}
  grpc::ServerUnaryReactor* GetJwks(grpc::CallbackServerContext* context, const identity::v1::GetJwksRequest* request,
                                    identity::v1::Jwks* response) override {
    return fake_.producer_.process().server().Serve(context, request, response,
                                                    [this](rpc::Call&, const google::protobuf::Message&, google::protobuf::Message& out) {
                                                      const auth::PublicKey key = fake_.tokens_.issuer().public_key();
                                                      identity::v1::Jwk& jwk = *static_cast<identity::v1::Jwks&>(out).add_keys();
                                                      jwk.set_kty("EC");
                                                      jwk.set_crv("P-256");
                                                      jwk.set_kid(key.kid);
                                                      jwk.set_x(key.x);
                                                      jwk.set_y(key.y);
                                                      return absl::OkStatus();
                                                    });
  }

 private:
  FakeIdentity& fake_;
};

class FakeIdentity::InternalFace final : public identity::v1::IdentityInternalService::CallbackService {
 public:
  explicit InternalFace(FakeIdentity& fake) : fake_(fake) {}
  grpc::ServerUnaryReactor* ListRevocations(grpc::CallbackServerContext* context, const identity::v1::ListRevocationsRequest* request,
                                            identity::v1::ListRevocationsResponse* response) override {
    return fake_.producer_.process().server().Serve(context, request, response,
                                                    [](rpc::Call&, const auto&, google::protobuf::Message&) { return absl::OkStatus(); });
  }
  grpc::ServerUnaryReactor* BatchGetContacts(grpc::CallbackServerContext* context, const identity::v1::BatchGetContactsRequest* request,
                                             identity::v1::BatchGetContactsResponse* response) override {
    return fake_.producer_.process().server().Serve(
        context, request, response, [this](rpc::Call&, const google::protobuf::Message& in, google::protobuf::Message& out) {
          return fake_.BatchGetContacts(static_cast<const identity::v1::BatchGetContactsRequest&>(in),
                                        static_cast<identity::v1::BatchGetContactsResponse&>(out));
        });
  }

 private:
  FakeIdentity& fake_;
};

FakeIdentity::FakeIdentity(const std::string& redis_url, const Clock& clock)
    : producer_("identity", redis_url, clock, tokens_.FetchKeys()),
      public_face_(std::make_unique<PublicFace>(*this)),
      internal_face_(std::make_unique<InternalFace>(*this)) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  auto& server = producer_.process().server();
  server.Add(public_face_.get(), pool->FindServiceByName(identity::v1::IdentityService::service_full_name()));
  server.Add(internal_face_.get(), pool->FindServiceByName(identity::v1::IdentityInternalService::service_full_name()));
  producer_.Start();
}

FakeIdentity::~FakeIdentity() { producer_.process().Stop(); }

void FakeIdentity::SetContact(const UserId& user_id, const std::string& email, const std::string& name, const std::string& locale,
                              const std::string& time_zone) {
  bool known = false;
  {
    const std::lock_guard lock(mutex_);
    known = contacts_.contains(user_id.text());
    identity::v1::Contact& contact = contacts_[user_id.text()];
    contact.set_user_id(user_id.text());
    contact.set_email(email);
    contact.set_display_name(name);
    contact.set_locale(locale);
    contact.set_time_zone(time_zone);
  }
  if (!known) return;
  identity::v1::UserChanged event;
  event.set_user_id(user_id.text());
  producer_.Publish(user_id.text(), event);
}

absl::Status FakeIdentity::BatchGetContacts(const identity::v1::BatchGetContactsRequest& request,
                                            identity::v1::BatchGetContactsResponse& response) {
  if (away) return absl::UnavailableError("away, as the test wants it");
  const std::lock_guard lock(mutex_);
  for (const std::string& user_id : request.user_ids()) {
    if (const auto found = contacts_.find(user_id); found != contacts_.end()) *response.add_contacts() = found->second;
  }
  return absl::OkStatus();
}

class FakeModeration::InternalFace final : public moderation::v1::ModerationInternalService::CallbackService {
 public:
  explicit InternalFace(FakeModeration& fake) : fake_(fake) {}
  grpc::ServerUnaryReactor* GetNudge(grpc::CallbackServerContext* context, const moderation::v1::GetNudgeRequest* request,
                                     moderation::v1::Nudge* response) override {
    return fake_.producer_.process().server().Serve(
        context, request, response, [this](rpc::Call&, const google::protobuf::Message& in, google::protobuf::Message& out) {
          return fake_.GetNudge(static_cast<const moderation::v1::GetNudgeRequest&>(in), static_cast<moderation::v1::Nudge&>(out));
        });
  }

 private:
  FakeModeration& fake_;
};

FakeModeration::FakeModeration(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys)
    : producer_("moderation", redis_url, clock, std::move(fetch_keys)), internal_face_(std::make_unique<InternalFace>(*this)) {
  producer_.process().server().Add(internal_face_.get(), google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
                                                             moderation::v1::ModerationInternalService::service_full_name()));
  producer_.Start();
}

FakeModeration::~FakeModeration() { producer_.process().Stop(); }

void FakeModeration::SetWords(const std::string& nudge_id, const std::string& words) {
  const std::lock_guard lock(mutex_);
  words_[nudge_id] = words;
}

absl::Status FakeModeration::GetNudge(const moderation::v1::GetNudgeRequest& request, moderation::v1::Nudge& response) {
  if (away) return absl::UnavailableError("away, as the test wants it");
  const std::lock_guard lock(mutex_);
  const auto found = words_.find(request.nudge_id());
  if (found == words_.end()) return absl::NotFoundError("no such nudge");
  response.set_nudge_id(found->first);
  response.set_text(found->second);
  return absl::OkStatus();
}

}  // namespace parley::notifications
