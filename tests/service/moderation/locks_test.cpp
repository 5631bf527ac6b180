// What locks the end of the audit log locks nothing after it, shown step by step: somebody holds a video by hand meanwhile.

#include "catch2/catch.hpp"
#include "parley/exchange/v1/events.pb.h"
#include "services/moderation/store/audit.h"
#include "services/moderation/store/videos.h"
#include "tests/service/moderation/house.h"
#include "tests/support/deadlocks.h"
#include "tests/support/eventually.h"

namespace parley::moderation {
namespace {

using test::Eventually;

// As the exchange tells it; nobody waits for moderation here.
void Withdraw(House& house, const std::string& video_id) {
  exchange::v1::VideoWithdrawn event;
  event.set_video_id(video_id);
  event.set_run_id(house.run_id());
  house.exchange().producer().Publish(video_id, event);
}

bool IsWithdrawn(House& house, const std::string& video_id) {
  return store::GetVideo(house.db(), VideoId::Trusted(video_id))->state == domain::VideoState::kWithdrawn;
}

// Somebody else's session, which holds a video locked until it enters something about it in the audit log.
class Facilitator {
 public:
  Facilitator(House& house, const std::string& video_id)
      : now_(house.clock().Now()),
        db_(house.database()),
        transaction_(db_.Begin()),
        video_(*store::GetVideoForUpdate(transaction_, VideoId::Trusted(video_id))) {}

  postgres::Session& session() { return transaction_; }
  void Enter() {
    store::AppendAudit(transaction_, {{.create_time = now_,
                                       .act = domain::Act::kParticipantNudged,
                                       .subject_id = Fresh(),
                                       .run_id = video_.run_id,
                                       .video_id = video_.id}});
    transaction_.Commit();
  }

 private:
  const absl::Time now_;
  postgres::Connection db_;
  postgres::Transaction transaction_;
  const domain::Video video_;
};

TEST_CASE("reported videos that are taken back together are not held together") {
  House house;
  const UserId amal = house.Participant();
  const UserId ben = house.Participant();
  std::vector<std::string> videos;
  for (int i = 0; i < 3; ++i) {
    videos.push_back(house.Published(amal));
    house.Report(ben, videos.back());
  }
  // While moderation waits with the first, the others come, and it takes them up at once.
  Facilitator gate(house, videos[0]);
  Withdraw(house, videos[0]);
  REQUIRE(test::AwaitWaiter(house.db(), gate.session()));
  Withdraw(house, videos[1]);
  Withdraw(house, videos[2]);
  house.exchange().producer().AwaitRelayed();
  Facilitator facilitator(house, videos[2]);
  gate.Enter();
  REQUIRE(Eventually([&] { return IsWithdrawn(house, videos[0]); }));
  REQUIRE(test::AwaitWaiter(house.db(), facilitator.session()));
  CHECK_NOTHROW(facilitator.Enter());
  CHECK(Eventually([&] { return IsWithdrawn(house, videos[1]) && IsWithdrawn(house, videos[2]); }));
  CHECK(test::CountDeadlocks(house.db()) == 0);
}

}  // namespace
}  // namespace parley::moderation
