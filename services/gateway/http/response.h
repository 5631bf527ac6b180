#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::gateway::http {

// An answer, or the head of one whose body follows in pieces.
struct Response {
  int status = 200;
  std::string content_type;
  // Lines "Name: value\r\n".
  std::string headers;
  std::string body;
  // Instead of `body`: bytes that outlive the answer.
  std::string_view lasting_body;

  // Characters that could start another header are dropped from the value.
  Response& Add(std::string_view name, std::string_view value);
  std::string_view content() const { return lasting_body.data() != nullptr ? lasting_body : std::string_view(body); }
};

std::string_view ReasonPhrase(int status);

// How an answer's end is told to the client.
enum class Framing { kLength, kNone, kChunked, kUntilClose };

// The head as sent. `length` counts only with Framing::kLength.
std::string FormatHead(const Response& response, std::string_view date, Framing framing, int64_t length, bool keep_alive);

}  // namespace parley::gateway::http
