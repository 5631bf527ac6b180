#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "parley/notifications/v1/internal.grpc.pb.h"

namespace parley::catalog {

// Notifications as the catalog sees it: takes letters, or refuses them as told. Over mutual TLS on a port of its own.
class FakeNotifications final : public notifications::v1::NotificationsInternalService::Service {
 public:
  using Confirmation = notifications::v1::SendInterestConfirmationRequest;
  using Offer = notifications::v1::SendOfferRequest;

  FakeNotifications();
  ~FakeNotifications() override;

  std::string address() const;

  // What the next calls are answered with.
  void AnswerWith(grpc::StatusCode code);

  // What was taken, in order; calls, refused ones too.
  std::vector<Confirmation> confirmations() const;
  std::vector<Offer> offers() const;
  int call_count() const;

  grpc::Status SendInterestConfirmation(grpc::ServerContext* context, const Confirmation* request,
                                        notifications::v1::SendInterestConfirmationResponse* response) override;
  grpc::Status SendOffer(grpc::ServerContext* context, const Offer* request, notifications::v1::SendOfferResponse* response) override;

 private:
  mutable std::mutex mutex_;
  grpc::StatusCode answer_ = grpc::StatusCode::OK;
  int call_count_ = 0;
  std::vector<Confirmation> confirmations_;
  std::vector<Offer> offers_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace parley::catalog
