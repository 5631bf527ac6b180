#include "services/notifications/domain/meeting.h"

#include "catch2/catch.hpp"

namespace parley::notifications::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);
const UserId kLina = UserId::New(kNow);

Meeting Told(MeetingState state, int sequence) {
  return {MeetingId::New(kNow), GroupId::New(kNow), RunId::New(kNow), kNow + absl::Hours(1), kNow + absl::Hours(3), state, sequence};
}

TEST_CASE("a group is told of a meeting that is new, changes or is called off") {
  const Meeting first = Told(MeetingState::kScheduled, 0);
  CHECK(HappeningOf(std::nullopt, first, kNow) == Happening::kMeetingScheduled);
  CHECK(HappeningOf(first, Told(MeetingState::kScheduled, 1), kNow) == Happening::kMeetingChanged);
  CHECK(HappeningOf(first, Told(MeetingState::kCancelled, 1), kNow) == Happening::kMeetingCancelled);
}

TEST_CASE("a group is not told what calendars need not learn, nor of what is over") {
  const Meeting first = Told(MeetingState::kScheduled, 0);
  CHECK(HappeningOf(first, Told(MeetingState::kOpen, 0), kNow) == std::nullopt);
  CHECK(HappeningOf(first, Told(MeetingState::kEnded, 0), kNow) == std::nullopt);
  CHECK(HappeningOf(std::nullopt, Told(MeetingState::kCancelled, 1), kNow) == std::nullopt);
  CHECK(HappeningOf(std::nullopt, first, first.end_time) == std::nullopt);
  CHECK(HappeningOf(first, Told(MeetingState::kCancelled, 1), first.end_time) == std::nullopt);
}

TEST_CASE("a meeting told again or late is no news") {
  CHECK(IsNews(std::nullopt, Told(MeetingState::kScheduled, 0)));
  CHECK(IsNews(Told(MeetingState::kScheduled, 0), Told(MeetingState::kScheduled, 1)));
  CHECK(IsNews(Told(MeetingState::kScheduled, 0), Told(MeetingState::kOpen, 0)));
  CHECK_FALSE(IsNews(Told(MeetingState::kScheduled, 1), Told(MeetingState::kScheduled, 1)));
  CHECK_FALSE(IsNews(Told(MeetingState::kCancelled, 1), Told(MeetingState::kScheduled, 0)));
}

TEST_CASE("what a calendar is told has a sequence that grows, also when somebody leaves and comes back") {
  Meeting meeting = Told(MeetingState::kScheduled, 0);
  const auto invited = NextInvitation(std::nullopt, meeting, kLina, Method::kRequest);
  REQUIRE(invited);
  CHECK(invited->sequence == 0);
  const auto left = NextInvitation(invited, meeting, kLina, Method::kCancel);
  REQUIRE(left);
  CHECK(left->sequence == 1);
  const auto back = NextInvitation(left, meeting, kLina, Method::kRequest);
  REQUIRE(back);
  CHECK(back->sequence == 2);
  meeting.sequence = 1;
  const auto changed = NextInvitation(back, meeting, kLina, Method::kRequest);
  REQUIRE(changed);
  CHECK(changed->sequence == 3);
  meeting.sequence = 7;
  CHECK(NextInvitation(changed, meeting, kLina, Method::kCancel)->sequence == 7);
}

TEST_CASE("a calendar is not told what it knows, nor that something is off which it never had") {
  const Meeting meeting = Told(MeetingState::kScheduled, 1);
  CHECK(NextInvitation(std::nullopt, meeting, kLina, Method::kCancel) == std::nullopt);
  const auto invited = NextInvitation(std::nullopt, meeting, kLina, Method::kRequest);
  CHECK(NextInvitation(invited, meeting, kLina, Method::kRequest) == std::nullopt);
  const auto cancelled = NextInvitation(invited, meeting, kLina, Method::kCancel);
  CHECK(NextInvitation(cancelled, meeting, kLina, Method::kCancel) == std::nullopt);
}

TEST_CASE("a place in a group told again or late is no news") {
  const auto person = [](bool is_in, int seconds) {
    return GroupPerson{GroupId::New(kNow), RunId::New(kNow), kLina, Seat::kMember, is_in, kNow + absl::Seconds(seconds)};
  };
  CHECK(IsNews(std::nullopt, person(true, 0)));
  CHECK(IsNews(person(true, 0), person(false, 0)));
  CHECK(IsNews(person(false, 0), person(true, 1)));
  CHECK_FALSE(IsNews(person(true, 0), person(true, 0)));
  CHECK_FALSE(IsNews(person(true, 1), person(false, 0)));
}

}  // namespace
}  // namespace parley::notifications::domain
