#pragma once

#include <stop_token>

#include "libs/postgres/connection.h"
#include "libs/rpc/client.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/moderation/store/hold_orders.h"

namespace parley::moderation {

// Takes QUEUED hold orders to the exchange, each until the exchange has it. The order's id is the request_id, so that a repeat after a lost
// answer does nothing twice. Any number of processes may run one.
class HoldSender {
 public:
  HoldSender(postgres::Connection::Options database, const Clock& clock, rpc::Client& exchange);

  // Takes up what is due now and answers how many orders that were; zero when nothing is due. Throws what the database throws.
  int SendDue(const std::stop_token& stop);
  // SendDue again and again, woken by Wake, until stopped. For one thread.
  void Run(const std::stop_token& stop);
  void Wake() { pause_.Wake(); }

 private:
  absl::Status Call(const store::HoldOrder& order);
  void Send(const store::HoldOrder& order);

  postgres::Connection db_;
  const Clock& clock_;
  rpc::Client& exchange_;
  Pause pause_;
};

}  // namespace parley::moderation
