#pragma once

#include "libs/service/lookout.h"

namespace parley::scheduling::planner {

// What operators see of the queue, whoever works on it.
service::Look AtPlans();

}  // namespace parley::scheduling::planner
