#include "catch2/catch.hpp"
#include "services/notifications/domain/delivery.h"
#include "services/notifications/domain/notification.h"

namespace parley::notifications::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const UserId kAuthor = UserId::New(kNow);
const UserId kOther = UserId::New(kNow);

TEST_CASE("a published video is told to its author in the app alone") {
  CHECK(TellOfPublished(kAuthor, {}) == std::vector<Telling>{{kAuthor, Topic::kVideoPublished, false}});
}

TEST_CASE("a reply is told to whom it answers, in the app and by mail") {
  CHECK(TellOfPublished(kAuthor, kOther) ==
        std::vector<Telling>{{kAuthor, Topic::kVideoPublished, false}, {kOther, Topic::kVideoReplied, true}});
}

TEST_CASE("whoever replies to themselves is not told of a reply") {
  CHECK(TellOfPublished(kAuthor, kAuthor) == std::vector<Telling>{{kAuthor, Topic::kVideoPublished, false}});
}

TEST_CASE("a failed video is told to its author in the app") {
  CHECK(TellOfFailed(kAuthor) == std::vector<Telling>{{kAuthor, Topic::kVideoFailed, false}});
}

TEST_CASE("tries come after 2 s, then twice as long each, at most 15 minutes") {
  CHECK(NextTry(1, kNow) == kNow + absl::Seconds(2));
  CHECK(NextTry(2, kNow) == kNow + absl::Seconds(4));
  CHECK(NextTry(5, kNow) == kNow + absl::Seconds(32));
  CHECK(NextTry(12, kNow) == kNow + absl::Minutes(15));
  CHECK(NextTry(1'000'000, kNow) == kNow + absl::Minutes(15));
}

TEST_CASE("a link keeps its title through sealing, and one without a title is its address alone") {
  CHECK(Pack({"https://a.example/#t", ""}) == "https://a.example/#t");
  for (const Link& link : {Link{"https://a.example/#t", ""}, Link{"https://a.example/#t", "Newcomers"}}) {
    CHECK(Unpack(Pack(link)).url == link.url);
    CHECK(Unpack(Pack(link)).title == link.title);
  }
}

TEST_CASE("a Message-ID is under the domain that mail comes from") {
  const auto id = DeliveryId::New(kNow);
  CHECK(MessageIdOf(id, "no-reply@mail.example.org") == id.text() + "@mail.example.org");
}

TEST_CASE("only what can stand in an SMTP command is an address") {
  CHECK(IsAddress("a@b"));
  CHECK(IsAddress("first.last+tag@sub.example.org"));
  CHECK(IsAddress("ليلى@example.org"));
  for (const char* wrong : {"", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b\r\nDATA", "<a@b>", "a@b,c", "a@b;c", "a\"@b", "a@b\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(IsAddress(wrong));
  }
  CHECK_FALSE(IsAddress(std::string(250, 'a') + "@b.org"));
}

}  // namespace
}  // namespace parley::notifications::domain
