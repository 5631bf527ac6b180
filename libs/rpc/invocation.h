#pragma once

#include <any>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/call.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/replay.h"
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
  const std::any& gathered;        // what the handler finds in Call::gathered
  const Replay* replay = nullptr;  // of a part of a stream; otherwise it is made of the request
};

// Runs the handler: a read on the connection itself, a mutation in a transaction with its replay. Starts again after Call::Outside and
// after contention. Never throws: what the database or a handler threw becomes UNAVAILABLE (DATABASE_UNAVAILABLE), ABORTED (CONTENTION),
// INVALID_ARGUMENT (TEXT_NOT_STORABLE) or INTERNAL, whose message is for the log alone.
absl::Status Invoke(postgres::Connection& connection, const Invocation& invocation);

// Runs the gather of calls that were let in: an answer for each, empty where there is none. UNAVAILABLE (DATABASE_UNAVAILABLE) for all of
// them when the database does not answer; what else goes wrong is logged and leaves all empty. Never throws.
absl::StatusOr<std::vector<std::any>> RunGather(postgres::Connection& connection, const Server::Gather& gather,
                                                const std::vector<Server::Waiting>& calls);

}  // namespace parley::rpc
