#pragma once

#include <functional>
#include <memory>
#include <pqxx/connection>
#include <pqxx/transaction_base>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/postgres/connection.h"

// Private to this library.
namespace parley::postgres {

// One connection to the server as long as it lasts, and the statements prepared on it. It never reconnects by itself.
class Link {
 public:
  // Throws Unavailable.
  explicit Link(const Connection::Options& options);
  ~Link();
  Link(const Link&) = delete;

  // True when nothing speaks against using the link: neither an error seen before nor a server that hung up since the last statement.
  bool IsUsable() const;

  // Prepares `statement` when it has not been, and answers the name it is prepared under.
  const std::string& Prepare(const Statement& statement);

  // Executes on `transaction`, which is of this link. Errors are those of Session.
  Result Execute(pqxx::transaction_base& transaction, const std::string& prepared, const std::vector<Param>& params);

  // Runs `act` and turns what pqxx throws into what we throw.
  template <class Act>
  auto Guard(Act act) -> decltype(act()) {
    try {
      return act();
    } catch (const std::exception&) {
      Rethrow();
    }
  }

  pqxx::connection& connection() { return *connection_; }

 private:
  class Notices;
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void Configure(const Connection::Options& options);
  [[noreturn]] void Rethrow();
  [[noreturn]] void Fail(const std::string& sqlstate, const std::string& message);

  std::unique_ptr<pqxx::connection> connection_;
  std::unique_ptr<Notices> notices_;
  // By text, since the names of a service's statements and those of the libs may meet.
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> prepared_;
  bool broken_ = false;
};

}  // namespace parley::postgres
