#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/identity/v1/events.pb.h"
#include "services/exchange/store/people.h"
#include "services/exchange/store/videos.h"
#include "tests/service/exchange/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::exchange {
namespace {

using test::HasReason;
using test::IsOk;

v1::CreateVideoRequest Answer(const std::string& prompt_id) {
  v1::CreateVideoRequest request;
  request.set_prompt_id(prompt_id);
  request.set_size_bytes(100);
  request.set_media_type("video/mp4");
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("a run and its members are known by events alone") {
  House house;
  catalog::v1::RunCreated created;
  *created.mutable_run() = house.run();
  catalog::v1::Run& run = *created.mutable_run();
  run.set_run_id(Fresh());
  run.set_plenary_group_id(Fresh());
  run.set_partner_id(Fresh());
  run.set_state(catalog::v1::Run::STATE_DRAFT);
  for (auto& prompt : *run.mutable_prompts()) prompt.set_prompt_id(Fresh());
  house.TellAsCatalog(run.run_id(), created);

  const UserId amal = house.Participant("Amal");
  catalog::v1::EnrolmentChanged enrolled;
  enrolled.set_enrolment_id(Fresh());
  enrolled.set_run_id(run.run_id());
  enrolled.set_user_id(amal.text());
  enrolled.set_state(catalog::v1::Enrolment::STATE_ENROLLED);
  *enrolled.mutable_change_time() = rpc::ToProto(house.clock().Now());
  house.TellAsCatalog(enrolled.enrolment_id(), enrolled);

  house.catalog().away = true;
  v1::ListPromptsRequest list;
  v1::ListPromptsResponse prompts;
  list.set_run_id(run.run_id());
  REQUIRE_THAT(house.Call(amal, "ListPrompts", list, prompts), IsOk());
  REQUIRE(prompts.prompts_size() == 2);
  v1::Video video;
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(prompts.prompts(0).prompt_id()), video), HasReason("PROMPT_NOT_OPEN"));
  catalog::v1::RunOpened opened;
  opened.set_run_id(run.run_id());
  house.TellAsCatalog(run.run_id(), opened);
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(prompts.prompts(0).prompt_id()), video), IsOk());
  catalog::v1::RunStarted started;
  started.set_run_id(run.run_id());
  house.TellAsCatalog(run.run_id(), started);
  // A run told of again, as after catalog was restored, does not go back.
  house.TellAsCatalog(run.run_id(), created);
  CHECK_THAT(house.Call(amal, "CreateVideo", Answer(prompts.prompts(1).prompt_id()), video), IsOk());
}

TEST_CASE("the prompts of a run that ended take no videos, and those there are stay") {
  for (const bool cancelled : {false, true}) {
    House house;
    const UserId amal = house.Participant("Amal");
    const v1::Video video = house.Published(amal);
    const std::string& run_id = house.run().run_id();
    if (cancelled) {
      catalog::v1::RunCancelled event;
      event.set_run_id(run_id);
      house.TellAsCatalog(run_id, event);
    } else {
      catalog::v1::RunFinished event;
      event.set_run_id(run_id);
      house.TellAsCatalog(run_id, event);
    }
    v1::Video refused;
    CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house.prompt_id()), refused), HasReason("PROMPT_NOT_OPEN"));
    v1::CreateVideoRequest reply = Answer("");
    reply.set_reply_to_video_id(video.video_id());
    CHECK_THAT(house.Call(amal, "CreateVideo", reply, refused), HasReason("PROMPT_NOT_OPEN"));
    // An event from before does not open it again.
    catalog::v1::RunStarted started;
    started.set_run_id(run_id);
    house.TellAsCatalog(run_id, started);
    CHECK_THAT(house.Call(amal, "CreateVideo", Answer(house.prompt_id()), refused), HasReason("PROMPT_NOT_OPEN"));
    CHECK(house.Get(amal, video.video_id()).visible());
  }
}

TEST_CASE("an older event yields to what is known") {
  House house;
  const UserId amal = house.Participant("Amal");
  house.Enrolment(amal, catalog::v1::Enrolment::STATE_ENROLLED);
  const v1::Video video = house.Published(amal);

  catalog::v1::EnrolmentChanged late;
  late.set_enrolment_id(Fresh());
  late.set_run_id(house.run().run_id());
  late.set_user_id(amal.text());
  late.set_state(catalog::v1::Enrolment::STATE_WAITLISTED);
  *late.mutable_change_time() = rpc::ToProto(house.clock().Now() - absl::Hours(1));
  house.TellAsCatalog(late.enrolment_id(), late);
  CHECK(house.Feed(amal).size() == 1);

  house.Consent(amal, true);
  identity::v1::ConsentWithdrawn withdrawn;
  withdrawn.set_user_id(amal.text());
  withdrawn.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  *withdrawn.mutable_withdraw_time() = rpc::ToProto(house.clock().Now() - absl::Hours(1));
  house.TellAsIdentity(amal.text(), withdrawn);
  CHECK(house.Get(amal, video.video_id()).visible());
  // Another consent is another matter.
  withdrawn.set_kind(identity::v1::Consent::KIND_EXCHANGE_ATTRIBUTES);
  *withdrawn.mutable_withdraw_time() = rpc::ToProto(house.clock().Now());
  house.TellAsIdentity(amal.text(), withdrawn);
  CHECK(house.Get(amal, video.video_id()).visible());
}

TEST_CASE("a consent that identity answered before it told of it leaves the videos as they are until it does") {
  House house;
  const UserId amal = house.Participant("Amal");
  const VideoId video_id = VideoId::Trusted(house.Published(amal).video_id());
  const auto is_held = [&] { return store::GetVideo(house.db(), video_id)->hold_count > 0; };
  const absl::Time before = house.clock().Now();
  house.Consent(amal, false);
  CHECK(is_held());
  house.clock().Advance(absl::Seconds(1));
  store::PutConsentAnswer(house.db(), amal, domain::ConsentState::kGiven, house.clock().Now(), house.clock().Now());
  // What was told last is gone over again, as by the reconciler.
  identity::v1::ConsentWithdrawn withdrawn;
  withdrawn.set_user_id(amal.text());
  withdrawn.set_kind(identity::v1::Consent::KIND_VIDEO_PUBLICATION);
  *withdrawn.mutable_withdraw_time() = rpc::ToProto(before);
  house.TellAsIdentity(amal.text(), withdrawn);
  CHECK(is_held());
  house.Consent(amal, true);
  CHECK_FALSE(is_held());
}

TEST_CASE("a new name is shown beside the videos there are") {
  House house;
  const UserId amal = house.Participant("Amal");
  const v1::Video video = house.Published(amal);
  house.identity().SetProfile(amal, "Amal of Tripoli");
  identity::v1::UserChanged changed;
  changed.set_user_id(amal.text());
  house.TellAsIdentity(amal.text(), changed);
  CHECK(test::Eventually([&] { return house.Get(amal, video.video_id()).author().display_name() == "Amal of Tripoli"; }));

  // Somebody heard of by such an event first is asked for all the same.
  const UserId ben = house.Participant("Ben");
  house.identity().away = true;
  changed.set_user_id(ben.text());
  house.TellAsIdentity(ben.text(), changed);
  house.identity().away = false;
  CHECK(house.Create(ben, house.prompt_id()).author().display_name() == "Ben");
}

}  // namespace
}  // namespace parley::exchange
