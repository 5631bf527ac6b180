#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_context.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "parley/catalog/v1/catalog_service.grpc.pb.h"
#include "parley/exchange/v1/exchange_service.grpc.pb.h"
#include "parley/exchange/v1/internal.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "parley/notifications/v1/notifications_service.grpc.pb.h"
#include "tests/support/tokens.h"

// The services behind the gateway, as small as the gateway's tests allow, over real gRPC with mutual TLS: each with its own certificate.
namespace parley::gateway {

// A gRPC server of one service of the house, with grpc.health.v1.
class Host {
 public:
  Host(const std::string& service, std::initializer_list<grpc::Service*> services);
  ~Host();
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  // Calls have a second to end.
  void Stop();
  // Again, at the same address.
  void Start();

 private:
  const std::string name_;
  const std::vector<grpc::Service*> services_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

// The token a call came with; empty when there is none.
std::string BearerOf(const grpc::ServerContext& context);

class Catalog final : public catalog::v1::CatalogService::Service {
 public:
  // 20 courses, or as many as page_size says.
  grpc::Status ListCourses(grpc::ServerContext*, const catalog::v1::ListCoursesRequest*, catalog::v1::ListCoursesResponse*) override;
  // "slow": waits until the caller gives up. "held": also until `release`. "big": 3 MiB.
  grpc::Status GetCourse(grpc::ServerContext*, const catalog::v1::GetCourseRequest*, catalog::v1::Course*) override;
  // Fails with the code that the id names; else answers.
  grpc::Status GetRun(grpc::ServerContext*, const catalog::v1::GetRunRequest*, catalog::v1::Run*) override;
  // Answers with what it was given.
  grpc::Status CreateRun(grpc::ServerContext*, const catalog::v1::CreateRunRequest*, catalog::v1::Run*) override;
  // Answers with the token as user_id and request_id as enrolment_id.
  grpc::Status Enrol(grpc::ServerContext*, const catalog::v1::EnrolRequest*, catalog::v1::Enrolment*) override;

  // The keys of the metadata that the last call of Enrol came with.
  std::set<std::string> metadata() const;

  std::atomic<int> slow_calls{0};
  std::atomic<int> cancelled_calls{0};
  std::atomic<int> held_calls{0};
  std::atomic<bool> release{false};

 private:
  mutable std::mutex mutex_;
  std::set<std::string> metadata_;
};

class Identity final : public identity::v1::IdentityService::Service {
 public:
  // "long": of somebody with a long name.
  grpc::Status CompleteSignIn(grpc::ServerContext*, const identity::v1::CompleteSignInRequest*, identity::v1::Session*) override;
  // Takes "refresh-1".
  grpc::Status RefreshSession(grpc::ServerContext*, const identity::v1::RefreshSessionRequest*, identity::v1::Session*) override;
  grpc::Status EndSession(grpc::ServerContext*, const identity::v1::EndSessionRequest*, identity::v1::EndSessionResponse*) override;
  // Of whom the token is, when identity signed it; else the token is the user's id.
  grpc::Status GetMe(grpc::ServerContext*, const identity::v1::GetMeRequest*, identity::v1::User*) override;
  // The key of `tokens`.
  grpc::Status GetJwks(grpc::ServerContext*, const identity::v1::GetJwksRequest*, identity::v1::Jwks*) override;

  const test::Tokens tokens;
};

class IdentityInternal final : public identity::v1::IdentityInternalService::Service {
 public:
  // What Revoke was told.
  grpc::Status ListRevocations(grpc::ServerContext*, const identity::v1::ListRevocationsRequest*,
                               identity::v1::ListRevocationsResponse*) override;

  void Revoke(const std::string& subject_id, int64_t version);

 private:
  std::mutex mutex_;
  identity::v1::ListRevocationsResponse revocations_;
};

class Notifications final : public notifications::v1::NotificationsService::Service {
 public:
  // Takes the token "good".
  grpc::Status Unsubscribe(grpc::ServerContext*, const notifications::v1::UnsubscribeRequest*,
                           notifications::v1::UnsubscribeResponse*) override;

  // How often somebody did.
  std::atomic<int> unsubscribed{0};
};

class Exchange final : public exchange::v1::ExchangeService::Service {
 public:
  grpc::Status CreateVideo(grpc::ServerContext*, const exchange::v1::CreateVideoRequest*, exchange::v1::Video*) override;
};

// Uploads and renditions of the user "author".
class ExchangeInternal final : public exchange::v1::ExchangeInternalService::Service {
 public:
  grpc::Status GetUpload(grpc::ServerContext*, const exchange::v1::GetUploadRequest*, exchange::v1::UploadStatus*) override;
  grpc::Status AdvanceUpload(grpc::ServerContext*, const exchange::v1::AdvanceUploadRequest*, exchange::v1::UploadStatus*) override;
  grpc::Status GetRendition(grpc::ServerContext*, const exchange::v1::GetRenditionRequest*, exchange::v1::Rendition*) override;

  void AddUpload(const std::string& video_id, int64_t size);
  int64_t OffsetOf(const std::string& video_id);
  int AdvancesOf(const std::string& video_id);
  void AddRendition(const std::string& name, const std::string& media_type);
  // The next calls of AdvanceUpload answer UNAVAILABLE.
  void BreakAdvances(int count) { broken_advances = count; }

 private:
  absl::Status Find(const grpc::ServerContext& context, const std::string& video_id, exchange::v1::UploadStatus& upload);

  std::mutex mutex_;
  std::map<std::string, exchange::v1::UploadStatus> uploads_;
  std::map<std::string, int> advances_;
  std::map<std::string, std::string> renditions_;
  std::atomic<int> broken_advances{0};
};

}  // namespace parley::gateway
