// In which order people, consents and videos are locked, shown step by step: somebody holds some of them by hand meanwhile.

#include <algorithm>
#include <thread>

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/identity/v1/events.pb.h"
#include "services/exchange/store/people.h"
#include "services/exchange/store/videos.h"
#include "tests/service/exchange/house.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"

namespace parley::exchange {
namespace {

using test::Eventually;

constexpr postgres::Statement kHoldFeed{"TestHoldFeed", "SELECT 1 FROM feeds WHERE group_id = $1 FOR UPDATE"};

// As identity tells it; nobody waits for the exchange here.
void Withdraw(House& house, const UserId& user_id) {
  identity::v1::ConsentWithdrawn event;
  event.set_user_id(user_id.text());
  event.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  *event.mutable_withdraw_time() = rpc::ToProto(house.clock().Now());
  house.identity().producer().Publish(user_id.text(), event);
}

// Somebody else's session, which holds a video locked until it hides it.
class Moderator {
 public:
  Moderator(House& house, const v1::Video& video)
      : now_(house.clock().Now()),
        db_(house.database()),
        transaction_(db_.Begin()),
        video_(*store::GetVideoForUpdate(transaction_, IdOf(video))) {}

  postgres::Session& session() { return transaction_; }
  // Counts the replies of the video it answers anew.
  void Hide() {
    store::PlaceHold(transaction_, video_, domain::HoldSource::kModeration, "HIDDEN", now_);
    transaction_.Commit();
  }

 private:
  static VideoId IdOf(const v1::Video& video) { return VideoId::Trusted(video.video_id()); }

  const absl::Time now_;
  postgres::Connection db_;
  postgres::Transaction transaction_;
  const domain::Video video_;
};

bool IsHeld(House& house, const v1::Video& video) {
  return store::GetVideo(house.db(), VideoId::Trusted(video.video_id()))->hold_count > 0;
}

TEST_CASE("a consent that ends waits for a video without holding what that video's change needs") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video first = house.Published(amal);
  const v1::Video answer = house.Published(house.Participant("Ben"), first.video_id());
  const v1::Video last = house.Published(amal, answer.video_id());
  // Her own, or one that she answered.
  Moderator moderator(house, GENERATE(0, 1) == 0 ? last : answer);
  Withdraw(house, amal);
  REQUIRE(test::AwaitWaiter(house.db(), moderator.session()));
  CHECK_NOTHROW(moderator.Hide());
  CHECK(Eventually([&] { return IsHeld(house, first) && IsHeld(house, last); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

TEST_CASE("who posts a video is locked before their consent") {
  House house;
  const UserId amal = house.Participant("Amal");
  house.Published(amal);
  // As by the follower of identity that was told of a new name, and then of a consent.
  postgres::Connection db(house.database());
  postgres::Transaction transaction = db.Begin();
  store::NotePersonChanged(transaction, amal, 0);
  transaction.Settle();
  absl::Status posted;
  std::jthread posting([&] {
    v1::CreateVideoRequest request;
    v1::Video video;
    request.set_prompt_id(house.prompt_id());
    request.set_size_bytes(100);
    request.set_media_type("video/mp4");
    request.set_request_id(Fresh());
    posted = house.Call(amal, "CreateVideo", request, video);
  });
  REQUIRE(test::AwaitWaiter(house.db(), transaction));
  CHECK_NOTHROW(store::PutConsentEvent(transaction, amal, domain::ConsentState::kGiven, house.clock().Now()));
  transaction.Commit();
  posting.join();
  CHECK(posted.ok());
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

TEST_CASE("consents that end together are not held together") {
  House house;
  const UserId amal = house.Participant("Amal");
  const UserId ben = house.Participant("Ben");
  const UserId chen = house.Participant("Chen");
  const v1::Video first = house.Published(amal);
  const v1::Video answer = house.Published(ben, first.video_id());
  const v1::Video other = house.Published(chen);
  // While the exchange waits with Chen's, the next two come, and it takes them up at once.
  Moderator gate(house, other);
  Withdraw(house, chen);
  REQUIRE(test::AwaitWaiter(house.db(), gate.session()));
  Withdraw(house, amal);
  Withdraw(house, ben);
  house.identity().producer().AwaitRelayed();
  Moderator moderator(house, answer);
  gate.Hide();
  REQUIRE(Eventually([&] { return store::GetVideo(house.db(), VideoId::Trusted(other.video_id()))->hold_count == 2; }));
  REQUIRE(test::AwaitWaiter(house.db(), moderator.session()));
  CHECK_NOTHROW(moderator.Hide());
  CHECK(Eventually([&] { return IsHeld(house, first); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

TEST_CASE("the feeds of somebody's videos are locked in the order of their groups") {
  House house;
  const UserId amal = house.Participant("Amal");
  std::vector<std::string> groups = {house.AddGroup(), house.AddGroup()};
  std::sort(groups.begin(), groups.end());
  // Her oldest and her newest video are in the later group.
  std::vector<v1::Video> videos;
  for (const std::string& group : {groups[1], groups[0], groups[1]}) {
    house.Seat(amal, group);
    videos.push_back(house.Published(amal));
    REQUIRE(videos.back().group_id() == group);
    house.Seat(amal, group, false);
    house.clock().Advance(absl::Seconds(1));
  }
  postgres::Connection db(house.database());
  postgres::Transaction holder = db.Begin();
  REQUIRE_FALSE(holder.Execute(kHoldFeed, groups[0]).empty());
  Withdraw(house, amal);
  REQUIRE(test::AwaitWaiter(house.db(), holder));
  CHECK_NOTHROW(holder.Execute(kHoldFeed, groups[1]));
  holder.Commit();
  CHECK(Eventually([&] { return std::all_of(videos.begin(), videos.end(), [&](const auto& video) { return IsHeld(house, video); }); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

}  // namespace
}  // namespace parley::exchange
