#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace parley::test {

// A mail as a server got it.
struct ReceivedMail {
  std::string answer;  // what the server said to it, for example "250 OK"
  std::string from, to;
  bool tls = false;
  std::string user;     // who authenticated
  std::string content;  // as it travelled, CRLF lines
  bool accepted() const { return answer.starts_with("250"); }
  // A header's value, unfolded; empty when there is none.
  std::string Header(const std::string& name) const;
};

// A real mail server (Debian's python3-aiosmtpd) on a port of its own, which stays the same when it is started again. Make it in the main
// thread: the server dies with the thread that started it.
class SmtpServer {
 public:
  struct Options {
    bool tls = false;  // offers STARTTLS with a certificate for 127.0.0.1 that `ca()` verifies
    bool require_tls = false;
    std::string user, password;  // demands AUTH
  };
  SmtpServer() : SmtpServer(Options()) {}
  explicit SmtpServer(Options options);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::string ca() const { return folder_.path() + "/certificate.pem"; }

  // How the next tries are answered: "DATA 451 later", "RCPT 550 nobody", "DIE" (once the mail is there), "KEEP-AND-DIE"; then it accepts
  // again.
  void Answer(const std::vector<std::string>& answers);
  // Every mail so far, accepted or not.
  std::vector<ReceivedMail> mails() const;
  // Those that were accepted, or kept before it died.
  std::vector<ReceivedMail> accepted() const;

  void Kill();
  void Start();

 private:
  Options options_;
  TemporaryFolder folder_;
  int port_ = 0;
  pid_t process_ = -1;
};

}  // namespace parley::test
