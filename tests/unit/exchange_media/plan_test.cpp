#include "services/exchange/media/plan.h"

#include "catch2/catch.hpp"

namespace parley::exchange::media {
namespace {

using domain::FailureReason;

constexpr domain::DurationLimits kLimits{absl::Seconds(5), absl::Minutes(3)};

Stream Picture(int width = 1280, int height = 720) {
  Stream stream;
  stream.type = "video";
  stream.codec = "h264";
  stream.profile = "High";
  stream.pixel_format = "yuv420p";
  stream.width = width;
  stream.height = height;
  stream.frame_rate = 30;
  return stream;
}

Stream Sound() {
  Stream stream;
  stream.index = 1;
  stream.type = "audio";
  stream.codec = "aac";
  stream.profile = "LC";
  stream.channels = 2;
  return stream;
}

Probed File(Stream picture) { return {{std::move(picture), Sound()}, absl::Seconds(10)}; }

Plan PlanOf(Stream picture, int64_t size_bytes = 2'000'000, Container container = Container::kIsoMedia) {
  return MakePlan(container, File(std::move(picture)), absl::Seconds(10), size_bytes);
}

FailureReason ReasonOf(const std::optional<domain::Failure>& failure) {
  if (failure) CHECK_FALSE(failure->message.empty());
  return failure ? failure->reason : FailureReason::kNone;
}

TEST_CASE("headers are refused by what makes a film unplayable") {
  CHECK(ReasonOf(RefuseByHeaders(File(Picture()))) == FailureReason::kNone);
  CHECK(ReasonOf(RefuseByHeaders({})) == FailureReason::kNotAVideo);
  CHECK(ReasonOf(RefuseByHeaders({{Sound()}, absl::Seconds(10)})) == FailureReason::kNoPicture);
  Stream cover = Picture();
  cover.is_cover = true;
  CHECK(ReasonOf(RefuseByHeaders(File(cover))) == FailureReason::kNoPicture);
  Stream unknown = Picture();
  unknown.codec = "rawvideo";
  CHECK(ReasonOf(RefuseByHeaders(File(unknown))) == FailureReason::kNotAVideo);
  Probed strange_sound = File(Picture());
  strange_sound.streams[1].codec = "wmav2";
  CHECK(ReasonOf(RefuseByHeaders(strange_sound)) == FailureReason::kNotAVideo);
  CHECK(ReasonOf(RefuseByHeaders(File(Picture(0, 0)))) == FailureReason::kDamaged);
  CHECK(ReasonOf(RefuseByHeaders(File(Picture(8, 8)))) == FailureReason::kNotAVideo);
  CHECK(ReasonOf(RefuseByHeaders(File(Picture(3840, 2160)))) == FailureReason::kNone);
  CHECK(ReasonOf(RefuseByHeaders(File(Picture(7680, 4320)))) == FailureReason::kTooComplex);
  CHECK(ReasonOf(RefuseByHeaders(File(Picture(20'000, 16)))) == FailureReason::kTooComplex);
}

TEST_CASE("the duration found decides, with half a second of grace") {
  const auto reason = [](double found, double claimed) {
    return ReasonOf(RefuseByDuration(absl::Seconds(found), absl::Seconds(claimed), kLimits));
  };
  CHECK(reason(5, 5) == FailureReason::kNone);
  CHECK(reason(4.6, 4.6) == FailureReason::kNone);
  CHECK(reason(4.4, 4.4) == FailureReason::kTooShort);
  CHECK(reason(180.4, 0) == FailureReason::kNone);
  CHECK(reason(180.6, 10) == FailureReason::kTooLong);
  // Much less is there than the header promised: the end is missing, and that is what the author can mend.
  CHECK(reason(3, 10) == FailureReason::kDamaged);
  CHECK(reason(9.2, 10) == FailureReason::kNone);
}

TEST_CASE("what plays everywhere is copied, all else encoded") {
  CHECK(PlanOf(Picture()).fits);
  CHECK(PlanOf(Picture(720, 1280)).fits);
  CHECK_FALSE(PlanOf(Picture(1920, 1080)).fits);
  CHECK_FALSE(PlanOf(Picture(), 20'000'000).fits);
  CHECK_FALSE(PlanOf(Picture(), 2'000'000, Container::kMatroska).fits);
  Stream turned = Picture();
  turned.rotation = -90;
  CHECK_FALSE(PlanOf(turned).fits);
  Stream deep = Picture();
  deep.pixel_format = "yuv420p10le";
  CHECK_FALSE(PlanOf(deep).fits);
  Probed surround = File(Picture());
  surround.streams[1].channels = 6;
  CHECK_FALSE(MakePlan(Container::kIsoMedia, surround, absl::Seconds(10), 2'000'000).fits);
}

TEST_CASE("a film is never made larger, keeps its shape, and has even sides") {
  const auto rungs = [](Stream picture) { return PlanOf(std::move(picture), 90'000'000).rungs; };
  const auto wide = rungs(Picture(1920, 1080));
  REQUIRE(wide.size() == 2);
  CHECK((wide[0].name == "720p" && wide[0].width == 1280 && wide[0].height == 720));
  CHECK((wide[1].name == "480p" && wide[1].width == 854 && wide[1].height == 480));

  Stream portrait = Picture(1920, 1080);
  portrait.rotation = 90;
  CHECK((rungs(portrait)[0].width == 720 && rungs(portrait)[0].height == 1280));

  const auto small = rungs(Picture(321, 241));
  REQUIRE(small.size() == 1);
  CHECK((small[0].name == "480p" && small[0].width % 2 == 0 && small[0].width <= 322 && small[0].height <= 242));

  Stream anamorphic = Picture(720, 576);
  anamorphic.sample_width = 16;
  anamorphic.sample_height = 11;
  CHECK(rungs(anamorphic)[0].width == 1048);
}

}  // namespace
}  // namespace parley::exchange::media
