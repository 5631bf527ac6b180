#pragma once

#include <hiredis/hiredis.h>

#include <memory>
#include <string>
#include <vector>

#include "libs/redis/connection.h"

// Private to this library: hiredis, owned.
namespace parley::redis {

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
using Context = std::unique_ptr<redisContext, FreeContext>;

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using RawReply = std::unique_ptr<redisReply, FreeReply>;

// Where a server is: a socket's path, or a host and its port.
struct Address {
  std::string path;
  std::string host;
  int port = 0;
};

// Throws std::invalid_argument for what is neither "unix:/path" nor "tcp://host:port".
Address ParseAddress(const std::string& url);

// Throws Unavailable.
Context Connect(const Address& address, absl::Duration timeout);

// Puts a command in the context's output buffer.
void Append(redisContext& context, const std::vector<std::string>& words);

Reply ToReply(const redisReply& raw);

}  // namespace parley::redis
