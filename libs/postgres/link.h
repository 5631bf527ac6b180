#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/postgres/failure.h"
#include "libs/postgres/patience.h"
#include "libs/postgres/pipeline.h"

// Private to this library.
namespace parley::postgres {

// A statement with what it is given. One without a name is a command, such as BEGIN, and is not prepared.
struct Step {
  Statement statement;
  std::vector<Param> params;
};

// One connection to the server as long as it lasts, and the statements prepared on it. It never reconnects by itself. Errors are those of
// Session.
class Link {
 public:
  // Throws Unavailable. `patience` is with the link's user, and must outlive it.
  Link(const Connection::Options& options, Patience& patience);
  ~Link();
  Link(const Link&) = delete;

  // True when nothing speaks against using the link: neither an error seen before nor a server that hung up since the last statement.
  bool IsUsable() const;

  // Prepares `statement` when it has not been, and answers the name it is prepared under.
  const std::string& Prepare(const Statement& statement);

  // Sends the steps at once and waits for them together: one way to the server and back, however many they are. Answers what the last one
  // answered.
  Result Run(std::span<const Step> steps);

  // Runs SQL text of several statements.
  void RunScript(const std::string& sql);

 private:
  class Line;
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void Configure(const Connection::Options& options);
  // Runs `act`, which waits for the server. A link that was not waited for to the end is not usable.
  template <class Act>
  auto Patiently(Act act) -> decltype(act());
  Result Send(std::span<const Step> steps, const std::vector<std::vector<const char*>>& texts);
  // What the server answers to what was sent, which is one statement or script: the last of it.
  Answer TakeLast();
  [[noreturn]] void Fail(const Failure& failure);

  Patience& patience_;
  const absl::Duration longest_;  // that a statement is waited for
  std::unique_ptr<Line> line_;
  // By text, since the names of a service's statements and those of the libs may meet.
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> prepared_;
  bool broken_ = false;
};

}  // namespace parley::postgres
