#include "services/gateway/transcoding/answer_stream.h"

#include <optional>

#include "services/gateway/http/representation.h"
#include "services/gateway/problem.h"

namespace parley::gateway::transcoding {
namespace {

constexpr std::string_view kEvents = "text/event-stream";
constexpr std::string_view kLines = "application/x-ndjson";

}  // namespace

AnswerStream::AnswerStream(http::Turn& turn, const routes::Route& route, const JsonPlan& json)
    : turn_(turn), route_(route), json_(json), events_(http::Takes(turn.request().Find("accept"), kEvents)) {}

http::Task<bool> AnswerStream::Begin() {
  if (begun_) co_return listening_;
  begun_ = true;
  http::Response head{.content_type = std::string(events_ ? kEvents : kLines)};
  head.Add("Cache-Control", "no-store").Add("Vary", "Accept").Add("X-Accel-Buffering", "no");
  listening_ = co_await turn_.Start(std::move(head), std::nullopt);
  // Who asks for the head alone has it now.
  if (turn_.request().method == http::Method::kHead) listening_ = false;
  co_return listening_;
}

http::Task<bool> AnswerStream::Take(const google::protobuf::Message& answer) {
  const bool listening = co_await Begin();
  if (!listening) co_return false;
  std::string text = events_ ? "data: " : "{\"result\":";
  json_.AppendAnswer(answer, route_.response_field, text);
  text.append(events_ ? "\n\n" : "}\n");
  co_return co_await turn_.Write(text);
}

http::Task<bool> AnswerStream::WriteProblem(const absl::Status& status) {
  // Not within the co_await: GCC 12 destroys what a conditional there made twice.
  std::string text = events_ ? "event: error\ndata: " : "{\"error\":";
  text.append(Problem(status).body).append(events_ ? "\n\n" : "}\n");
  co_return co_await turn_.Write(text);
}

http::Task<void> AnswerStream::End(const absl::Status& status) {
  if (!begun_ && !status.ok()) co_return void(co_await turn_.Send(Problem(status)));
  bool listening = co_await Begin();
  if (listening && !status.ok()) listening = co_await WriteProblem(status);
  if (listening && status.ok() && events_) listening = co_await turn_.Write("event: end\ndata: {}\n\n");
  if (listening) co_await turn_.End();
}

}  // namespace parley::gateway::transcoding
