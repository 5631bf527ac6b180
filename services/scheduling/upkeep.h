#pragma once

#include <functional>
#include <stop_token>

#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/scheduling/owners.h"

namespace parley::scheduling {

// What has to be done without being asked: profiles to be asked for, seats to be looked for, meetings that are over. Any number of
// processes may do it.
class Upkeep {
 public:
  Upkeep(postgres::Connection::Options database, const Clock& clock, Owners& owners, std::function<void()> wake_relay);

  // Each does what there is to do now.
  void RefreshProfiles();
  void SeatLatecomers();
  void EndMeetings();

  // Does all of them, half a second apart or when woken, until stopped. For one thread.
  void Run(const std::stop_token& stop);
  void Wake() { pause_.Wake(); }

 private:
  postgres::Connection db_;
  const Clock& clock_;
  Owners& owners_;
  std::function<void()> wake_relay_;
  Pause pause_;
};

}  // namespace parley::scheduling
