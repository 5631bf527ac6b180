#pragma once

#include <grpcpp/server.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "parley/events/v1/event_log.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "tests/support/tokens.h"

namespace parley::partners {

// Identity as partners sees it: its key, the partners of coordinators, appointments, and a log of events. Over mutual TLS on a port of its
// own.
class FakeIdentity {
 public:
  FakeIdentity();
  ~FakeIdentity();

  std::string address() const;
  const test::Tokens& tokens() const { return tokens_; }

  // What identity knows, and tells who asks.
  void AddCoordinator(const UserId& user_id, const PartnerId& partner_id);
  // What identity publishes.
  void PublishRole(const UserId& user_id, api::v1::Role role, const std::string& partner_id);
  void PublishRevoked(const UserId& user_id, api::v1::Role role, const std::string& partner_id);
  // What every call is answered with from now on.
  void AnswerWith(grpc::StatusCode code);
  // Appointments that were taken, and calls for one, refused ones too.
  std::vector<identity::v1::AppointCoordinatorRequest> appointments() const;
  int appoint_count() const;
  int ask_count() const;

 private:
  void Publish(const std::string& aggregate_id, const google::protobuf::Message& event);

  class Public final : public identity::v1::IdentityService::Service {
   public:
    explicit Public(FakeIdentity& fake) : fake_(fake) {}
    grpc::Status GetJwks(grpc::ServerContext* context, const identity::v1::GetJwksRequest* request, identity::v1::Jwks* response) override;

   private:
    FakeIdentity& fake_;
  };
  class Internal final : public identity::v1::IdentityInternalService::Service {
   public:
    explicit Internal(FakeIdentity& fake) : fake_(fake) {}
    grpc::Status ListCoordinatorPartners(grpc::ServerContext* context, const identity::v1::ListCoordinatorPartnersRequest* request,
                                         identity::v1::ListCoordinatorPartnersResponse* response) override;
    grpc::Status AppointCoordinator(grpc::ServerContext* context, const identity::v1::AppointCoordinatorRequest* request,
                                    identity::v1::AppointCoordinatorResponse* response) override;
    grpc::Status ListRevocations(grpc::ServerContext*, const identity::v1::ListRevocationsRequest*,
                                 identity::v1::ListRevocationsResponse*) override {
      return grpc::Status::OK;
    }

   private:
    FakeIdentity& fake_;
  };
  class Log final : public events::v1::EventLogService::Service {
   public:
    explicit Log(FakeIdentity& fake) : fake_(fake) {}
    grpc::Status ListEvents(grpc::ServerContext* context, const events::v1::ListEventsRequest* request,
                            events::v1::ListEventsResponse* response) override;
    grpc::Status GetHead(grpc::ServerContext* context, const events::v1::GetHeadRequest* request, events::v1::Head* response) override;

   private:
    FakeIdentity& fake_;
  };

  mutable std::mutex mutex_;
  const test::Tokens tokens_;
  const std::string epoch_;
  std::multimap<std::string, std::string> partners_;
  std::vector<events::v1::Event> events_;
  std::vector<identity::v1::AppointCoordinatorRequest> appointments_;
  grpc::StatusCode answer_ = grpc::StatusCode::OK;
  int ask_count_ = 0;
  int appoint_count_ = 0;
  Public public_{*this};
  Internal internal_{*this};
  Log log_{*this};
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace parley::partners
