#include "libs/rpc/client_stream.h"

#include <google/protobuf/message.h>

#include "libs/errors/error.h"
#include "libs/rpc/limits.h"

namespace parley::rpc {

void IncomingStream::Read(std::function<void()> on_end) {
  on_end_ = std::move(on_end);
  Next();
}

void IncomingStream::Take(std::unique_ptr<google::protobuf::Message> message) {
  bytes_ += static_cast<int64_t>(message->ByteSizeLong());
  messages_.push_back(std::move(message));
  if (messages_.size() <= kMostStreamMessages && bytes_ <= kMostStreamBytes) return Next();
  flaw_ = errors::WithDetails(
      absl::ResourceExhaustedError("the stream is too long: send it in parts of at most " + std::to_string(kMostStreamMessages) +
                                   " messages and " + std::to_string(kMostStreamBytes) + " bytes"),
      {.reason = "STREAM_TOO_LONG", .metadata = {}, .fields = {}, .retry_after = {}});
  End();
}

}  // namespace parley::rpc
