#include "services/notifications/mail.h"

#include "catch2/catch.hpp"
#include "tests/support/smtp_server.h"
#include "tests/support/status_matchers.h"

namespace parley::notifications {
namespace {

Mail Sample() {
  return {.from = {"Parley", "no-reply@example.org"},
          .to = {"Leïla", "leila@example.org"},
          .message_id = "0190@example.org",
          .date = absl::FromUnixSeconds(1'800'000'000),
          .language = "ar",
          .subject = "ردّ أحدهم",
          .greeting = "Hello <b>Leïla</b>,",
          .body = "First & last.",
          .button = "Open",
          .url = "https://parley.example.org/videos/1?a=1&b=2",
          .footer = "footer"};
}

test::ReceivedMail Composed(const Mail& mail) {
  test::ReceivedMail received;
  received.content = Compose(mail);
  return received;
}

TEST_CASE("a mail has the headers that other programs look for") {
  const auto mail = Composed(Sample());
  CHECK(mail.Header("From") == "Parley <no-reply@example.org>");
  CHECK(mail.Header("To").starts_with("=?"));
  CHECK(mail.Header("To").ends_with(" <leila@example.org>"));
  CHECK(mail.Header("Message-Id") + mail.Header("Message-ID") == "<0190@example.org>");
  CHECK(mail.Header("Date") == "Fri, 15 Jan 2027 08:00:00 +0000");
  CHECK(mail.Header("Auto-Submitted") == "auto-generated");
  CHECK(mail.Header("Content-Language") == "ar");
  CHECK(mail.Header("MIME-Version") + mail.Header("Mime-Version") == "1.0");
  CHECK(mail.Header("Content-Type").starts_with("multipart/alternative"));
  CHECK(mail.Header("Subject").starts_with("=?"));
}

TEST_CASE("lines of a mail end in CRLF and stay within 998 bytes") {
  Mail sample = Sample();
  sample.body = std::string(5000, 'x');
  const std::string content = Compose(sample);
  size_t begin = 0;
  for (size_t end = content.find('\n'); end != std::string::npos; begin = end + 1, end = content.find('\n', begin)) {
    REQUIRE(end > 0);
    REQUIRE(content[end - 1] == '\r');
    REQUIRE(end - begin <= 998);
  }
}

TEST_CASE("what people call themselves can't add markup or headers") {
  Mail sample = Sample();
  sample.to.name = "Eve\r\nBcc: all@example.org";
  const auto mail = Composed(sample);
  CHECK(mail.Header("Bcc").empty());
  CHECK(mail.content.find("&lt;b&gt;Le") != std::string::npos);
  CHECK(mail.content.find("dir=3D\"rtl\"") != std::string::npos);
}

TEST_CASE("a mailbox is a name and an address, or an address") {
  auto named = ParseMailbox("Parley <no-reply@example.org>");
  REQUIRE_THAT(named.status(), test::IsOk());
  CHECK(named->name == "Parley");
  CHECK(named->address == "no-reply@example.org");
  auto bare = ParseMailbox("no-reply@example.org");
  REQUIRE_THAT(bare.status(), test::IsOk());
  CHECK(bare->address == "no-reply@example.org");
  for (const char* wrong : {"", "Parley", "a@b.org, c@d.org", "friends: a@b.org;"}) {
    CAPTURE(wrong);
    CHECK_FALSE(ParseMailbox(wrong).ok());
  }
}

}  // namespace
}  // namespace parley::notifications
