#include "libs/http/smtp.h"

#include "catch2/catch.hpp"
#include "tests/support/smtp_server.h"

namespace parley::test {
namespace {

using Kind = http::SmtpOutcome::Kind;

const http::Envelope kEnvelope{"from@example.org", "to@example.org"};
const std::string kMail = "Subject: s\r\nMessage-ID: <1@example.org>\r\n\r\nFirst\r\n.leading dot\r\n.\r\nlast\r\n";

http::SmtpServer Settings(const SmtpServer& server, http::SmtpTls tls = http::SmtpTls::kNone) {
  return {.url = server.url(), .tls = tls, .timeout = absl::Seconds(10)};
}

TEST_CASE("a mail arrives as it was given") {
  SmtpServer server;
  const auto outcome = http::SendMail(Settings(server), kEnvelope, kMail);
  CHECK(outcome.kind == Kind::kAccepted);
  CHECK(outcome.code == 250);
  const auto mails = server.mails();
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].from == "from@example.org");
  CHECK(mails[0].to == "to@example.org");
  CHECK(mails[0].content == kMail);
  CHECK_FALSE(mails[0].tls);
}

TEST_CASE("a temporary refusal of RCPT or DATA means later") {
  SmtpServer server;
  server.Answer({"DATA 451 greylisted", "RCPT 450 busy"});
  const auto data = http::SendMail(Settings(server), kEnvelope, kMail);
  CHECK(data.kind == Kind::kLater);
  CHECK(data.code == 451);
  CHECK(data.text == "451 greylisted");
  const auto recipient = http::SendMail(Settings(server), kEnvelope, kMail);
  CHECK(recipient.kind == Kind::kLater);
  CHECK(recipient.code == 450);
}

TEST_CASE("a final refusal of RCPT or DATA means never") {
  SmtpServer server;
  server.Answer({"RCPT 550 nobody here", "DATA 554 no thanks"});
  const auto recipient = http::SendMail(Settings(server), kEnvelope, kMail);
  CHECK(recipient.kind == Kind::kRefused);
  CHECK(recipient.text == "550 nobody here");
  CHECK(http::SendMail(Settings(server), kEnvelope, kMail).kind == Kind::kRefused);
}

TEST_CASE("a server that dies after DATA leaves the outcome unknown") {
  SmtpServer server;
  server.Answer({"DIE"});
  CHECK(http::SendMail(Settings(server), kEnvelope, kMail).kind == Kind::kUnknown);
}

TEST_CASE("a server that is not there means later") {
  SmtpServer server;
  server.Kill();
  const auto outcome = http::SendMail(Settings(server), kEnvelope, kMail);
  CHECK(outcome.kind == Kind::kLater);
  CHECK(outcome.code == 0);
  CHECK_FALSE(outcome.text.empty());
}

TEST_CASE("with TLS required, mail travels encrypted to a server whose certificate verifies") {
  SmtpServer server({.tls = true, .require_tls = true});
  auto settings = Settings(server, http::SmtpTls::kRequired);
  settings.ca = server.ca();
  CHECK(http::SendMail(settings, kEnvelope, kMail).kind == Kind::kAccepted);
  REQUIRE(server.mails().size() == 1);
  CHECK(server.mails()[0].tls);
}

TEST_CASE("with TLS required, nothing is sent to a server without it or with somebody else's certificate") {
  SmtpServer plain;
  CHECK(http::SendMail(Settings(plain, http::SmtpTls::kRequired), kEnvelope, kMail).kind == Kind::kLater);
  CHECK(plain.mails().empty());
  SmtpServer stranger({.tls = true});
  CHECK(http::SendMail(Settings(stranger, http::SmtpTls::kRequired), kEnvelope, kMail).kind == Kind::kLater);
  CHECK(stranger.mails().empty());
}

TEST_CASE("opportunistic TLS encrypts where it can and sends where it cannot") {
  SmtpServer encrypted({.tls = true});
  CHECK(http::SendMail(Settings(encrypted, http::SmtpTls::kOpportunistic), kEnvelope, kMail).kind == Kind::kAccepted);
  REQUIRE(encrypted.mails().size() == 1);
  CHECK(encrypted.mails()[0].tls);
  SmtpServer plain;
  CHECK(http::SendMail(Settings(plain, http::SmtpTls::kOpportunistic), kEnvelope, kMail).kind == Kind::kAccepted);
}

TEST_CASE("a server that demands AUTH gets it, and a wrong password is ours to mend, not the mail's end") {
  SmtpServer server({.tls = true, .user = "parley", .password = "right"});
  auto settings = Settings(server, http::SmtpTls::kRequired);
  settings.ca = server.ca();
  settings.user = "parley";
  settings.password = "wrong";
  CHECK(http::SendMail(settings, kEnvelope, kMail).kind == Kind::kLater);
  settings.password = "right";
  CHECK(http::SendMail(settings, kEnvelope, kMail).kind == Kind::kAccepted);
  REQUIRE(server.mails().size() == 1);
  CHECK(server.mails()[0].user == "parley");
}

}  // namespace
}  // namespace parley::test
