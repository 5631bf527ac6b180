#include "tests/service/moderation/neighbours.h"

#include "google/protobuf/descriptor.h"
#include "libs/errors/error.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "parley/catalog/v1/internal.grpc.pb.h"
#include "parley/exchange/v1/internal.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"

namespace parley::moderation {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Answers by a function of the two messages.
template <class Request, class Response, class Answer>
Reactor* Reply(test::Producer& producer, Context* context, const Request* request, Response* response, Answer answer) {
  return producer.process().server().Serve(
      context, request, response,
      [answer](rpc::Call&, const google::protobuf::Message& in, google::protobuf::Message& out) -> absl::Status {
        return answer(static_cast<const Request&>(in), static_cast<Response&>(out));
      });
}

const google::protobuf::ServiceDescriptor* Descriptor(const char* name) {
  return google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
}

absl::Status Away() { return errors::Unavailable("AWAY", "as the test wants it"); }

}  // namespace

class FakeIdentity::PublicFace final : public identity::v1::IdentityService::CallbackService {
 public:
  explicit PublicFace(FakeIdentity& fake) : fake_(fake) {}
  Reactor* GetJwks(Context* context, const identity::v1::GetJwksRequest* request, identity::v1::Jwks* response) override {
    return Reply(fake_.producer_, context, request, response, [this](const identity::v1::GetJwksRequest&, identity::v1::Jwks& jwks) {
      const auth::PublicKey key = fake_.tokens_.issuer().public_key();
      identity::v1::Jwk& jwk = *jwks.add_keys();
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
  Reactor* ListRevocations(Context* context, const identity::v1::ListRevocationsRequest* request,
                           identity::v1::ListRevocationsResponse* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [](const identity::v1::ListRevocationsRequest&, identity::v1::ListRevocationsResponse&) { return absl::OkStatus(); });
  }
  Reactor* ListCoordinatorPartners(Context* context, const identity::v1::ListCoordinatorPartnersRequest* request,
                                   identity::v1::ListCoordinatorPartnersResponse* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const identity::v1::ListCoordinatorPartnersRequest& in, identity::v1::ListCoordinatorPartnersResponse& out) {
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   for (const std::string& id : fake_.partners_[in.user_id()]) out.add_partner_ids(id);
                   return absl::OkStatus();
                 });
  }

 private:
  FakeIdentity& fake_;
};

FakeIdentity::FakeIdentity(const std::string& redis_url, const Clock& clock)
    : producer_("identity", redis_url, clock, tokens_.FetchKeys()),
      public_face_(std::make_unique<PublicFace>(*this)),
      internal_face_(std::make_unique<InternalFace>(*this)) {
  producer_.process().server().Add(public_face_.get(), Descriptor(identity::v1::IdentityService::service_full_name()));
  producer_.process().server().Add(internal_face_.get(), Descriptor(identity::v1::IdentityInternalService::service_full_name()));
  producer_.Start();
}

FakeIdentity::~FakeIdentity() { producer_.process().Stop(); }

void FakeIdentity::SetPartners(const UserId& user_id, const std::vector<std::string>& partner_ids) {
  const std::lock_guard lock(mutex_);
  partners_[user_id.text()] = partner_ids;
}

class FakeCatalog::PublicFace final : public catalog::v1::CatalogService::CallbackService {
 public:
  explicit PublicFace(FakeCatalog& fake) : fake_(fake) {}
  Reactor* GetRun(Context* context, const catalog::v1::GetRunRequest* request, catalog::v1::Run* response) override {
    return Reply(fake_.producer_, context, request, response, [this](const catalog::v1::GetRunRequest& in, catalog::v1::Run& out) {
      if (fake_.away) return Away();
      const std::lock_guard lock(fake_.mutex_);
      const auto found = fake_.runs_.find(in.run_id());
      if (found == fake_.runs_.end()) return errors::NotFound("run");
      out = found->second;
      return absl::OkStatus();
    });
  }

 private:
  FakeCatalog& fake_;
};

class FakeCatalog::InternalFace final : public catalog::v1::CatalogInternalService::CallbackService {
 public:
  explicit InternalFace(FakeCatalog& fake) : fake_(fake) {}
  Reactor* GetMembership(Context* context, const catalog::v1::GetMembershipRequest* request, catalog::v1::Membership* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const catalog::v1::GetMembershipRequest& in, catalog::v1::Membership& out) {
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   const auto found = fake_.memberships_.find({in.run_id(), in.user_id()});
                   if (found == fake_.memberships_.end()) return errors::NotFound("enrolment");
                   out.set_state(found->second);
                   return absl::OkStatus();
                 });
  }

 private:
  FakeCatalog& fake_;
};

