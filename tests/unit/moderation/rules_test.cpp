#include "catch2/catch.hpp"
#include "services/moderation/domain/decision.h"
#include "services/moderation/domain/membership.h"
#include "services/moderation/domain/text.h"
#include "services/moderation/domain/video.h"

namespace parley::moderation::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);

TEST_CASE("a decision hides until it is reversed") {
  Decision decision;
  CHECK_FALSE(Hides(decision));
  decision.verdict = Verdict::kHide;
  CHECK(Hides(decision));
  const UserId fatima = UserId::New(kNow);
  Reverse(decision, fatima, "irony", kNow);
  CHECK_FALSE(Hides(decision));
  CHECK(decision.restore_time == kNow);
  CHECK(decision.restored_by == fatima);
  CHECK(decision.restore_reason == "irony");
}

TEST_CASE("reports are acted on by hiding, dismissed by keeping") {
  CHECK(OutcomeOf(Verdict::kHide) == ReportState::kActedOn);
  CHECK(OutcomeOf(Verdict::kKeep) == ReportState::kDismissed);
}

TEST_CASE("facilitators and coordinators moderate, never their own") {
  CHECK_FALSE(MayModerate({}));
  CHECK(MayModerate({.is_facilitator = true}));
  CHECK(MayModerate({.is_coordinator = true}));
  CHECK_FALSE(MayModerate({.is_author = true, .is_facilitator = true}));
  CHECK_FALSE(MayModerate({.is_author = true, .is_coordinator = true}));
}

TEST_CASE("a video is visible when it is published and nobody holds it, we least of all") {
  Video video;
  CHECK_FALSE(IsVisible(video));
  video.visible = true;
  CHECK(IsVisible(video));
  video.hidden = true;
  CHECK_FALSE(IsVisible(video));
  video.hidden = false;
  video.state = VideoState::kWithdrawn;
  CHECK_FALSE(IsVisible(video));
  video.check_time = kNow;
  CHECK_FALSE(ShouldAsk(video, kNow + absl::Milliseconds(999)));
  CHECK(ShouldAsk(video, kNow + absl::Seconds(1)));
}

TEST_CASE("a place in a run is asked for anew only where it is a no") {
  for (const auto state : {Enrolment::kEnrolled, Enrolment::kCompleted}) {
    CHECK(MayTakePart({.state = state}));
    CHECK_FALSE(ShouldAsk(Membership{.state = state}, kNow));
  }
  for (const auto state : {Enrolment::kNone, Enrolment::kWaitlisted, Enrolment::kSuspended, Enrolment::kWithdrawn}) {
    CHECK_FALSE(MayTakePart({.state = state}));
    CHECK(ShouldAsk(Membership{.state = state}, kNow));
    CHECK_FALSE(ShouldAsk(Membership{.state = state, .check_time = kNow}, kNow));
  }
}

TEST_CASE("texts are counted in characters and hold no control characters") {
  CHECK(IsText("", 0));
  CHECK(IsText("\u0639\u0639", 2));
  CHECK_FALSE(IsText("\u0639\u0639", 1));
  CHECK(IsText("two\nlines\tand a tab", 100));
  for (const std::string bad : {"\x01", "\x7f", "\xc2\x85", "\x1b[31m"}) CHECK_FALSE(IsText(bad, 100));
  CHECK_FALSE(IsText(std::string_view("\0", 1), 100));
  CHECK_FALSE(IsWords(" \n\t", 100));
  CHECK(IsWords(" a ", 3));
}

}  // namespace
}  // namespace parley::moderation::domain
