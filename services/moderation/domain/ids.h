#pragma once

#include "libs/ids/id.h"

namespace parley::moderation {

using QueueItemId = Id<struct QueueItemTag>;
using ReportId = Id<struct ReportTag>;
using DecisionId = Id<struct DecisionTag>;
using NudgeId = Id<struct NudgeTag>;

}  // namespace parley::moderation
