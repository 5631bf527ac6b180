#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/exchange/domain/video.h"
#include "services/exchange/media/container.h"
#include "services/exchange/media/probe.h"

// What is made of a file, or why it is refused. Pure rules.
namespace parley::exchange::media {

// One size a video is offered in.
struct Rung {
  std::string name;  // "720p": its folder, too
  int width = 0;
  int height = 0;
  int max_kbits = 0;  // of the picture, a second
};

struct Plan {
  Container container = Container::kIsoMedia;
  int video_index = 0;
  std::optional<int> audio_index;
  // It plays everywhere as it is: its streams are copied, not encoded.
  bool fits = false;
  std::vector<Rung> rungs;  // largest first
};

// Refuses by what the headers claim: no picture, unknown codecs, measures. By duration nothing is refused here: headers may be wrong.
std::optional<domain::Failure> RefuseByHeaders(const Probed& probed);

// Refuses by what is really there. `claimed` is the duration of the headers, zero when they tell none.
std::optional<domain::Failure> RefuseByDuration(absl::Duration found, absl::Duration claimed, const domain::DurationLimits& limits);

// For a file that was not refused.
Plan MakePlan(Container container, const Probed& probed, absl::Duration found, int64_t size_bytes);

// Each failure in the words its author reads.
domain::Failure NotAVideo();
domain::Failure Damaged();
domain::Failure TooComplex();

}  // namespace parley::exchange::media
