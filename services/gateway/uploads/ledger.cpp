#include "services/gateway/uploads/ledger.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>

#include "libs/errors/error.h"
#include "libs/ids/id.h"

namespace parley::gateway::uploads {
namespace {

using Timer =
    boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, http::Executor>;

constexpr int kAttempts = 6;  // 0.1 + 0.2 + … + 1.6 s of pauses

bool MayPass(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kDeadlineExceeded;
}

}  // namespace

Ledger::Ledger(const Visit& visit, std::string_view token, const Clock& clock)
    : visit_(visit), token_(token), clock_(clock), exchange_(visit.backends.Find("exchange")) {}

http::Task<absl::Status> Ledger::Load() {
  static const std::string kMethod = "/parley.exchange.v1.ExchangeInternalService/GetUpload";
  exchange::v1::GetUploadRequest request;
  request.set_video_id(std::string(visit_.match.values[0]));
  co_return co_await visit_.backends.Call(exchange_, kMethod, token_, request, upload_, visit_.turn);
}

http::Task<absl::Status> Ledger::Advance(int64_t to_offset) {
  static const std::string kMethod = "/parley.exchange.v1.ExchangeInternalService/AdvanceUpload";
  exchange::v1::AdvanceUploadRequest request;
  request.set_video_id(upload_.video_id());
  request.set_from_offset(upload_.offset());
  request.set_to_offset(to_offset);
  request.set_request_id(NewUuid(clock_.Now()));
  Timer timer(co_await boost::asio::this_coro::executor);
  for (int attempt = 1;; ++attempt) {
    exchange::v1::UploadStatus answer;
    const absl::Status status = co_await visit_.backends.CallAnyway(exchange_, kMethod, token_, request, answer);
    if (status.ok()) upload_ = answer;
    if (!MayPass(status) || attempt == kAttempts) co_return status;
    timer.expires_after(std::chrono::milliseconds(50 << attempt));
    co_await timer.async_wait(http::kAwaitTuple);
  }
}

}  // namespace parley::gateway::uploads
