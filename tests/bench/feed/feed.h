#pragma once

#include "parley/exchange/v1/exchange_service.pb.h"

namespace parley::bench {

// A feed of 20 videos as the exchange answers it, made up: the same fields, and within a few bytes the same size, as those of read_path.
exchange::v1::ListVideosResponse Feed();

}  // namespace parley::bench
