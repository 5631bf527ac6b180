#include "libs/redis/link.h"

#include <charconv>
#include <csignal>
#include <mutex>
#include <stdexcept>

namespace parley::redis {
namespace {

constexpr char kUnix[] = "unix:";
constexpr char kTcp[] = "tcp://";

// hiredis writes without MSG_NOSIGNAL: a server that hangs up would end our process.
void IgnoreSigpipe() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction now {};
    if (sigaction(SIGPIPE, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) std::signal(SIGPIPE, SIG_IGN);
  });
}

}  // namespace

Address ParseAddress(const std::string& url) {
  Address address;
  if (url.rfind(kUnix, 0) == 0) address.path = url.substr(sizeof kUnix - 1);
  if (!address.path.empty()) return address;
  const auto colon = url.rfind(':');
  if (url.rfind(kTcp, 0) == 0 && colon != std::string::npos && colon >= sizeof kTcp - 1) {
    address.host = url.substr(sizeof kTcp - 1, colon - (sizeof kTcp - 1));
    if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']') {
      address.host = address.host.substr(1, address.host.size() - 2);
    }
    const char* const end = url.data() + url.size();
    const auto [stop, error] = std::from_chars(url.data() + colon + 1, end, address.port);
    if (error == std::errc() && stop == end && address.port > 0 && address.port < 65536 && !address.host.empty()) return address;
  }
  throw std::invalid_argument("a Redis address must be unix:/path/to/socket or tcp://host:port");
}

Context Connect(const Address& address, absl::Duration timeout) {
  IgnoreSigpipe();
  const timeval limit = absl::ToTimeval(timeout);
  Context context(address.path.empty() ? redisConnectWithTimeout(address.host.c_str(), address.port, limit)
                                       : redisConnectUnixWithTimeout(address.path.c_str(), limit));
  if (!context) throw Unavailable("cannot connect to Redis: out of memory");
  if (context->err != 0) throw Unavailable(std::string("cannot connect to Redis: ") + context->errstr);
  if (redisSetTimeout(context.get(), limit) != REDIS_OK) throw Unavailable("cannot connect to Redis: no timeout can be set");
  // For TCP only. A connection that cannot be kept alive is noticed by its timeouts all the same.
  if (address.path.empty() && redisEnableKeepAlive(context.get()) != REDIS_OK) throw Unavailable(std::string("Redis: ") + context->errstr);
  return context;
}

void Append(redisContext& context, const std::vector<std::string>& words) {
  std::vector<const char*> texts;
  std::vector<size_t> lengths;
  texts.reserve(words.size());
  lengths.reserve(words.size());
  for (const auto& word : words) {
    texts.push_back(word.data());
    lengths.push_back(word.size());
  }
  if (redisAppendCommandArgv(&context, static_cast<int>(words.size()), texts.data(), lengths.data()) != REDIS_OK) {
    throw Unavailable(std::string("Redis: ") + context.errstr);
  }
}

Reply ToReply(const redisReply& raw) {
  Reply reply;
  switch (raw.type) {
    case REDIS_REPLY_STATUS:
      reply.kind = Reply::Kind::kStatus;
      break;
    case REDIS_REPLY_STRING:
      reply.kind = Reply::Kind::kString;
      break;
    case REDIS_REPLY_ERROR:
      reply.kind = Reply::Kind::kError;
      break;
    case REDIS_REPLY_INTEGER:
      reply.kind = Reply::Kind::kInteger;
      reply.integer = raw.integer;
      return reply;
    case REDIS_REPLY_ARRAY:
      reply.kind = Reply::Kind::kArray;
      reply.items.reserve(raw.elements);
      for (size_t i = 0; i < raw.elements; ++i) reply.items.push_back(ToReply(*raw.element[i]));
      return reply;
    default:
      return reply;  // nil
  }
  reply.text.assign(raw.str, raw.len);
  return reply;
}

}  // namespace parley::redis
