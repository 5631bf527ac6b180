#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "parley/notifications/v1/internal.grpc.pb.h"

namespace parley::identity {

// Notifications as identity sees it: takes links, or refuses them as told. Over mutual TLS on a port of its own.
class FakeNotifications final : public notifications::v1::NotificationsInternalService::Service {
 public:
  using Link = notifications::v1::SendSignInLinkRequest;
  using Invitation = notifications::v1::SendInvitationRequest;

  FakeNotifications();
  ~FakeNotifications() override;

  std::string address() const;

  // What the next calls are answered with.
  void AnswerWith(grpc::StatusCode code);

  // Calls so far, refused ones too.
  int call_count() const;
  // The links taken, by sign-in; nullopt while it has not come.
  std::optional<Link> Find(const std::string& sign_in_id) const;
  int taken_count() const;
  // The invitations taken, by their id; nullopt while it has not come.
  std::optional<Invitation> FindInvitation(const std::string& invitation_id) const;
  int invitation_count() const;

  grpc::Status SendSignInLink(grpc::ServerContext* context, const Link* request,
                              notifications::v1::SendSignInLinkResponse* response) override;
  grpc::Status SendInvitation(grpc::ServerContext* context, const Invitation* request,
                              notifications::v1::SendInvitationResponse* response) override;

 private:
  mutable std::mutex mutex_;
  grpc::StatusCode answer_ = grpc::StatusCode::OK;
  int call_count_ = 0;
  std::vector<Link> taken_;
  std::vector<Invitation> invitations_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace parley::identity
