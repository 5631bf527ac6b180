#include "services/gateway/live/hub.h"

#include <algorithm>
#include <boost/asio/post.hpp>

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

std::shared_ptr<Stream> Hub::Join(const std::string& user_id, const http::Executor& executor) {
  const std::lock_guard lock(mutex_);
  auto& streams = streams_[user_id];
  if (streams.size() >= kMaxStreamsOfUser) return nullptr;
  return streams.emplace_back(std::make_shared<Stream>(executor));
}

void Hub::Leave(const std::string& user_id, const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(user_id);
  if (found == streams_.end()) return;
  std::erase(found->second, stream);
  if (found->second.empty()) streams_.erase(found);
}

void Hub::Deliver(const std::string& message) {
  notifications::v1::LiveEvent event;
  if (!event.ParseFromString(message)) {
    log::Warning("a live event could not be read", {{"bytes", static_cast<int64_t>(message.size())}});
    return;
  }
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(event.user_id());
  if (found == streams_.end()) return;
  const auto text = Format(event.notification());
  for (const auto& stream : found->second) {
    boost::asio::post(stream->executor(), [stream, text] { stream->Push(text); });
  }
}

}  // namespace parley::gateway::live
