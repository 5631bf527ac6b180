#include "tests/service/scheduling/neighbours.h"

#include "google/protobuf/descriptor.h"
#include "libs/errors/error.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "parley/catalog/v1/internal.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"

namespace parley::scheduling {
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
  Reactor* BatchGetPlanningProfiles(Context* context, const identity::v1::BatchGetPlanningProfilesRequest* request,
                                    identity::v1::BatchGetPlanningProfilesResponse* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const identity::v1::BatchGetPlanningProfilesRequest& in, identity::v1::BatchGetPlanningProfilesResponse& out) {
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   for (const std::string& id : in.user_ids()) {
                     const auto found = fake_.profiles_.find(id);
                     if (found != fake_.profiles_.end()) *out.add_profiles() = found->second;
                   }
                   return absl::OkStatus();
                 });
  }
  Reactor* ListCoordinatorPartners(Context* context, const identity::v1::ListCoordinatorPartnersRequest* request,
                                   identity::v1::ListCoordinatorPartnersResponse* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const identity::v1::ListCoordinatorPartnersRequest& in, identity::v1::ListCoordinatorPartnersResponse& out) {
                   ++fake_.questions_;
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   const auto found = fake_.partners_.find(in.user_id());
                   if (found != fake_.partners_.end()) out.add_partner_ids(found->second);
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

void FakeIdentity::SetProfile(const identity::v1::PlanningProfile& profile) {
  const std::lock_guard lock(mutex_);
  profiles_[profile.user_id()] = profile;
}

void FakeIdentity::SetCoordinator(const UserId& user_id, const PartnerId& partner_id) {
  const std::lock_guard lock(mutex_);
  partners_[user_id.text()] = partner_id.text();
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
                   ++fake_.questions_;
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

void FakeCatalog::SetMembership(const RunId& run_id, const UserId& user_id, catalog::v1::Enrolment::State state) {
  const std::lock_guard lock(mutex_);
  memberships_[{run_id.text(), user_id.text()}] = state;
}

}  // namespace parley::scheduling
