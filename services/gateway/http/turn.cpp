#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <cstring>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/gateway/http/connection.h"

// Bodies and answers of a connection.
namespace parley::gateway::http {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

constexpr size_t kChunkReadBytes = 4096;
constexpr size_t kFilePiece = size_t{512} * 1024;
// What is not data in a chunked body: so much at the least, and so many bytes for each of data.
constexpr size_t kLeastFraming = size_t{16} * 1024;
constexpr size_t kFramingOfByte = 16;

absl::Status Gone() { return absl::CancelledError("The client is gone."); }

}  // namespace

bool Connection::body_unread() const { return body_left_ > 0 || (request_.chunked && !parser_->is_done()); }

Task<absl::StatusOr<size_t>> Connection::Read(char* buffer, size_t size) {
  return ReadUntil(buffer, size, SteadyClock::now() + loop_.options().body_timeout);
}

Task<absl::StatusOr<std::string>> Connection::ReadAll(size_t limit) {
  std::string body;
  if (!request_.has_body()) co_return body;
  const absl::Status too_long = absl::ResourceExhaustedError("The body is longer than " + std::to_string(limit) + " bytes.");
  if (request_.content_length.value_or(0) > static_cast<int64_t>(limit)) co_return too_long;
  const auto deadline = SteadyClock::now() + loop_.options().body_timeout;
  // Memory follows what has arrived, not what was announced.
  for (size_t size = 0;;) {
    body.resize(size + std::min<size_t>(std::max<size_t>(size, 8192), request_.chunked ? 65536 : static_cast<size_t>(body_left_) + 1));
    auto count = co_await ReadUntil(body.data() + size, body.size() - size, deadline);
    if (!count.ok()) co_return count.status();
    size += *count;
    if (size > limit) co_return too_long;
    if (*count == 0 || !body_unread()) {
      body.resize(size);
      co_return body;
    }
  }
}

Task<absl::StatusOr<size_t>> Connection::ReadUntil(char* buffer, size_t size, SteadyClock::time_point deadline) {
  if (read_cancelled_) co_return Gone();
  if (!body_unread()) co_return size_t{0};
  if (expects_continue_) {
    expects_continue_ = false;
    const bool sent = co_await WriteAll("HTTP/1.1 100 Continue\r\n\r\n", {}, 0);
    if (!sent) co_return Gone();
  }
  if (request_.chunked) co_return co_await ReadChunk(buffer, size, deadline);
  size = std::min(size, static_cast<size_t>(body_left_));
  size_t count = std::min(size, buffer_.size());
  if (count > 0) {
    memcpy(buffer, buffer_.data().data(), count);
    buffer_.consume(count);
  } else {
    deadline_ = deadline;
    reading_ = true;
    auto [error, received] = co_await socket_.async_read_some(boost::asio::buffer(buffer, size), kAwaitTuple);
    reading_ = false;
    deadline_ = SteadyClock::time_point::max();
    if (error || read_cancelled_) co_return Gone();
    count = received;
  }
  body_left_ -= static_cast<int64_t>(count);
  co_return count;
}

Task<absl::StatusOr<size_t>> Connection::ReadChunk(char* buffer, size_t size, SteadyClock::time_point deadline) {
  while (!parser_->is_done()) {
    if (buffer_.size() > 0) {
      const size_t waiting = buffer_.size();
      size_t count = 0;
      if (!TakeChunk(buffer, size, count)) {
        keep_alive_ = false;
        co_return absl::InvalidArgumentError("The body's chunks are malformed.");
      }
      if (count > 0) co_return count;
      if (buffer_.size() < waiting) continue;
    }
    deadline_ = deadline;
    reading_ = true;
    auto [error, received] = co_await socket_.async_read_some(buffer_.prepare(kChunkReadBytes), kAwaitTuple);
    reading_ = false;
    deadline_ = SteadyClock::time_point::max();
    if (error || read_cancelled_) co_return Gone();
    buffer_.commit(received);
  }
  co_return size_t{0};
}

// The parser takes either data or what is between: never both in one call.
bool Connection::TakeChunk(char* buffer, size_t size, size_t& count) {
  auto& body = parser_->get().body();
  body.data = buffer;
  body.size = size;
  error_code error;
  const size_t used = parser_->put(buffer_.data(), error);
  if (error && error != beast::http::error::need_more && error != beast::http::error::need_buffer) return false;
  count = size - body.size;
  chunk_data_ += count;
  if (count == 0) {
    chunk_framing_ += used;
    if (!IsCleanFraming(buffered().substr(0, used))) return false;
  }
  if (count == 0 && (used > 0 ? used : buffer_.size()) > kMaxChunkLineBytes) return false;
  buffer_.consume(used);
  return chunk_framing_ <= kLeastFraming + kFramingOfByte * chunk_data_;
}

