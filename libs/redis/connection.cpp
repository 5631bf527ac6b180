#include "libs/redis/connection.h"

#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "libs/redis/link.h"

namespace parley::redis {
namespace {

// Between commands the server is silent: anything to read is the end of the stream, or an answer nobody waits for.
bool HungUp(const redisContext& context) {
  char byte = 0;
  const auto count = recv(context.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// A server that is still reading its data from disk.
bool IsLoading(const Reply& reply) { return reply.kind == Reply::Kind::kError && reply.text.rfind("LOADING", 0) == 0; }

}  // namespace

struct Connection::Impl {
  Impl(Address given, absl::Duration limit) : address(std::move(given)), timeout(limit) {}

  redisContext& Usable() {
    if (context && HungUp(*context)) context.reset();
    if (!context) context = Connect(address, timeout);
    return *context;
  }

  // After a failure answers and commands might no longer match, so the connection goes.
  [[noreturn]] void Fail() {
    const std::string what = std::string("Redis: ") + (context->err != 0 ? context->errstr : "no answer");
    context.reset();
    throw Unavailable(what);
  }

  Reply Read() {
    void* raw = nullptr;
    if (redisGetReply(context.get(), &raw) != REDIS_OK || raw == nullptr) Fail();
    const RawReply owned(static_cast<redisReply*>(raw));
    Reply reply = ToReply(*owned);
    if (IsLoading(reply)) {
      context.reset();
      throw Unavailable("Redis: " + reply.text);
    }
    return reply;
  }

  Reply Run(const std::vector<std::string>& words) {
    Append(Usable(), words);
    Reply reply = Read();
    if (reply.kind == Reply::Kind::kError) throw CommandError(words.front() + ": " + reply.text);
    return reply;
  }

  void SetTimeout(absl::Duration limit) {
    if (context && redisSetTimeout(context.get(), absl::ToTimeval(limit)) != REDIS_OK) Fail();
  }

  const Address address;
  const absl::Duration timeout;
  Context context;
};

Connection::Connection(const std::string& url, absl::Duration timeout) : impl_(std::make_unique<Impl>(ParseAddress(url), timeout)) {}

Connection::~Connection() = default;

Reply Connection::Command(const std::vector<std::string>& words) { return impl_->Run(words); }

Reply Connection::BlockingCommand(const std::vector<std::string>& words, absl::Duration block) {
  impl_->Usable();
  impl_->SetTimeout(impl_->timeout + block);
  try {
    Reply reply = impl_->Run(words);
    impl_->SetTimeout(impl_->timeout);
    return reply;
  } catch (const CommandError&) {
    impl_->SetTimeout(impl_->timeout);
    throw;
  }
}

std::vector<Reply> Connection::Pipeline(const std::vector<std::vector<std::string>>& commands) {
  std::vector<Reply> replies;
  if (commands.empty()) return replies;
  redisContext& context = impl_->Usable();
  for (const auto& words : commands) Append(context, words);
  replies.reserve(commands.size());
  while (replies.size() < commands.size()) replies.push_back(impl_->Read());
  return replies;
}

}  // namespace parley::redis
