#pragma once

namespace parley::gateway {

// Lets this process open as many files as it may have at all, and answers how many connections they suffice for.
int RaiseDescriptors();

}  // namespace parley::gateway
