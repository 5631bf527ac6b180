#include "services/exchange/domain/answering.h"

#include "catch2/catch.hpp"
#include "services/exchange/domain/upload.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange::domain {
namespace {

using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);
const GroupId kPlenary = GroupId::New(kNow);

// Everything holds, until a test breaks something.
struct Case {
  Opening opening{{}, {}, kPlenary, RunState::kRunning, kNow - absl::Hours(1), kNow + absl::Hours(1), {}, 1000};
  Place place{.plenary_group_id = kPlenary, .membership = {Enrolment::kEnrolled, kNow, kNow}};
  const Video* parent = nullptr;
  Consent consent{ConsentState::kGiven, kNow};
  int64_t size_bytes = 1000;
  int64_t unfinished = kMostUnfinished - 1;

  absl::Status Check() const { return CheckAnswer(opening, place, parent, consent, size_bytes, unfinished, kNow); }
};

TEST_CASE("who is enrolled and consents may answer an open prompt") { CHECK_THAT(Case().Check(), IsOk()); }

TEST_CASE("a place that is not active gives no right to answer") {
  for (const Enrolment state : {Enrolment::kApplied, Enrolment::kAwaitingGuardian, Enrolment::kWaitlisted, Enrolment::kSuspended,
                                Enrolment::kCompleted, Enrolment::kWithdrawn}) {
    Case the;
    the.place.membership.state = state;
    CHECK_THAT(the.Check(), HasReason("ENROLMENT_NOT_ACTIVE"));
  }
}

TEST_CASE("a video goes into no group that its author is not in") {
  Case the;
  the.opening.group_id = GroupId::New(kNow);
  CHECK_THAT(the.Check(), HasReason("GROUP_LEFT"));
  the.place.seat.group_id = the.opening.group_id;
  CHECK_THAT(the.Check(), IsOk());
  the.opening.group_id = kPlenary;
  CHECK_THAT(the.Check(), IsOk());
}

TEST_CASE("a prompt takes videos from its open time until before its close time, while its run goes on") {
  Case the;
  the.opening.open_time = kNow;
  CHECK_THAT(the.Check(), IsOk());
  the.opening.open_time = kNow + absl::Seconds(1);
  CHECK_THAT(the.Check(), HasReason("PROMPT_NOT_OPEN"));
  the = Case();
  the.opening.close_time = kNow;
  CHECK_THAT(the.Check(), HasReason("PROMPT_NOT_OPEN"));
  the.opening.close_time = absl::InfiniteFuture();
  CHECK_THAT(the.Check(), IsOk());
  for (const RunState state : {RunState::kDraft, RunState::kFinished, RunState::kCancelled}) {
    the.opening.run_state = state;
    CHECK_THAT(the.Check(), HasReason("PROMPT_NOT_OPEN"));
  }
}

TEST_CASE("only a visible video can be replied to") {
  Video parent;
  Case the;
  the.parent = &parent;
  CHECK_THAT(the.Check(), HasReason("VIDEO_NOT_ANSWERABLE"));
  parent.state = State::kPublished;
  CHECK_THAT(the.Check(), IsOk());
  parent.hold_count = 1;
  CHECK_THAT(the.Check(), HasReason("VIDEO_NOT_ANSWERABLE"));
}

TEST_CASE("without consent nothing is begun") {
  for (const ConsentState state : {ConsentState::kUnknown, ConsentState::kNotGiven, ConsentState::kWithdrawn}) {
    Case the;
    the.consent.state = state;
    CHECK_THAT(the.Check(), HasReason("CONSENT_MISSING"));
  }
}

TEST_CASE("a file above the run's limit, or an eleventh upload, is refused") {
  Case the;
  the.size_bytes = 1001;
  CHECK_THAT(the.Check(), NamesField("size_bytes"));
  the = Case();
  the.unfinished = kMostUnfinished;
  CHECK_THAT(the.Check(), HasReason("TOO_MANY_UPLOADS") && HasCode(absl::StatusCode::kResourceExhausted));
}

TEST_CASE("a no is believed for a second, then its owner is asked, and a yes is believed") {
  CHECK(ShouldAsk(Membership(), kNow));
  CHECK_FALSE(ShouldAsk(Membership{Enrolment::kNone, absl::InfinitePast(), kNow}, kNow));
  CHECK(ShouldAsk(Membership{Enrolment::kWaitlisted, kNow, kNow - kBelieveNo}, kNow));
  CHECK_FALSE(ShouldAsk(Membership{Enrolment::kEnrolled, kNow, absl::InfinitePast()}, kNow));
  CHECK_FALSE(ShouldAsk(Membership{Enrolment::kCompleted, kNow, absl::InfinitePast()}, kNow));
  CHECK(ShouldAsk(Consent(), kNow));
  CHECK_FALSE(ShouldAsk(Consent{ConsentState::kWithdrawn, kNow}, kNow));
  CHECK_FALSE(ShouldAsk(Consent{ConsentState::kGiven, absl::InfinitePast()}, kNow));
}

}  // namespace
}  // namespace parley::exchange::domain
