#include <set>

#include "catch2/catch.hpp"
#include "services/notifications/domain/delivery.h"
#include "services/notifications/domain/enrolment.h"
#include "services/notifications/domain/rules.h"

namespace parley::notifications::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const UserId kAuthor = UserId::New(kNow);
const UserId kOther = UserId::New(kNow);

std::vector<Telling> Published(const UserId& replied_to) {
  return TellingsOf(Happening::kVideoPublished, ConcernedByPublished(kAuthor, replied_to));
}

TEST_CASE("a published video is told to its author in the app alone") {
  CHECK(Published({}) == std::vector<Telling>{{kAuthor, Topic::kVideoPublished, ByMail::kNever}});
}

TEST_CASE("a reply is told to whom it answers, in the app and by mail") {
  CHECK(Published(kOther) ==
        std::vector<Telling>{{kAuthor, Topic::kVideoPublished, ByMail::kNever}, {kOther, Topic::kVideoReplied, ByMail::kYes}});
}

TEST_CASE("whoever replies to themselves is not told of a reply") {
  CHECK(Published(kAuthor) == std::vector<Telling>{{kAuthor, Topic::kVideoPublished, ByMail::kNever}});
}

TEST_CASE("a failed video is told to its author in the app") {
  CHECK(TellingsOf(Happening::kVideoFailed, {{Whom::kAuthor, kAuthor}}) ==
        std::vector<Telling>{{kAuthor, Topic::kVideoFailed, ByMail::kNever}});
}

TEST_CASE("a rule tells only those it names") {
  CHECK(TellingsOf(Happening::kReportResolved, {{Whom::kAuthor, kAuthor}, {Whom::kReporter, kOther}}) ==
        std::vector<Telling>{{kOther, Topic::kReportResolved, ByMail::kYes}});
}

TEST_CASE("every happening has a rule, and no rule stands twice") {
  std::set<std::pair<Happening, Whom>> seen;
  std::set<Happening> happenings;
  for (const Rule& rule : Rules()) {
    CHECK(seen.emplace(rule.happening, rule.whom).second);
    happenings.insert(rule.happening);
  }
  CHECK(happenings.size() == static_cast<size_t>(kLastHappening) + 1);
}

Enrolment Place(EnrolmentState state, int seconds) {
  return {EnrolmentId::Trusted("0190a000-0000-7000-8000-000000000001"), RunId::New(kNow), kOther, state, kNow + absl::Seconds(seconds)};
}

TEST_CASE("a person is told of the place they got, of waiting, and of the seat that came by waiting") {
  CHECK(HappeningOf(std::nullopt, Place(EnrolmentState::kEnrolled, 0)) == Happening::kPlaceTaken);
  CHECK(HappeningOf(std::nullopt, Place(EnrolmentState::kWaitlisted, 0)) == Happening::kPlaceAwaited);
  CHECK(HappeningOf(Place(EnrolmentState::kWaitlisted, 0), Place(EnrolmentState::kEnrolled, 1)) == Happening::kPlaceGiven);
  CHECK(HappeningOf(Place(EnrolmentState::kWithdrawn, 0), Place(EnrolmentState::kEnrolled, 1)) == Happening::kPlaceTaken);
}

TEST_CASE("a person is not told that they withdrew, nor of a seat they had all along") {
  CHECK(HappeningOf(Place(EnrolmentState::kEnrolled, 0), Place(EnrolmentState::kWithdrawn, 1)) == std::nullopt);
  CHECK(HappeningOf(Place(EnrolmentState::kSuspended, 0), Place(EnrolmentState::kEnrolled, 1)) == std::nullopt);
}

TEST_CASE("an enrolment told again or late is no news") {
  const Enrolment known = Place(EnrolmentState::kEnrolled, 1);
  CHECK(IsNews(std::nullopt, known));
  CHECK_FALSE(IsNews(known, known));
  CHECK_FALSE(IsNews(known, Place(EnrolmentState::kWaitlisted, 0)));
  CHECK(IsNews(known, Place(EnrolmentState::kWithdrawn, 1)));
  CHECK(IsNews(known, Place(EnrolmentState::kWithdrawn, 2)));
}

TEST_CASE("a notification opens what it is about") {
  const RunId run = RunId::New(kNow);
  const auto path = [&](Topic topic) { return PathOf({.topic = topic, .subject_id = "1", .run_id = run}); };
  CHECK(path(Topic::kVideoHidden) == "/videos/1");
  CHECK(path(Topic::kReportResolved) == "/reports/1");
  CHECK(path(Topic::kEnrolmentConfirmed) == "/runs/" + run.text());
  CHECK(path(Topic::kGroupPlaced) == "/groups/1");
  CHECK(path(Topic::kMeetingLeft) == "/meetings/1");
  CHECK(path(Topic::kParticipantNudged) == "/runs/" + run.text());
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
