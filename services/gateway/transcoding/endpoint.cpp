#include "services/gateway/transcoding/endpoint.h"

#include "google/protobuf/arena.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "libs/errors/error.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "services/gateway/problem.h"
#include "services/gateway/session_cookies.h"
#include "services/gateway/transcoding/json_plan.h"
#include "services/gateway/transcoding/request_builder.h"

namespace parley::gateway::transcoding {
namespace {

namespace pb = google::protobuf;

// What a method does to the browser's session.
enum class SessionEffect { kNone, kOpens, kRefreshes, kEnds };

struct Plan {
  routes::Route route;
  const pb::Message* request;
  const pb::Message* response;
  const JsonPlan* json;
  SessionEffect effect;
  bool secure_cookies;
  const Clock& clock;
};

SessionEffect EffectOf(const pb::MethodDescriptor& method) {
  if (method.input_type() == identity::v1::RefreshSessionRequest::descriptor()) return SessionEffect::kRefreshes;
  if (method.input_type() == identity::v1::EndSessionRequest::descriptor()) return SessionEffect::kEnds;
  return method.output_type() == identity::v1::Session::descriptor() ? SessionEffect::kOpens : SessionEffect::kNone;
}

http::Response RequestProblem(const absl::Status& status) {
  return errors::DetailsOf(status).reason == "UNSUPPORTED_MEDIA_TYPE" ? Problem(status, 415) : Problem(status);
}

absl::Status Build(const Plan& plan, const Visit& visit, const std::string& body, pb::Message& request) {
  const http::Request& head = visit.turn.request();
  absl::Status built = BuildRequest(plan.route, head, visit.target, visit.match, body, request);
  if (!built.ok() || plan.effect != SessionEffect::kRefreshes) return built;
  auto& refresh = static_cast<identity::v1::RefreshSessionRequest&>(request);
  if (refresh.refresh_token().empty()) refresh.set_refresh_token(std::string(RefreshTokenOf(head)));
  return absl::OkStatus();
}

http::Response Answer(const Plan& plan, const http::Request& head, pb::Message& message) {
  http::Response response{.content_type = "application/json"};
  const bool opens = plan.effect == SessionEffect::kOpens || plan.effect == SessionEffect::kRefreshes;
  if (opens && AsksForCookies(head))
    MoveTokensToCookies(static_cast<identity::v1::Session&>(message), plan.secure_cookies, plan.clock.Now(), response);
  if (plan.effect == SessionEffect::kEnds) ClearCookies(plan.secure_cookies, response);
  response.headers.append("Cache-Control: no-store\r\n");
  response.body.reserve(1024);
  plan.json->Append(message, response.body);
  return response;
}

http::Task<void> Serve(const Plan& plan, const Visit& visit) {
  const http::Request& head = visit.turn.request();
  const auto token = TokenOf(head, plan.route.is_public);
  if (!token.ok()) {
    co_await visit.turn.Send(Problem(token.status()));
    co_return;
  }
  const auto body = co_await visit.turn.ReadAll(kMaxJsonBytes);
  if (!body.ok()) {
    if (body.status().code() != absl::StatusCode::kCancelled) co_await visit.turn.Send(BodyProblem(body.status()));
    co_return;
  }
  pb::Arena arena;
  pb::Message& request = *plan.request->New(&arena);
  pb::Message& response = *plan.response->New(&arena);
  const absl::Status built = Build(plan, visit, *body, request);
  if (!built.ok()) {
    co_await visit.turn.Send(RequestProblem(built));
    co_return;
  }
  // A session is opened by what the request says, not by who asks: a stale access token must not stand in its way.
  const bool by_token = plan.effect == SessionEffect::kNone || plan.effect == SessionEffect::kEnds;
  const std::string_view bearer = by_token ? *token : std::string_view();
  const int backend = visit.backends.Find(plan.route.area);
  const absl::Status status = co_await visit.backends.Call(backend, plan.route.rpc_path, bearer, request, response, visit.turn);
  if (status.ok()) {
    co_await visit.turn.Send(Answer(plan, head, response));
    co_return;
  }
  http::Response problem = Problem(status);
  const bool over = status.code() == absl::StatusCode::kUnauthenticated &&
                    (plan.effect == SessionEffect::kRefreshes || plan.effect == SessionEffect::kEnds);
  if (over && AsksForCookies(head)) ClearCookies(plan.secure_cookies, problem);
  co_await visit.turn.Send(std::move(problem));
}

}  // namespace

absl::StatusOr<Endpoint> MakeEndpoint(const routes::Route& route, bool secure_cookies, const Clock& clock) {
  const auto json = JsonPlan::For(*route.method->output_type());
  if (!json.ok()) return json.status();
  auto* factory = pb::MessageFactory::generated_factory();
  auto plan = std::make_shared<const Plan>(Plan{.route = route,
                                                .request = factory->GetPrototype(route.method->input_type()),
                                                .response = factory->GetPrototype(route.method->output_type()),
                                                .json = *json,
                                                .effect = EffectOf(*route.method),
                                                .secure_cookies = secure_cookies,
                                                .clock = clock});
  return [plan](const Visit& visit) { return Serve(*plan, visit); };
}

}  // namespace parley::gateway::transcoding
