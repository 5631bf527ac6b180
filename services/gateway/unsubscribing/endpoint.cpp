#include "services/gateway/unsubscribing/endpoint.h"

#include "libs/errors/error.h"
#include "libs/ids/id.h"
#include "parley/notifications/v1/notifications_service.pb.h"
#include "services/gateway/problem.h"

namespace parley::gateway::unsubscribing {
namespace {

constexpr size_t kMostForm = 4096;

absl::Status ReadToken(const http::Target& target, notifications::v1::UnsubscribeRequest& request) {
  std::vector<std::pair<std::string, std::string>> parameters;
  absl::Status parsed = http::ParseQuery(target.query(), parameters);
  if (!parsed.ok()) return parsed;
  for (auto& [name, value] : parameters) {
    if (name == "token") request.set_token(std::move(value));
  }
  return request.token().empty() ? errors::InvalidField("token", "must be given in the query") : absl::OkStatus();
}

}  // namespace

http::Task<void> Post(const Visit& visit, const Clock& clock) {
  static const std::string kMethod = "/parley.notifications.v1.NotificationsService/Unsubscribe";
  const auto form = co_await visit.turn.ReadAll(kMostForm);
  if (!form.ok()) {
    if (form.status().code() != absl::StatusCode::kCancelled) co_await visit.turn.Send(BodyProblem(form.status()));
    co_return;
  }
  notifications::v1::UnsubscribeRequest request;
  const absl::Status read = ReadToken(visit.target, request);
  if (!read.ok()) co_return void(co_await visit.turn.Send(Problem(read)));
  request.set_request_id(NewUuid(clock.Now()));
  notifications::v1::UnsubscribeResponse response;
  const int area = visit.backends.Find("notifications");
  const absl::Status status = co_await visit.backends.Call(area, kMethod, {}, request, response, visit.turn);
  http::Response answer = status.ok() ? http::Response{.status = 204} : Problem(status);
  co_await visit.turn.Send(std::move(answer));
}

}  // namespace parley::gateway::unsubscribing
