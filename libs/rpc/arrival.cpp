#include "libs/rpc/arrival.h"

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "libs/rpc/invocation.h"
#include "libs/rpc/limits.h"
#include "libs/rpc/replay.h"

namespace parley::rpc {
namespace {

bool IsOurFault(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown || code == absl::StatusCode::kDataLoss;
}

}  // namespace

absl::Status CheckWanted(const Arrival& call) {
  if (call.context->IsCancelled()) return absl::CancelledError("the caller went away");
  if (absl::Now() >= call.deadline) return absl::DeadlineExceededError("the call waited too long");
  return absl::OkStatus();
}

absl::Status WithoutInsides(const absl::Status& status) {
  if (!IsOurFault(status.code())) return status;
  return absl::Status(status.code(), "an error inside the service; it has been logged");
}

void LogFailure(const Arrival& call, const absl::Status& status, absl::Duration took) {
  const errors::Details details = errors::DetailsOf(status);
  const std::string code = absl::StatusCodeToString(status.code());
  if (IsOurFault(status.code())) {
    log::Error("call failed", {{"method", call.method->name},
                               {"code", code},
                               {"peer", call.service},
                               {"error", std::string(status.message())},
                               {"seconds", absl::ToDoubleSeconds(took)}});
  } else {
    // The message may quote the request, which may be personal.
    log::Info("call refused", {{"method", call.method->name},
                               {"code", code},
                               {"reason", details.reason},
                               {"peer", call.service},
                               {"seconds", absl::ToDoubleSeconds(took)}});
  }
}

absl::Status RunBatch(postgres::Connection& connection, Arrival& call, absl::Time now) {
  StreamWork& work = *call.stream;
  if (auto wanted = CheckWanted(call); !wanted.ok()) return wanted;
  if (!work.incoming.flaw().ok()) return work.incoming.flaw();
  const auto& messages = work.incoming.messages();
  if (messages.empty()) return absl::InvalidArgumentError("the stream is empty");
  Server::Batch batch{*messages.front(), work.offset, static_cast<int>(messages.size()), {}};
  const int end = std::min(work.offset + kStreamBatch, batch.total);
  for (int i = work.offset; i < end; ++i) batch.messages.push_back(messages[static_cast<size_t>(i)].get());
  const Serving serving(connection, call);
  const auto replay = Replay::OfBatch(*call.method, *call.caller, batch);
  if (!replay.ok()) return replay.status();
  const std::unique_ptr<google::protobuf::Message> part(call.response->New());
  const Server::Handler handler = [&work, &batch](Call& one, const google::protobuf::Message&, google::protobuf::Message& response) {
    return work.handler(one, batch, response);
  };
  absl::Status status =
      Invoke(connection, {*call.method, *call.caller, now, now + (call.deadline - absl::Now()), batch.head, *part, handler, {}, &*replay});
  if (status.ok()) work.add(*part, *call.response);
  work.offset = end;
  return status;
}

}  // namespace parley::rpc
