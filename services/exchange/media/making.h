#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "services/exchange/domain/video.h"
#include "services/exchange/media/sandbox.h"

namespace parley::exchange::media {

// A file that was made, by its name below the scratch folder.
struct MadeFile {
  std::string name;
  const char* media_type;
};

// A playable video.
struct Made {
  domain::Playable playable;
  std::vector<MadeFile> files;
};

// The work was stopped, or a program died by itself: not the fault of the file alone.
enum class Broken { kStopped, kCrashed };

// Told how much of the film is done, in percent; answers whether to go on. Asked several times a second.
using KeepGoing = std::function<bool(int percent)>;

// Makes the file at `input` playable, in `scratch`. A file that can't be is answered by what its author is told.
std::variant<Made, domain::Failure, Broken> MakePlayable(const Sandbox& sandbox, const std::string& input, const std::string& scratch,
                                                         const domain::DurationLimits& limits, const KeepGoing& keep_going);

}  // namespace parley::exchange::media