FakeCatalog::FakeCatalog(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys)
    : producer_("catalog", redis_url, clock, std::move(fetch_keys)),
      public_face_(std::make_unique<PublicFace>(*this)),
      internal_face_(std::make_unique<InternalFace>(*this)) {
  producer_.process().server().Add(public_face_.get(), Descriptor(catalog::v1::CatalogService::service_full_name()));
  producer_.process().server().Add(internal_face_.get(), Descriptor(catalog::v1::CatalogInternalService::service_full_name()));
  producer_.Start();
}

FakeCatalog::~FakeCatalog() { producer_.process().Stop(); }

void FakeCatalog::SetRun(const catalog::v1::Run& run) {
  const std::lock_guard lock(mutex_);
  runs_[run.run_id()] = run;
}

void FakeCatalog::SetMembership(const std::string& run_id, const UserId& user_id, catalog::v1::Enrolment::State state) {
  const std::lock_guard lock(mutex_);
  memberships_[{run_id, user_id.text()}] = state;
}

class FakeExchange::Face final : public exchange::v1::ExchangeInternalService::CallbackService {
 public:
  explicit Face(FakeExchange& fake) : fake_(fake) {}
  Reactor* GetVideoForModeration(Context* context, const exchange::v1::GetVideoForModerationRequest* request,
                                 exchange::v1::VideoForModeration* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const exchange::v1::GetVideoForModerationRequest& in, exchange::v1::VideoForModeration& out) {
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   const auto found = fake_.videos_.find(in.video_id());
                   if (found == fake_.videos_.end()) return errors::NotFound("video");
                   out = found->second;
                   return absl::OkStatus();
                 });
  }
  Reactor* PlaceModerationHold(Context* context, const exchange::v1::PlaceModerationHoldRequest* request,
                               exchange::v1::VideoForModeration* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const exchange::v1::PlaceModerationHoldRequest& in, exchange::v1::VideoForModeration& out) {
                   return fake_.Hold(in.video_id(), in.request_id(), true, "place " + in.reason(), out);
                 });
  }
  Reactor* LiftModerationHold(Context* context, const exchange::v1::LiftModerationHoldRequest* request,
                              exchange::v1::VideoForModeration* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const exchange::v1::LiftModerationHoldRequest& in, exchange::v1::VideoForModeration& out) {
                   return fake_.Hold(in.video_id(), in.request_id(), false, "lift", out);
                 });
  }

 private:
  FakeExchange& fake_;
};

FakeExchange::FakeExchange(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys)
    : producer_("exchange", redis_url, clock, std::move(fetch_keys)), face_(std::make_unique<Face>(*this)) {
  producer_.process().server().Add(face_.get(), Descriptor(exchange::v1::ExchangeInternalService::service_full_name()));
  producer_.Start();
}

FakeExchange::~FakeExchange() { producer_.process().Stop(); }

absl::Status FakeExchange::Hold(const std::string& video_id, const std::string& request_id, bool held, const std::string& act,
                                exchange::v1::VideoForModeration& response) {
  const std::lock_guard lock(mutex_);
  request_ids_.push_back(request_id);
  if (away) return Away();
  const auto found = videos_.find(video_id);
  if (found == videos_.end()) return errors::NotFound("video");
  found->second.set_held(held);
  found->second.set_visible(!held && found->second.state() == exchange::v1::Video::STATE_PUBLISHED);
  acts_.push_back(act + " " + video_id);
  if (loses_answers) return Away();
  response = found->second;
  return absl::OkStatus();
}

void FakeExchange::SetVideo(const exchange::v1::VideoForModeration& video) {
  const std::lock_guard lock(mutex_);
  videos_[video.video_id()] = video;
}

exchange::v1::VideoForModeration FakeExchange::Video(const std::string& video_id) {
  const std::lock_guard lock(mutex_);
  return videos_[video_id];
}

std::vector<std::string> FakeExchange::acts() {
  const std::lock_guard lock(mutex_);
  return acts_;
}

std::vector<std::string> FakeExchange::request_ids() {
  const std::lock_guard lock(mutex_);
  return request_ids_;
}

}  // namespace parley::moderation
