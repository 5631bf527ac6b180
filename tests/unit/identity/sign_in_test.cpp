#include "services/identity/domain/sign_in.h"

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "tests/support/status_matchers.h"

namespace parley::identity::domain {
namespace {

using test::HasReason;

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST_CASE("an address has at most five open sign-ins, and learns when to come back") {
  CHECK(MayStartSignIn(0, absl::InfiniteFuture(), kNow).ok());
  CHECK(MayStartSignIn(4, kNow + absl::Minutes(1), kNow).ok());
  const auto refused = MayStartSignIn(5, kNow + absl::Minutes(7), kNow);
  CHECK_THAT(refused, HasReason("TOO_MANY_SIGN_INS"));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Minutes(7));
}

TEST_CASE("a link works once and until it expires") {
  SignIn sign_in;
  sign_in.expire_time = kNow + kSignInLife;
  CHECK(MayUse(sign_in, kNow).ok());
  CHECK(MayUse(sign_in, kNow + kSignInLife - absl::Milliseconds(1)).ok());
  CHECK_THAT(MayUse(sign_in, kNow + kSignInLife), HasReason("SIGN_IN_LINK_EXPIRED"));
  sign_in.use_time = kNow;
  CHECK_THAT(MayUse(sign_in, kNow), HasReason("SIGN_IN_LINK_USED"));
  CHECK_THAT(MayUse(sign_in, kNow + absl::Hours(1)), HasReason("SIGN_IN_LINK_USED"));
}

TEST_CASE("only a path of the web app is gone on to") {
  CHECK(IsContinuePath(""));
  CHECK(IsContinuePath("/"));
  CHECK(IsContinuePath("/runs/1?tab=a#b"));
  CHECK(IsContinuePath("/" + std::string(199, 'a')));
  for (const std::string& path : {std::string("runs"), std::string("//evil.example"), std::string("/\\evil.example"),
                                  std::string("https://evil.example"), std::string("/a b"), std::string("/\t/evil"), std::string("/a\n"),
                                  std::string("/") + std::string(200, 'a'), std::string("/\0", 2)}) {
    INFO(path);
    CHECK_FALSE(IsContinuePath(path));
  }
}

TEST_CASE("a link carries its path encoded and its token behind the hash") {
  CHECK(LinkUrl("https://parley.example", "", "t0-k_n") == "https://parley.example/sign-in/confirm#t0-k_n");
  CHECK(LinkUrl("https://parley.example", "/runs/1?a=b&c#d", "t") ==
        "https://parley.example/sign-in/confirm?to=%2Fruns%2F1%3Fa%3Db%26c%23d#t");
}

}  // namespace
}  // namespace parley::identity::domain
