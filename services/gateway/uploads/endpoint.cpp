#include "services/gateway/uploads/endpoint.h"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>

#include "absl/time/time.h"
#include "libs/errors/error.h"
#include "libs/ids/id.h"
#include "libs/rpc/time.h"
#include "parley/exchange/v1/exchange_service.pb.h"
#include "services/gateway/problem.h"
#include "services/gateway/session_cookies.h"
#include "services/gateway/uploads/ledger.h"
#include "services/gateway/uploads/receiver.h"
#include "services/gateway/uploads/tus.h"

namespace parley::gateway::uploads {
namespace {

constexpr absl::Duration kLockPatience = absl::Seconds(5);

// A Turn that may be over by the time another thread wants to end it. Looked at on the turn's io thread only.
struct Endable {
  http::Turn* turn;
};

Refusal Refuse(const absl::Status& status) {
  const std::string reason = errors::DetailsOf(status).reason;
  const bool closed = reason == "UPLOAD_CLOSED";
  const bool full = reason == "DISK_FULL";
  return {closed ? 410 : full ? 507 : HttpStatusOf(status.code()), status};
}

Refusal RefuseLocked() {
  return {423, errors::WithDetails(absl::AbortedError("Another request is still writing this upload. Try again in a moment."),
                                   {.reason = "UPLOAD_LOCKED"})};
}

http::Response Standing(int status, const exchange::v1::UploadStatus& upload) {
  http::Response response = TusResponse(status);
  response.Add("Upload-Offset", std::to_string(upload.offset()));
  if (upload.has_expire_time() && upload.offset() < upload.size_bytes()) {
    response.Add("Upload-Expires",
                 absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", rpc::FromProto(upload.expire_time()), absl::UTCTimeZone()));
  }
  return response;
}

// What every request on an upload needs before anything else.
Refusal Admit(const http::Request& request, std::string_view& token) {
  Refusal refusal = CheckVersion(request);
  if (refusal.http_status != 0) return refusal;
  const auto found = TokenOf(request, false);
  if (!found.ok()) return Refuse(found.status());
  token = *found;
  return {};
}

http::Task<void> Send(const Visit& visit, Refusal refusal) { co_await visit.turn.Send(TusProblem(refusal)); }

}  // namespace

http::Task<void> Uploads::Options(const Visit& visit) { co_await visit.turn.Send(Capabilities()); }

http::Task<void> Uploads::Create(const Visit& visit) {
  static const std::string kMethod = "/parley.exchange.v1.ExchangeService/CreateVideo";
  const http::Request& head = visit.turn.request();
  std::string_view token;
  Creation creation;
  Refusal refusal = Admit(head, token);
  if (refusal.http_status == 0) refusal = ReadCreation(head, creation);
  if (refusal.http_status != 0) co_return co_await Send(visit, std::move(refusal));
  exchange::v1::CreateVideoRequest request;
  request.set_prompt_id(creation.prompt_id);
  request.set_reply_to_video_id(creation.reply_to_video_id);
  request.set_size_bytes(creation.length);
  request.set_media_type(creation.media_type);
  // tus has no repeatable creation; without a key each POST is a new one.
  request.set_request_id(creation.request_id.empty() ? NewUuid(clock_.Now()) : creation.request_id);
  exchange::v1::Video video;
  const absl::Status status = co_await visit.backends.Call(visit.backends.Find("exchange"), kMethod, token, request, video, visit.turn);
  if (!status.ok()) co_return co_await Send(visit, Refuse(status));
  http::Response response = TusResponse(201);
  response.Add("Location", video.upload().url());
  co_await visit.turn.Send(std::move(response));
}

http::Task<void> Uploads::Head(const Visit& visit) {
  std::string_view token;
  Refusal refusal = Admit(visit.turn.request(), token);
  if (refusal.http_status != 0) co_return co_await Send(visit, std::move(refusal));
  Ledger ledger(visit, token, clock_);
  absl::Status status = co_await ledger.Load();
  if (!status.ok()) co_return co_await Send(visit, Refuse(status));
  // Whoever asks where to go on has given up the connection before: let it record what it has.
  auto lock = co_await locks_.Acquire(
      ledger.upload().video_id(), [] {}, kLockPatience);
  if (lock == nullptr) co_return co_await Send(visit, RefuseLocked());
  status = co_await ledger.Load();
  if (!status.ok()) co_return co_await Send(visit, Refuse(status));
  http::Response response = Standing(200, ledger.upload());
  response.Add("Upload-Length", std::to_string(ledger.upload().size_bytes()));
  co_await visit.turn.Send(std::move(response));
}

http::Task<void> Uploads::Override(const Visit& visit) {
  const http::Request& head = visit.turn.request();
  if (head.Find("x-http-method-override") == "PATCH") co_return co_await Patch(visit);
  co_await visit.turn.Send(WrongMethodProblem("HEAD, PATCH, OPTIONS"));
}

http::Task<void> Uploads::Patch(const Visit& visit) {
  const http::Request& head = visit.turn.request();
  std::string_view token;
  uploads::Patch patch;
  Refusal refusal = Admit(head, token);
  if (refusal.http_status == 0) refusal = ReadPatch(head, patch);
  if (refusal.http_status != 0) co_return co_await Send(visit, std::move(refusal));
  Ledger ledger(visit, token, clock_);
  absl::Status status = co_await ledger.Load();
  if (!status.ok()) co_return co_await Send(visit, Refuse(status));

  const auto endable = std::make_shared<Endable>(Endable{&visit.turn});
  const auto executor = co_await boost::asio::this_coro::executor;
  const std::function<void()> end = [endable, executor] {
    boost::asio::post(executor, [endable] {
      if (endable->turn != nullptr) endable->turn->CancelRead();
    });
  };
  struct Disarm {
    Endable& endable;
    ~Disarm() { endable.turn = nullptr; }
  } const disarm{*endable};
  auto lock = co_await locks_.Acquire(ledger.upload().video_id(), end, kLockPatience);
  if (lock == nullptr) co_return co_await Send(visit, RefuseLocked());
  status = co_await ledger.Load();
  if (!status.ok()) co_return co_await Send(visit, Refuse(status));
  refusal = CheckPatch(head, patch, ledger.upload().offset(), ledger.upload().size_bytes());
  if (refusal.http_status != 0) co_return co_await Send(visit, std::move(refusal));

  const std::function<absl::StatusOr<std::unique_ptr<blob::Appender>>()> open = [&] { return blobs_.Append(ledger.upload().blob_key()); };
  auto appender = co_await files_.Run<absl::StatusOr<std::unique_ptr<blob::Appender>>>(open);
  if (!appender.ok()) co_return co_await Send(visit, Refuse(appender.status()));
  {
    const http::Watch watch(visit.turn, [&visit](http::Interruption) { visit.turn.CancelRead(); });
    Receiver receiver(visit.turn, ledger, **appender, files_);
    status = co_await receiver.Receive();
  }
  lock.reset();
  if (status.ok()) co_return void(co_await visit.turn.Send(Standing(204, ledger.upload())));
  if (status.code() == absl::StatusCode::kCancelled) co_return;
  if (status.code() == absl::StatusCode::kOutOfRange && errors::DetailsOf(status).reason.empty()) {
    Refusal too_long{413, errors::WithDetails(status, {.reason = "UPLOAD_TOO_LONG"})};
    co_return co_await Send(visit, std::move(too_long));
  }
  co_await Send(visit, Refuse(status));
}

}  // namespace parley::gateway::uploads
