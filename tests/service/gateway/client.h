#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace parley::gateway {

// An HTTP/1.1 answer as it travelled.
struct Answer {
  int status = 0;
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  // The first header of that name; empty when there is none.
  std::string Header(const std::string& name) const;
  bool Has(std::string_view text) const { return body.find(text) != std::string::npos; }
};

// Whether it is a problem (RFC 9457) with all that every one of ours has.
bool IsProblem(const Answer& answer);

// A plain socket that speaks exactly what a test says, well-formed or not. Throws when the gateway is silent for 20 s.
class Client {
 public:
  // `receive_bytes`: how much the kernel keeps for us unread; 0: as much as it likes.
  explicit Client(int port, int receive_bytes = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void Write(std::string_view bytes);
  // Returns when the gateway has read all that was written.
  void AwaitTaken() const;
  // Ends our sending, not our reading.
  void FinishWriting();
  // The next answer; without a body when `head_only`. A status of 0 means that the connection ended.
  Answer Read(bool head_only = false);
  // Reads until the text has been seen; what was read so far. Fails the test when the connection ends before.
  std::string ReadUntil(std::string_view text);
  // Reads some bytes and forgets them; how many, 0 when the connection ended.
  size_t Take(size_t most) const;
  // True when the gateway ends the connection, whatever it sends before.
  bool Ended();
  // Whether there is something to read, or the connection ended, within `patience`.
  bool HasAnswer(std::chrono::milliseconds patience) const;
  // True when the gateway resets the connection within 20 s, unread as it is.
  bool WasReset() const;
  // Ends it abruptly, as a lost network does.
  void Reset();

  int port() const;  // our own
  // Whether there is a part of an answer.
  bool has_unread() const { return !buffer_.empty(); }

  // Writes a request with a Host and, for a body, its Content-Length; reads the answer.
  Answer Ask(const std::string& method, const std::string& target, const std::vector<std::string>& headers = {},
             const std::string& body = {});

 private:
  std::string ReadChunks();
  bool Fill();

  int socket_ = -1;
  std::string buffer_;
};

// One request on a connection of its own.
Answer Ask(int port, const std::string& method, const std::string& target, const std::vector<std::string>& headers = {},
           const std::string& body = {});

}  // namespace parley::gateway
