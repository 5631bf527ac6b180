#pragma once

#include "absl/status/status.h"
#include "libs/rpc/call.h"
#include "parley/notifications/v1/internal.pb.h"
#include "parley/notifications/v1/notifications_service.pb.h"
#include "services/notifications/deps.h"

// One function an rpc; the contracts stand in the protos.
namespace parley::notifications::handlers {

absl::Status ListNotifications(Deps& deps, rpc::Call& call, const v1::ListNotificationsRequest& request,
                               v1::ListNotificationsResponse& response);
absl::Status MarkNotificationsRead(Deps& deps, rpc::Call& call, const v1::MarkNotificationsReadRequest& request,
                                   v1::MarkNotificationsReadResponse& response);
absl::Status GetNotificationPreferences(Deps& deps, rpc::Call& call, const v1::GetNotificationPreferencesRequest& request,
                                        v1::NotificationPreferences& response);
absl::Status UpdateNotificationPreferences(Deps& deps, rpc::Call& call, const v1::UpdateNotificationPreferencesRequest& request,
                                           v1::NotificationPreferences& response);
absl::Status Unsubscribe(Deps& deps, rpc::Call& call, const v1::UnsubscribeRequest& request, v1::UnsubscribeResponse& response);
absl::Status SendSignInLink(Deps& deps, rpc::Call& call, const v1::SendSignInLinkRequest& request, v1::SendSignInLinkResponse& response);
absl::Status SendInvitation(Deps& deps, rpc::Call& call, const v1::SendInvitationRequest& request, v1::SendInvitationResponse& response);
absl::Status SendInterestConfirmation(Deps& deps, rpc::Call& call, const v1::SendInterestConfirmationRequest& request,
                                      v1::SendInterestConfirmationResponse& response);
absl::Status SendOffer(Deps& deps, rpc::Call& call, const v1::SendOfferRequest& request, v1::SendOfferResponse& response);

}  // namespace parley::notifications::handlers
