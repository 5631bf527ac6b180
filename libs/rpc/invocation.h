#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/call.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/server.h"

namespace parley::rpc {

// A call that was let in.
struct Invocation {
  const Method& method;
  const Caller& caller;
  absl::Time now;
  absl::Time deadline;  // as Call::deadline
  const google::protobuf::Message& request;
  google::protobuf::Message& response;
  const Server::Handler& handler;
};

// Runs the handler: a read on the connection itself, a mutation in a transaction with its replay. Starts again after Call::Outside and
// after contention. Never throws: what the database or a handler threw becomes UNAVAILABLE (DATABASE_UNAVAILABLE), ABORTED (CONTENTION),
// INVALID_ARGUMENT (TEXT_NOT_STORABLE) or INTERNAL, whose message is for the log alone.
absl::Status Invoke(postgres::Connection& connection, const Invocation& invocation);

}  // namespace parley::rpc