void Connection::CancelRead() {
  read_cancelled_ = true;
  keep_alive_ = false;
  error_code ignored;  // a closed socket has nothing to cancel
  if (reading_) socket_.cancel(ignored);
}

Task<bool> Connection::Send(Response response) {
  answered_ = true;
  status_ = response.status;
  response.headers.append(added_headers_);
  keep_alive_ = keep_alive_ && !loop_.parting() && !body_unread();
  const bool bodiless = response.status == 204 || response.status == 304;
  const std::string_view content = response.content();
  const std::string head =
      FormatHead(response, loop_.date(), bodiless ? Framing::kNone : Framing::kLength, static_cast<int64_t>(content.size()), keep_alive_);
  co_return co_await WriteAll(head, bodiless || request_.method == Method::kHead ? std::string_view() : content, 0);
}

Task<bool> Connection::Start(Response response, std::optional<int64_t> length) {
  answered_ = true;
  status_ = response.status;
  response.headers.append(added_headers_);
  const Framing framing = length ? Framing::kLength : version_ == 11 ? Framing::kChunked : Framing::kUntilClose;
  chunking_ = framing == Framing::kChunked && request_.method != Method::kHead;
  keep_alive_ = keep_alive_ && framing != Framing::kUntilClose && !loop_.parting() && !body_unread();
  if (!length && buffer_.size() == 0) buffer_.shrink_to_fit();  // thousands of streams may be open
  const std::string head = FormatHead(response, loop_.date(), framing, length.value_or(0), keep_alive_);
  // With more to come the kernel waits and sends full packets.
  const bool more = length.value_or(0) > 0 && request_.method != Method::kHead;
  co_return co_await WriteAll(head, {}, more ? MSG_MORE : 0);
}

Task<bool> Connection::Write(std::string_view bytes) {
  if (!chunking_) co_return co_await WriteAll(bytes, {}, 0);
  if (bytes.empty()) co_return true;  // an empty chunk would be the end
  std::string chunk = absl::StrCat(absl::Hex(bytes.size()), "\r\n");
  chunk.append(bytes).append("\r\n");
  co_return co_await WriteAll(chunk, {}, 0);
}

Task<bool> Connection::End() {
  if (!chunking_) co_return true;
  chunking_ = false;
  co_return co_await WriteAll("0\r\n\r\n", {}, 0);
}

Task<bool> Connection::WriteAll(std::string_view first, std::string_view second, int flags) {
  const size_t total = first.size() + second.size();
  const Options& options = loop_.options();
  const auto last = SteadyClock::now() + options.write_timeout + std::chrono::milliseconds(1000 * total / options.least_bytes_a_second);
  for (size_t done = 0; done < total;) {
    const std::string_view head = first.substr(std::min(done, first.size()));
    const std::string_view tail = second.substr(done > first.size() ? done - first.size() : 0);
    const std::array<boost::asio::const_buffer, 2> rest{boost::asio::buffer(head), boost::asio::buffer(tail)};
    error_code error;
    const size_t sent = socket_.send(rest, flags | MSG_NOSIGNAL, error);
    done += sent;
    if (error == boost::asio::error::would_block) {
      const bool writable = co_await AwaitWritable(last);
      if (writable) continue;
    }
    if (error) {
      keep_alive_ = false;
      co_return false;
    }
  }
  co_return true;
}

Task<bool> Connection::AwaitWritable(SteadyClock::time_point last) {
  deadline_ = std::min(last, SteadyClock::now() + loop_.options().write_timeout);
  last_write_ = last;
  unsent_ = std::numeric_limits<int>::max();
  TakesMore();
  writing_ = true;
  auto [failure] = co_await socket_.async_wait(Socket::wait_write, kAwaitTuple);
  writing_ = false;
  deadline_ = SteadyClock::time_point::max();
  co_return !failure;
}

Task<bool> Connection::WriteFile(int descriptor, int64_t offset, int64_t length) {
  off_t at = offset;
  while (length > 0) {
    if (!socket_.is_open()) break;
    const ssize_t sent = ::sendfile(socket_.native_handle(), descriptor, &at, std::min(static_cast<size_t>(length), kFilePiece));
    if (sent > 0) {
      length -= sent;
    } else if (sent < 0 && errno == EAGAIN) {
      // As slowly as it is watched: nothing is held in memory.
      const bool writable = co_await AwaitWritable(SteadyClock::time_point::max());
      if (!writable) break;
    } else if (sent == 0 || errno != EINTR) {
      break;  // the file became shorter, or the client is gone
    }
  }
  keep_alive_ = keep_alive_ && length == 0;
  co_return length == 0;
}

}  // namespace parley::gateway::http
