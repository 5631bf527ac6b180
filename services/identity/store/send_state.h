#pragma once

namespace parley::identity::store {

// How far the mail of a link is: SENT once notifications has it.
enum class SendState { kQueued = 1, kSent = 2, kRefused = 3, kExpired = 4 };

}  // namespace parley::identity::store
