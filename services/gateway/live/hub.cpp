#include "services/gateway/live/hub.h"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "libs/auth/stale.h"
#include "libs/log/log.h"
#include "parley/notifications/v1/live.pb.h"
#include "services/gateway/transcoding/json_plan.h"

namespace parley::gateway::live {
namespace {

constexpr const char* kChannel = "parley:{notifications}:live";
constexpr size_t kMaxWaiting = 64;
constexpr size_t kMaxStreamsOfUser = 20;

// Server-sent events (HTML standard, 9.2): our JSON has no line breaks, and ids are UUIDs.
std::shared_ptr<const std::string> Format(const notifications::v1::Notification& notification) {
  const auto plan = transcoding::JsonPlan::For(*notifications::v1::Notification::descriptor());
  auto text = std::make_shared<std::string>("event: notification\nid: ");
  text->append(notification.notification_id()).append("\ndata: ");
  (*plan)->Append(notification, *text);
  text->append("\n\n");
  return text;
}

}  // namespace

http::Task<std::shared_ptr<const std::string>> Stream::Next(std::chrono::milliseconds patience) {
  if (events_.empty() && !ended_) {
    wake_.expires_after(patience);
    co_await wake_.async_wait(http::kAwaitTuple);
  }
  if (events_.empty() || ended_) co_return nullptr;
  auto event = std::move(events_.front());
  events_.pop_front();
  co_return event;
}

void Stream::End() {
  ended_ = true;
  wake_.cancel();
}

void Stream::Push(std::shared_ptr<const std::string> event) {
  if (events_.size() >= kMaxWaiting) return End();
  events_.push_back(std::move(event));
  wake_.cancel();
}

Hub::Hub(const std::string& redis_url)
    : subscription_(std::make_unique<redis::Subscription>(redis_url, kChannel, [this](const std::string& message) { Deliver(message); })) {}

Hub::~Hub() = default;

std::shared_ptr<Stream> Hub::Join(const std::string& user_id, const auth::Bearer& bearer, const http::Executor& executor) {
  const std::lock_guard lock(mutex_);
  auto& places = places_[user_id];
  if (places.size() >= kMaxStreamsOfUser) return nullptr;
  auto stream = std::make_shared<Stream>(executor);
  if (auth::IsStale(bearer, stale_)) stream->End();
  places.push_back({stream, bearer});
  return stream;
}

void Hub::Leave(const std::string& user_id, const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(user_id);
  if (found == places_.end()) return;
  std::erase_if(found->second, [&](const Place& place) { return place.stream == stream; });
  if (found->second.empty()) places_.erase(found);
}

void Hub::Refuse(auth::Revocations revocations) {
  const std::lock_guard lock(mutex_);
  if (stale_ == revocations) return;
  stale_ = std::move(revocations);
  for (const auto& [user_id, places] : places_) {
    for (const Place& place : places) {
      if (auth::IsStale(place.bearer, stale_)) boost::asio::post(place.stream->executor(), [stream = place.stream] { stream->End(); });
    }
  }
}

void Hub::Deliver(const std::string& message) {
  notifications::v1::LiveEvent event;
  if (!event.ParseFromString(message)) {
    log::Warning("a live event could not be read", {{"bytes", static_cast<int64_t>(message.size())}});
    return;
  }
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(event.user_id());
  if (found == places_.end()) return;
  const auto text = Format(event.notification());
  for (const Place& place : found->second) {
    boost::asio::post(place.stream->executor(), [stream = place.stream, text] { stream->Push(text); });
  }
}

}  // namespace parley::gateway::live
