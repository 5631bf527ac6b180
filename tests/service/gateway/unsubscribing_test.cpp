#include "catch2/catch.hpp"
#include "tests/service/gateway/house.h"

// What mail programs do with a List-Unsubscribe header (RFC 8058).
namespace parley::gateway {
namespace {

constexpr const char* kForm = "Content-Type: application/x-www-form-urlencoded";
constexpr const char* kOneClick = "List-Unsubscribe=One-Click";

TEST_CASE("a mail program's post unsubscribes, without a session and whatever cookies a browser would add") {
  House house;
  CHECK(house.Ask("POST", "/unsubscribe?token=good", {kForm}, kOneClick).status == 204);
  CHECK(house.Ask("POST", "/unsubscribe?token=good", {kForm, "Cookie: parley_access=somebody"}, kOneClick).status == 204);
  const std::string multipart = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
  CHECK(house.Ask("POST", "/unsubscribe?token=good", {"Content-Type: multipart/form-data; boundary=b"}, multipart).status == 204);
  CHECK(house.notifications.unsubscribed == 3);
}

TEST_CASE("opening the same address shows a page and unsubscribes nobody, since programs that look for malice open links too") {
  House house;
  const Answer page = house.Ask("GET", "/unsubscribe?token=good");
  CHECK(page.status == 200);
  CHECK(page.Has("<title>Parley</title>"));
  CHECK(house.Ask("HEAD", "/unsubscribe?token=good").status == 200);
  CHECK(house.notifications.unsubscribed == 0);
}

TEST_CASE("a post without a good token says what is wrong with it") {
  House house;
  for (const char* target : {"/unsubscribe", "/unsubscribe?token=", "/unsubscribe?token=bad", "/unsubscribe?tokens=good"}) {
    CAPTURE(target);
    const Answer answer = house.Ask("POST", target, {kForm}, kOneClick);
    CHECK(answer.status == 400);
    CHECK(answer.Header("content-type") == "application/problem+json");
    CHECK(answer.Has(R"("field":"token")"));
  }
  CHECK(house.Ask("POST", "/unsubscribe?token=%ZZ", {kForm}, kOneClick).status == 400);
  CHECK(house.Ask("POST", "/unsubscribe?token=good", {kForm}, std::string(5000, 'x')).status == 413);
  CHECK(house.notifications.unsubscribed == 0);
}

}  // namespace
}  // namespace parley::gateway
