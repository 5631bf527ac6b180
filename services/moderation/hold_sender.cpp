#include "services/moderation/hold_sender.h"

#include <algorithm>

#include "libs/log/log.h"
#include "parley/exchange/v1/internal.pb.h"

namespace parley::moderation {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(2);
// Longer than a whole claim can take (ten orders of two seconds): nobody else takes an order that is under way.
constexpr absl::Duration kLease = absl::Seconds(25);
// Orders put off by a failure come up again without a wake.
constexpr absl::Duration kInterval = absl::Milliseconds(250);
constexpr absl::Duration kLongestWait = absl::Seconds(30);

// 250 ms, doubling.
absl::Duration WaitAfter(int attempts) { return std::min(absl::Milliseconds(250) * (1 << std::min(attempts - 1, 10)), kLongestWait); }

}  // namespace

HoldSender::HoldSender(postgres::Connection::Options database, const Clock& clock, rpc::Client& exchange)
    : db_(std::move(database)), clock_(clock), exchange_(exchange) {}

absl::Status HoldSender::Call(const store::HoldOrder& order) {
  static const std::string kService = "/parley.exchange.v1.ExchangeInternalService/";
  exchange::v1::VideoForModeration answer;
  if (order.kind == store::HoldOrder::Kind::kLift) {
    exchange::v1::LiftModerationHoldRequest request;
    request.set_video_id(order.video_id.text());
    request.set_request_id(order.id);
    return exchange_.Call(kService + "LiftModerationHold", request, answer, kPatience);
  }
  exchange::v1::PlaceModerationHoldRequest request;
  request.set_video_id(order.video_id.text());
  request.set_reason(order.reason);
  request.set_request_id(order.id);
  return exchange_.Call(kService + "PlaceModerationHold", request, answer, kPatience);
}

void HoldSender::Send(const store::HoldOrder& order) {
  const absl::Status status = Call(order);
  if (status.ok()) {
    store::EndHoldOrder(db_, order.id, store::OrderEnd::kTaken);
  } else if (absl::IsNotFound(status) || absl::IsInvalidArgument(status)) {
    log::Error("the exchange refuses a hold order",
               {{"order_id", order.id}, {"video_id", order.video_id.text()}, {"error", status.ToString()}});
    store::EndHoldOrder(db_, order.id, store::OrderEnd::kRefused);
  } else {
    log::Warning("a hold order could not be taken to the exchange; it is tried again",
                 {{"order_id", order.id}, {"attempts", order.attempts}, {"error", status.ToString()}});
    store::PutOffHoldOrder(db_, order.id, clock_.Now() + WaitAfter(order.attempts));
  }
}

int HoldSender::SendDue(const std::stop_token& stop) {
  const absl::Time now = clock_.Now();
  const std::vector<store::HoldOrder> orders = store::ClaimHoldOrders(db_, now, now + kLease);
  for (const store::HoldOrder& order : orders) {
    if (stop.stop_requested()) {
      store::PutOffHoldOrder(db_, order.id, now);
    } else {
      Send(order);
    }
  }
  return static_cast<int>(orders.size());
}

void HoldSender::Run(const std::stop_token& stop) {
  Backoff backoff(absl::Seconds(5));
  while (!stop.stop_requested()) {
    try {
      if (SendDue(stop) > 0) continue;
      backoff.Reset();
      pause_.For(kInterval, stop);
    } catch (const std::exception& error) {
      log::Warning("hold orders wait for the database", {{"error", error.what()}});
      pause_.For(backoff.Next(), stop);
    }
  }
}

}  // namespace parley::moderation
