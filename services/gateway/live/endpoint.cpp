#include "services/gateway/live/endpoint.h"

#include <boost/asio/this_coro.hpp>

#include "libs/auth/stale.h"
#include "libs/errors/error.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "services/gateway/problem.h"
#include "services/gateway/session_cookies.h"

namespace parley::gateway::live {
namespace {

// A stream ends after this long, so that a session that was not refreshed meanwhile is noticed; browsers come back by themselves.
constexpr std::chrono::minutes kLongest{10};

// A user's place at the hub, for the time of a stream.
struct Seat {
  Seat(Hub& hub, std::string user_id, const auth::Bearer& bearer, const http::Executor& executor)
      : hub(hub), user_id(std::move(user_id)), stream(hub.Join(this->user_id, bearer, executor)) {}
  ~Seat() {
    if (stream != nullptr) hub.Leave(user_id, stream);
  }
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;

  Hub& hub;
  std::string user_id;
  std::shared_ptr<Stream> stream;
};

// What a token says that identity has just answered to.
auth::Bearer BearerOf(std::string_view token, const std::string& user_id) {
  auto bearer = auth::ReadVerified(token);
  if (bearer.ok() && bearer->user) return *std::move(bearer);
  return {auth::Claims{UserId::Trusted(user_id), {}, {}, {}}, std::nullopt};
}

}  // namespace

http::Task<void> Events::Get(const Visit& visit) {
  static const std::string kMethod = "/parley.identity.v1.IdentityService/GetMe";
  const auto token = TokenOf(visit.turn.request(), false);
  if (!token.ok()) co_return void(co_await visit.turn.Send(Problem(token.status())));
  const identity::v1::GetMeRequest question;
  identity::v1::User user;
  const absl::Status status = co_await visit.backends.Call(visit.backends.Find("identity"), kMethod, *token, question, user, visit.turn);
  if (!status.ok()) co_return void(co_await visit.turn.Send(Problem(status)));
  const Seat seat(hub_, user.user_id(), BearerOf(*token, user.user_id()), co_await boost::asio::this_coro::executor);
  if (seat.stream == nullptr) {
    const absl::Status full =
        errors::ResourceExhausted("TOO_MANY_STREAMS", "You have too many event streams open. Close some.", absl::Seconds(30));
    co_return void(co_await visit.turn.Send(Problem(full)));
  }
  http::Response head{.content_type = "text/event-stream"};
  head.Add("Cache-Control", "no-store").Add("X-Accel-Buffering", "no");
  if (visit.turn.request().method == http::Method::kHead) co_return void(co_await visit.turn.Send(std::move(head)));
  const http::Watch watch(visit.turn, [stream = seat.stream](http::Interruption) { stream->End(); });
  bool listening = co_await visit.turn.Start(std::move(head), std::nullopt);
  if (listening) listening = co_await visit.turn.Write("retry: 2000\n\n");
  if (listening) co_await Pass(visit.turn, *seat.stream);
  if (listening) co_await visit.turn.End();
}

http::Task<void> Events::Pass(http::Turn& turn, Stream& stream) {
  const auto until = std::chrono::steady_clock::now() + kLongest;
  while (!stream.ended() && !turn.draining() && std::chrono::steady_clock::now() < until) {
    const auto event = co_await stream.Next(heartbeat_);
    if (stream.ended()) co_return;
    const std::string_view text = event != nullptr ? std::string_view(*event) : std::string_view(": still here\n\n");
    const bool taken = co_await turn.Write(text);
    if (!taken) co_return;
  }
}

}  // namespace parley::gateway::live
