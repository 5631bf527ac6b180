#include "services/gateway/renditions/endpoint.h"

#include <algorithm>
#include <stdexcept>

#include "libs/errors/error.h"
#include "libs/log/log.h"
#include "parley/exchange/v1/internal.pb.h"
#include "services/gateway/problem.h"
#include "services/gateway/renditions/range.h"
#include "services/gateway/session_cookies.h"

namespace parley::gateway::renditions {
namespace {

constexpr int64_t kPieceBytes = int64_t{128} * 1024;
using OpenedReader = absl::StatusOr<std::unique_ptr<blob::Reader>>;

http::Response Head(const exchange::v1::Rendition& rendition, const Selection& selection, int64_t size) {
  http::Response head;
  head.Add("ETag", "\"" + rendition.etag() + "\"").Add("Accept-Ranges", "bytes");
  // Kept by the viewer's own browser only, and asked for again each time.
  head.Add("Cache-Control", "private, no-cache").Add("Cross-Origin-Resource-Policy", "same-origin");
  switch (selection.kind) {
    case Selection::Kind::kNotModified:
      head.status = 304;
      return head;
    case Selection::Kind::kUnsatisfiable:
      head.status = 416;
      head.Add("Content-Range", "bytes */" + std::to_string(size));
      head.content_type = "application/problem+json";
      head.body = Problem(absl::OutOfRangeError("The file has no such bytes."), 416).body;
      return head;
    case Selection::Kind::kPart:
      head.status = 206;
      head.Add("Content-Range", "bytes " + std::to_string(selection.first) + "-" + std::to_string(selection.first + selection.length - 1) +
                                    "/" + std::to_string(size));
      break;
    case Selection::Kind::kWhole:
      break;
  }
  head.content_type = rendition.media_type();
  return head;
}

}  // namespace

http::Task<void> Renditions::Get(const Visit& visit) {
  static const std::string kMethod = "/parley.exchange.v1.ExchangeInternalService/GetRendition";
  const http::Request& request = visit.turn.request();
  const auto token = TokenOf(request, false);
  if (!token.ok()) co_return void(co_await visit.turn.Send(Problem(token.status())));
  exchange::v1::GetRenditionRequest question;
  question.set_video_id(std::string(visit.match.values[0]));
  question.set_name(std::string(visit.match.values[1]));
  exchange::v1::Rendition rendition;
  const absl::Status status =
      co_await visit.backends.Call(visit.backends.Find("exchange"), kMethod, *token, question, rendition, visit.turn);
  if (!status.ok()) co_return void(co_await visit.turn.Send(Problem(status)));

  const std::function<OpenedReader()> open = [&] { return blobs_.Open(rendition.blob_key()); };
  auto reader = co_await files_.Run<OpenedReader>(open);
  if (!reader.ok()) {
    log::Error("a rendition's blob can't be opened",
               {{"video_id", question.video_id()}, {"error", std::string(reader.status().message())}});
    co_return void(
        co_await visit.turn.Send(Problem(errors::Unavailable("BLOB_UNAVAILABLE", "This file can't be read now. Try again later."))));
  }
  const int64_t size = (*reader)->size();
  const Selection selection = Select(request, rendition.etag(), size);
  http::Response head = Head(rendition, selection, size);
  if (head.status == 304 || head.status == 416) co_return void(co_await visit.turn.Send(std::move(head)));
  const bool listening = co_await visit.turn.Start(std::move(head), selection.length);
  if (listening && request.method == http::Method::kGet) co_await SendBytes(visit.turn, **reader, selection.first, selection.length);
}

http::Task<bool> Renditions::SendBytes(http::Turn& turn, blob::Reader& reader, int64_t offset, int64_t length) {
  if (reader.descriptor() >= 0) co_return co_await turn.WriteFile(reader.descriptor(), offset, length);
  std::string piece(static_cast<size_t>(std::min(length, kPieceBytes)), '\0');
  while (length > 0) {
    const int64_t wanted = std::min(length, kPieceBytes);
    const std::function<absl::StatusOr<int64_t>()> read = [&] { return reader.Read(offset, piece.data(), wanted); };
    const auto count = co_await files_.Run<absl::StatusOr<int64_t>>(read);
    // A head that promised more than comes: only closing the connection tells the client so.
    if (!count.ok() || *count == 0) throw std::runtime_error("a blob ended before its size");
    const bool taken = co_await turn.Write(std::string_view(piece).substr(0, static_cast<size_t>(*count)));
    if (!taken) co_return false;
    offset += *count;
    length -= *count;
  }
  co_return true;
}

}  // namespace parley::gateway::renditions
