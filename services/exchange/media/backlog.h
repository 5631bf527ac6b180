#pragma once

#include "libs/service/lookout.h"

namespace parley::exchange::media {

// What operators see of the queue, whoever works on it.
service::Look AtMediaJobs();

}  // namespace parley::exchange::media
