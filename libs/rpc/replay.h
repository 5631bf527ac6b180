#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/rpc/call.h"
#include "libs/rpc/contract.h"
#include "libs/rpc/server.h"
#include "libs/time/clock.h"

namespace google::protobuf {
class Message;
}

namespace parley::rpc {

// The request_id of one call of a method that mutates, and what is remembered under it.
class Replay {
 public:
  // INVALID_ARGUMENT (request_id) unless it is a UUID.
  static absl::StatusOr<Replay> Of(const Method& method, const Caller& caller, const google::protobuf::Message& request);

  // The same of a part of a client stream, whose request_id stands in its first message.
  static absl::StatusOr<Replay> OfBatch(const Method& method, const Caller& caller, const Server::Batch& batch);

  // In the mutation's transaction, before anything else: reserves the id, waiting for a transaction that has reserved it already.
  // True when the call is new; false when it is a repeat, and `response` is the first answer.
  // INVALID_ARGUMENT (REQUEST_ID_REUSED) when another body came under the id. Throws what Session throws.
  absl::StatusOr<bool> Reserve(postgres::Session& transaction, absl::Time now, google::protobuf::Message& response) const;

  // Stores the answer, in the same transaction.
  void Remember(postgres::Session& transaction, const google::protobuf::Message& response) const;

 private:
  Replay() = default;
  static Replay Make(std::string caller, std::string method, std::string request_id, const std::string& body);
  std::string caller_, method_, request_id_;
  std::string body_hash_;
  std::string key_;  // seals the answer
};

// Forgets answers older than 48 hours, now and then, until destroyed.
class ReplayTrimmer {
 public:
  ReplayTrimmer(postgres::Connection::Options database, const Clock& clock);

 private:
  void Run(const std::stop_token& stop);
  void Trim();

  const Clock& clock_;
  postgres::Connection database_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace parley::rpc
