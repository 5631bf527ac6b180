#pragma once

#include <string>

// Private to this library.
namespace parley::postgres {

// Throws what `sqlstate` means: Unavailable, UniqueViolation, Contention or StatementError.
[[noreturn]] void ThrowStatementError(const std::string& sqlstate, const std::string& message);

// True when the server has ended the session (or does not let one begin) with this state.
bool EndsSession(const std::string& sqlstate);

}  // namespace parley::postgres
