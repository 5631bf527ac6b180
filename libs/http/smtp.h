#pragma once

#include <stop_token>
#include <string>

#include "absl/time/time.h"

namespace parley::http {

enum class SmtpTls {
  kRequired,       // STARTTLS with a certificate that verifies, or nothing is sent
  kOpportunistic,  // STARTTLS when offered, whoever's certificate it is (RFC 7435)
  kNone,
};

struct SmtpServer {
  std::string url;   // "smtp://host:port"; "smtps://host:port" is TLS from the start
  std::string user;  // empty: no AUTH
  std::string password;
  SmtpTls tls = SmtpTls::kRequired;
  std::string ca;  // PEM file of who signs the server's certificate; empty: the system's
  absl::Duration timeout = absl::Seconds(30);
};

struct Envelope {
  std::string from;  // bare addresses
  std::string to;
};

// How one try of one mail ended.
struct SmtpOutcome {
  enum class Kind {
    kAccepted,  // the server has taken it over: never send it again
    kRefused,   // the server will never take this mail for this address (5xx to RCPT or DATA)
    kLater,     // it was not taken now
    kUnknown,   // the connection ended after the mail was sent and before the answer: it may have been taken
  };
  Kind kind = Kind::kLater;
  int code = 0;      // the server's last reply, 0 without one
  std::string text;  // the reply or libcurl's words; for logs and operators
};

// Sends one mail (RFC 5322 with CRLF lines) over a connection of its own. Blocks, at most for the server's timeout; a stop ends it early as
// long as the mail itself has not begun to travel. Thread-safe.
SmtpOutcome SendMail(const SmtpServer& server, const Envelope& envelope, const std::string& mail, const std::stop_token& stop = {});

}  // namespace parley::http
