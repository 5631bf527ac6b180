#pragma once

#include <string>

#include "libs/config/environment.h"
#include "services/exchange/media/worker.h"

namespace parley::exchange::media {

struct Settings {
  std::string blob_root;       // PARLEY_BLOB_ROOT
  std::string metrics_listen;  // PARLEY_METRICS_LISTEN; empty: no metrics
  int workers = 1;             // PARLEY_MEDIA_WORKERS: videos worked on at a time; ffmpeg itself uses all cores
  WorkerOptions worker;        // PARLEY_DATABASE_URL, PARLEY_MEDIA_SANDBOX, PARLEY_MEDIA_SCRATCH
};

// Errors are gathered in `environment`.
Settings ReadSettings(config::Environment& environment);

}  // namespace parley::exchange::media
