#pragma once

#include <functional>

#include "services/scheduling/domain/arrangement.h"

namespace parley::scheduling::domain {

// Makes an arrangement worth more without seating anybody else: members change places, move, and groups take a better hour, as long as that
// helps. `keep_going` is asked often, with how far it is in percent.
void Polish(Arrangement& arrangement, const std::function<bool(int percent)>& keep_going);

}  // namespace parley::scheduling::domain
