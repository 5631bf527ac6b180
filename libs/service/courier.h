#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"

namespace parley::service {

// A row of ours that waits until another service has it.
struct Errand {
  std::string id;    // the row's, and the request_id of its call, so that a repeat after a lost answer does nothing twice
  int attempts = 0;  // this one included
  std::function<absl::Status()> call;
};

// Where errands of one kind wait: statements of the service that has the table.
struct Errands {
  std::string what;  // for the log: "a sign-in link"
  // Takes up to ten that are due, each until `lease_end`: a courier that dies leaves them to the next.
  std::function<std::vector<Errand>(postgres::Session& db, absl::Time now, absl::Time lease_end)> claim;
  std::function<void(postgres::Session& db, const std::string& id)> done;
  // It will never be taken: it is wrong.
  std::function<void(postgres::Session& db, const std::string& id)> refused;
  std::function<void(postgres::Session& db, const std::string& id, absl::Time until)> put_off;
  // Gives up those whose time is over and answers how many. Empty where they wait for ever.
  std::function<int(postgres::Session& db, absl::Time now)> expire;
};

// How long to wait after a call failed for the `attempts`th time: 0.5 s, doubling up to 30 s.
absl::Duration ErrandBackoff(int attempts);

// Runs errands, each until it is taken, refused (INVALID_ARGUMENT) or its time is over. The calls are made outside of any transaction.
class Courier {
 public:
  Courier(postgres::Connection::Options database, const Clock& clock, std::vector<Errands> kinds);

  // Runs some of what is due now, the kinds in their order, and answers how many it took up; zero when nothing is due. What it does not
  // come to because of `stop` is due again at once. Throws what the database throws.
  int RunDue(const std::stop_token& stop);
  // RunDue again and again, woken by Wake, until stopped. For one thread.
  void Run(const std::stop_token& stop);
  void Wake();

 private:
  void RunOne(const Errands& kind, const Errand& errand);

  postgres::Connection db_;
  const Clock& clock_;
  const std::vector<Errands> kinds_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool wake_ = false;
};

}  // namespace parley::service
