#include <set>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/rpc/time.h"
#include "tests/service/identity/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::identity {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::RequestSignInRequest Ask(const std::string& email) {
  v1::RequestSignInRequest request;
  request.set_email(email);
  request.set_request_id(Fresh());
  return request;
}

v1::CompleteSignInRequest Complete(const std::string& token) {
  v1::CompleteSignInRequest request;
  request.set_token(token);
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("a sign-in link is mailed and opens a session once") {
  House house;
  v1::RequestSignInRequest request = Ask("Amal@Example.org");
  request.set_locale("ar");
  request.set_time_zone("Asia/Beirut");
  request.set_continue_path("/runs/7?a=b");
  v1::SignIn sign_in;
  REQUIRE_THAT(house.Call("RequestSignIn", request, sign_in), IsOk());
  CHECK(rpc::FromProto(sign_in.expire_time()) == house.clock().Now() + absl::Minutes(15));

  REQUIRE(Eventually([&] { return house.notifications().Find(sign_in.sign_in_id()).has_value(); }));
  const auto link = *house.notifications().Find(sign_in.sign_in_id());
  CHECK(link.email() == "Amal@Example.org");
  CHECK(link.locale() == "ar");
  CHECK(link.url().starts_with("https://parley.example/sign-in/confirm?to=%2Fruns%2F7%3Fa%3Db#"));
  CHECK(rpc::FromProto(link.expire_time()) == house.clock().Now() + absl::Minutes(15));

  v1::Session session;
  const auto complete = Complete(link.url().substr(link.url().find('#') + 1));
  REQUIRE_THAT(house.Call("CompleteSignIn", complete, session), IsOk());
  CHECK(session.user().email() == "Amal@Example.org");
  CHECK(session.user().locale() == "ar");
  CHECK(session.user().time_zone() == "Asia/Beirut");
  CHECK(session.user().display_name().empty());
  CHECK(session.user().roles().empty());
  CHECK(rpc::FromProto(session.access_expire_time()) == house.clock().Now() + absl::Minutes(10));
  CHECK(rpc::FromProto(session.refresh_expire_time()) == house.clock().Now() + absl::Hours(24 * 30));

  v1::User me;
  REQUIRE_THAT(house.Call("GetMe", v1::GetMeRequest(), me, session.access_token()), IsOk());
  CHECK(me.user_id() == session.user().user_id());

  v1::Session again;
  CHECK_THAT(house.Call("CompleteSignIn", Complete(complete.token()), again), HasReason("SIGN_IN_LINK_USED"));
  CHECK(Eventually([&] { return house.CountEvents("UserCreated") == 2; }));  // the operator's and this one
}

TEST_CASE("whoever signs in again, in whatever case, is the same user in another session") {
  House house;
  const v1::Session first = house.SignIn("amal@example.org");
  const v1::Session second = house.SignIn("AMAL@Example.ORG");
  CHECK(first.user().user_id() == second.user().user_id());
  CHECK(first.session_id() != second.session_id());
  CHECK(first.refresh_token() != second.refresh_token());
}

TEST_CASE("asking for a sign-in with bad input names the field and mails nothing") {
  House house;
  v1::SignIn response;
  for (const std::string& email : {std::string(), std::string("amal"), std::string("a@b@c"), std::string("a@b\r\nBcc: c@d"),
                                   std::string(65, 'a') + "@b.org", "a@" + std::string(300, 'b'), std::string(100'000, 'a')}) {
    CHECK_THAT(house.Call("RequestSignIn", Ask(email), response), NamesField("email"));
  }
  auto request = Ask("amal@example.org");
  request.set_locale("de");
  CHECK_THAT(house.Call("RequestSignIn", request, response), NamesField("locale"));
  for (const std::string& path :
       {std::string("runs"), std::string("//evil.example"), std::string("https://evil.example"), "/" + std::string(200, 'a')}) {
    request = Ask("amal@example.org");
    request.set_continue_path(path);
    CHECK_THAT(house.Call("RequestSignIn", request, response), NamesField("continue_path"));
  }
  for (const std::string& id : {std::string(), std::string("1"), std::string(1000, 'a')}) {
    request = Ask("amal@example.org");
    request.set_request_id(id);
    CHECK_THAT(house.Call("RequestSignIn", request, response), NamesField("request_id"));
  }
  // Links go in order: once this one is out, there is none before it.
  house.MailedToken("bilal@example.org");
  CHECK(house.notifications().call_count() == 1);
}

TEST_CASE("an unknown zone of a browser becomes UTC") {
  House house;
  for (const std::string& zone : {std::string("Mars/Olympus"), std::string("../../etc/passwd"), std::string(10'000, 'a')}) {
    v1::Session session;
    const std::string email = NewUuid(house.clock().Now()) + "@example.org";
    REQUIRE_THAT(house.Call("CompleteSignIn", Complete(house.MailedToken(email, "fr", zone)), session), IsOk());
    CHECK(session.user().time_zone() == "UTC");
    CHECK(session.user().locale() == "fr");
  }
}

TEST_CASE("asking again with the same request_id mails one link, and with another body is refused") {
  House house;
  auto request = Ask("amal@example.org");
  v1::SignIn first, second;
  REQUIRE_THAT(house.Call("RequestSignIn", request, first), IsOk());
  REQUIRE_THAT(house.Call("RequestSignIn", request, second), IsOk());
  CHECK(first.sign_in_id() == second.sign_in_id());
  request.set_email("bilal@example.org");
  CHECK_THAT(house.Call("RequestSignIn", request, second), NamesField("request_id"));
  house.MailedToken("dunya@example.org");
  CHECK(house.notifications().call_count() == 2);
}

TEST_CASE("an address has at most five open links, though twelve ask at once") {
  House house;
  std::vector<std::jthread> askers;
  std::mutex mutex;
  int taken = 0;
  std::vector<absl::Status> refused;
  for (int i = 0; i < 12; ++i) {
    askers.emplace_back([&, i] {
      v1::SignIn response;
      const auto status = house.Call("RequestSignIn", Ask(i % 2 == 0 ? "amal@example.org" : "Amal@example.org"), response);
      const std::lock_guard lock(mutex);
      if (status.ok()) {
        ++taken;
      } else {
        refused.push_back(status);
      }
    });
  }
  askers.clear();
  CHECK(taken == 5);
  for (const auto& status : refused) {
    CHECK_THAT(status, HasCode(absl::StatusCode::kResourceExhausted) && HasReason("TOO_MANY_SIGN_INS"));
    CHECK(errors::DetailsOf(status).retry_after == absl::Minutes(15));
  }

  v1::SignIn response;
  CHECK_THAT(house.Call("RequestSignIn", Ask("bilal@example.org"), response), IsOk());
  house.clock().Advance(absl::Minutes(15));
  CHECK_THAT(house.Call("RequestSignIn", Ask("amal@example.org"), response), IsOk());
}

TEST_CASE("a used link makes room for another") {
  House house;
  for (int i = 0; i < 7; ++i) house.SignIn("amal@example.org");
}

TEST_CASE("a token that is none is refused by name") {
  House house;
  v1::Session session;
  const std::string token = house.MailedToken("amal@example.org");
  std::string forged = *auth::FromBase64Url(token);
  forged.back() ^= 1;
  for (const std::string& text :
       {std::string(), std::string("x"), std::string(100'000, 'A'), token + "=", token.substr(1), auth::ToBase64Url(forged)}) {
    CHECK_THAT(house.Call("CompleteSignIn", Complete(text), session), NamesField("token"));
  }
  auto request = Complete(token);
  request.clear_request_id();
  CHECK_THAT(house.Call("CompleteSignIn", request, session), NamesField("request_id"));
  CHECK_THAT(house.Call("CompleteSignIn", Complete(token), session), IsOk());
}

TEST_CASE("a link expires after a quarter of an hour") {
  House house;
  const std::string token = house.MailedToken("amal@example.org");
  house.clock().Advance(absl::Minutes(15));
  v1::Session session;
  CHECK_THAT(house.Call("CompleteSignIn", Complete(token), session),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("SIGN_IN_LINK_EXPIRED"));
}

TEST_CASE("completing a sign-in again with the same request_id gives the same session") {
  House house;
  const auto request = Complete(house.MailedToken("amal@example.org"));
  v1::Session first, second;
  REQUIRE_THAT(house.Call("CompleteSignIn", request, first), IsOk());
  REQUIRE_THAT(house.Call("CompleteSignIn", request, second), IsOk());
  CHECK(first.SerializeAsString() == second.SerializeAsString());
}

TEST_CASE("one link opens one session though two take it at once") {
  House house;
  const std::string token = house.MailedToken("amal@example.org");
  std::vector<std::jthread> takers;
  std::mutex mutex;
  std::vector<absl::Status> statuses;
  for (int i = 0; i < 8; ++i) {
    takers.emplace_back([&] {
      v1::Session session;
      const auto status = house.Call("CompleteSignIn", Complete(token), session);
      const std::lock_guard lock(mutex);
      statuses.push_back(status);
    });
  }
  takers.clear();
  int opened = 0;
  for (const auto& status : statuses) {
    opened += status.ok();
    if (!status.ok()) CHECK_THAT(status, HasReason("SIGN_IN_LINK_USED"));
  }
  CHECK(opened == 1);
}

TEST_CASE("a link waits while notifications is away and is handed over once it is back") {
  House house;
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  v1::SignIn sign_in;
  REQUIRE_THAT(house.Call("RequestSignIn", Ask("amal@example.org"), sign_in), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() == 1; }));
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  REQUIRE(Eventually([&] {
    house.clock().Advance(absl::Seconds(1));  // the backoff goes by the clock
    return house.notifications().taken_count() == 1;
  }));
  v1::Session session;
  const std::string url = house.notifications().Find(sign_in.sign_in_id())->url();
  CHECK_THAT(house.Call("CompleteSignIn", Complete(url.substr(url.find('#') + 1)), session), IsOk());
  CHECK(house.notifications().taken_count() == 1);
}

TEST_CASE("a link that was queued when identity ended is handed over after its start") {
  House house;
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  v1::SignIn sign_in;
  REQUIRE_THAT(house.Call("RequestSignIn", Ask("amal@example.org"), sign_in), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() >= 1; }));
  house.Restart();
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Minutes(3));  // longer than any lease
  REQUIRE(Eventually([&] { return house.notifications().Find(sign_in.sign_in_id()).has_value(); }));
}

TEST_CASE("a refused link is not handed over again, and an expired one never") {
  House house;
  v1::SignIn refused, expired;
  house.notifications().AnswerWith(grpc::StatusCode::INVALID_ARGUMENT);
  REQUIRE_THAT(house.Call("RequestSignIn", Ask("amal@example.org"), refused), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() == 1; }));
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  REQUIRE_THAT(house.Call("RequestSignIn", Ask("bilal@example.org"), expired), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() == 2; }));
  house.clock().Advance(absl::Minutes(15));
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.MailedToken("dunya@example.org");
  CHECK(house.notifications().taken_count() == 1);
  CHECK_FALSE(house.notifications().Find(refused.sign_in_id()));
  CHECK_FALSE(house.notifications().Find(expired.sign_in_id()));
}

}  // namespace
}  // namespace parley::identity
