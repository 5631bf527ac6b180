#pragma once

#include <cstddef>
#include <string_view>

namespace parley::gateway::http {

// Why a request is refused before it is served: a status and a sentence; status 0 when it is fine.
struct Refusal {
  int status = 0;
  const char* why = "";
};

// Finds the end of a request's head while it arrives, before anything is made of it: what is refused here has cost no more than its bytes.
//
// Refused: more than 16 KiB or 100 header lines; a line that ends without CR; a folded line; a first byte that begins no method.
class HeadFinder {
 public:
  // `bytes`: all that has come of the head, from its first byte on. Call again when there is more; after an answer never.
  // True when the head is whole, and size() bytes long, or refused.
  bool Look(std::string_view bytes);
  size_t size() const { return line_; }
  const Refusal& refusal() const { return refusal_; }

 private:
  // The line that ends with the '\n' there. True when it is the last, or refused.
  bool TakeLine(std::string_view bytes, size_t newline);
  bool Refuse(int status, const char* why);

  size_t line_ = 0;  // where the line that is looked at begins
  size_t seen_ = 0;
  int lines_ = 0;
  Refusal refusal_;
};

// A Host header's value, or the authority of an absolute target (RFC 9110, 7.2; without user).
bool IsHost(std::string_view host);

// Takes "http://host" off a target in absolute form (RFC 9112, 3.2.2). False when that is malformed; other targets are left as they are.
bool TakeAuthority(std::string_view& target);

// What stands between the pieces of a chunked body: every line ends with CR LF, none is folded, and there are no control characters.
bool IsCleanFraming(std::string_view bytes);

}  // namespace parley::gateway::http
