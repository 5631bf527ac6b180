#include "tests/service/exchange/neighbours.h"

#include "google/protobuf/descriptor.h"
#include "libs/errors/error.h"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "parley/catalog/v1/internal.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "parley/scheduling/v1/internal.grpc.pb.h"

namespace parley::exchange {
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
  Reactor* GetConsent(Context* context, const identity::v1::GetConsentRequest* request, identity::v1::Consent* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const identity::v1::GetConsentRequest& in, identity::v1::Consent& out) {
                   ++fake_.questions_;
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   out = fake_.consents_[in.user_id()];
                   if (out.state() == identity::v1::Consent::STATE_UNSPECIFIED) out.set_state(identity::v1::Consent::STATE_NOT_GIVEN);
                   return absl::OkStatus();
                 });
  }
  Reactor* BatchGetProfiles(Context* context, const identity::v1::BatchGetProfilesRequest* request,
                            identity::v1::BatchGetProfilesResponse* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const identity::v1::BatchGetProfilesRequest& in, identity::v1::BatchGetProfilesResponse& out) {
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   for (const std::string& id : in.user_ids()) {
                     const auto found = fake_.profiles_.find(id);
                     if (found != fake_.profiles_.end()) *out.add_profiles() = found->second;
                   }
                   return absl::OkStatus();
                 });
  }

 private:
  FakeIdentity& fake_;
};

FakeIdentity::FakeIdentity(const std::string& redis_url, const Clock& clock)
    : clock_(clock),
      producer_("identity", redis_url, clock, tokens_.FetchKeys()),
      public_face_(std::make_unique<PublicFace>(*this)),
      internal_face_(std::make_unique<InternalFace>(*this)) {
  producer_.process().server().Add(public_face_.get(), Descriptor(identity::v1::IdentityService::service_full_name()));
  producer_.process().server().Add(internal_face_.get(), Descriptor(identity::v1::IdentityInternalService::service_full_name()));
  producer_.Start();
}

FakeIdentity::~FakeIdentity() { producer_.process().Stop(); }

void FakeIdentity::SetConsent(const UserId& user_id, identity::v1::Consent::State state) {
  const std::lock_guard lock(mutex_);
  identity::v1::Consent& consent = consents_[user_id.text()];
  consent.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  consent.set_state(state);
  *consent.mutable_update_time() = rpc::ToProto(clock_.Now());
}

void FakeIdentity::SetProfile(const UserId& user_id, const std::string& name) {
  const std::lock_guard lock(mutex_);
  identity::v1::Profile& profile = profiles_[user_id.text()];
  profile.set_user_id(user_id.text());
  profile.set_display_name(name);
  profile.set_country("LB");
  profile.set_region("southern-mediterranean");
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

class FakeScheduling::InternalFace final : public scheduling::v1::SchedulingInternalService::CallbackService {
 public:
  explicit InternalFace(FakeScheduling& fake) : fake_(fake) {}
  Reactor* GetGroupRun(Context* context, const scheduling::v1::GetGroupRunRequest* request, scheduling::v1::GroupRun* response) override {
    return Reply(fake_.producer_, context, request, response,
                 [this](const scheduling::v1::GetGroupRunRequest& in, scheduling::v1::GroupRun& out) {
                   ++fake_.questions_;
                   if (fake_.away) return Away();
                   const std::lock_guard lock(fake_.mutex_);
                   const auto found = fake_.groups_.find(in.group_id());
                   if (found == fake_.groups_.end()) return errors::NotFound("group");
                   out.set_run_id(found->second);
                   return absl::OkStatus();
                 });
  }
  Reactor* GetSeat(Context* context, const scheduling::v1::GetSeatRequest* request, scheduling::v1::Seat* response) override {
    return Reply(fake_.producer_, context, request, response, [this](const scheduling::v1::GetSeatRequest& in, scheduling::v1::Seat& out) {
      ++fake_.questions_;
      if (fake_.away) return Away();
      const std::lock_guard lock(fake_.mutex_);
      out = fake_.seats_[{in.run_id(), in.user_id()}];
      return absl::OkStatus();
    });
  }

 private:
  FakeScheduling& fake_;
};

FakeScheduling::FakeScheduling(const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys)
    : clock_(clock),
      producer_("scheduling", redis_url, clock, std::move(fetch_keys)),
      internal_face_(std::make_unique<InternalFace>(*this)) {
  producer_.process().server().Add(internal_face_.get(), Descriptor(scheduling::v1::SchedulingInternalService::service_full_name()));
  producer_.Start();
}

FakeScheduling::~FakeScheduling() { producer_.process().Stop(); }

void FakeScheduling::SetGroup(const std::string& group_id, const std::string& run_id) {
  const std::lock_guard lock(mutex_);
  groups_[group_id] = run_id;
}

void FakeScheduling::SetSeat(const std::string& run_id, const UserId& user_id, const std::string& group_id) {
  const std::lock_guard lock(mutex_);
  scheduling::v1::Seat& seat = seats_[{run_id, user_id.text()}];
  seat.Clear();
  if (group_id.empty()) return;
  seat.set_group_id(group_id);
  *seat.mutable_join_time() = rpc::ToProto(clock_.Now());
}

}  // namespace parley::exchange
