#include "services/gateway/transcoding/endpoint.h"

#include "google/protobuf/arena.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "libs/errors/error.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "services/gateway/http/representation.h"
#include "services/gateway/problem.h"
#include "services/gateway/session_cookies.h"
#include "services/gateway/transcoding/answer_stream.h"
#include "services/gateway/transcoding/json_plan.h"
#include "services/gateway/transcoding/request_builder.h"

namespace parley::gateway::transcoding {
namespace {

namespace pb = google::protobuf;

// What a method does to the browser's session.
enum class SessionEffect { kNone, kOpens, kRefreshes, kEnds };

// Below it a packet carries the answer either way.
constexpr size_t kLeastToPack = 1200;

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

// What was read may be kept, and asked for again with its tag. It stands for the content, not for the resource's own etag, which does not
// change with everything that is told of it (counts, for example). Weak: the same by gzip has the same.
void Validate(const http::Request& head, http::Response& response) {
  const std::string tag = http::MakeEntityTag(response.body);
  response.headers.append("ETag: W/\"").append(tag).append("\"\r\n");
  if (!http::HasTag(head.Find("if-none-match"), tag)) return;
  response.status = 304;
  response.content_type.clear();
  response.body.clear();
}

// Not where tokens are: beside them a compressed length would tell of them (BREACH).
void Pack(const http::Request& head, http::Response& response) {
  response.headers.append("Vary: Accept-Encoding\r\n");
  if (response.body.size() < kLeastToPack || !http::Takes(head.Find("accept-encoding"), "gzip")) return;
  response.body = http::Gzip(response.body, http::Effort::kFast);
  response.headers.append("Content-Encoding: gzip\r\n");
}

http::Response Answer(const Plan& plan, const http::Request& head, pb::Message& message) {
  http::Response response{.content_type = "application/json"};
  const bool opens = plan.effect == SessionEffect::kOpens || plan.effect == SessionEffect::kRefreshes;
  if (opens && AsksForCookies(head))
    MoveTokensToCookies(static_cast<identity::v1::Session&>(message), plan.secure_cookies, plan.clock.Now(), response);
  if (plan.effect == SessionEffect::kEnds) {
    ClearCookies(plan.secure_cookies, response);
    response.headers.append("Clear-Site-Data: \"cache\"\r\n");  // what was read stays with nobody who shares the device
  }
  response.body.reserve(1024);
  plan.json->AppendAnswer(message, plan.route.response_field, response.body);
  const bool is_read = head.method == http::Method::kGet || head.method == http::Method::kHead;
  response.headers.append(is_read ? "Cache-Control: private, no-cache\r\n" : "Cache-Control: no-store\r\n");
  if (is_read) Validate(head, response);
  if (plan.effect == SessionEffect::kNone) Pack(head, response);
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
  if (plan.route.method->server_streaming()) {
    AnswerStream answers(visit.turn, plan.route, *plan.json);
    const backends::Backends::Take take = [&answers](const pb::Message& answer) { return answers.Take(answer); };
    const absl::Status ended = co_await visit.backends.Stream(backend, plan.route.rpc_path, bearer, request, response, take, visit.turn);
    co_return co_await answers.End(ended);
  }
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
