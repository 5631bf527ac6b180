#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/gateway/http/turn.h"
#include "services/gateway/routes/contract.h"
#include "services/gateway/transcoding/json_plan.h"

namespace parley::gateway::transcoding {

// The answers of a method that streams them, as the client's Accept has it:
//   text/event-stream     data: <answer>                 each; then event: end, or event: error with the problem as its data
//   application/x-ndjson  {"result":<answer>} and '\n'   each; then, if the call failed, {"error":<problem>}
// What fails before the first answer is a problem with its HTTP status, as of any call.
class AnswerStream {
 public:
  AnswerStream(http::Turn& turn, const routes::Route& route, const JsonPlan& json);

  // False when the client is gone, or asked for the head alone.
  http::Task<bool> Take(const google::protobuf::Message& answer);
  // The call has ended.
  http::Task<void> End(const absl::Status& status);

 private:
  http::Task<bool> Begin();
  http::Task<bool> WriteProblem(const absl::Status& status);

  http::Turn& turn_;
  const routes::Route& route_;
  const JsonPlan& json_;
  const bool events_;
  bool begun_ = false;
  bool listening_ = false;
};

}  // namespace parley::gateway::transcoding
