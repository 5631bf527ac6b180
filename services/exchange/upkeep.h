#pragma once

#include <memory>
#include <stop_token>

#include "libs/blob/store.h"
#include "libs/postgres/connection.h"
#include "libs/time/clock.h"
#include "libs/time/pause.h"
#include "services/exchange/owners.h"

namespace parley::exchange {

// What has to be done without being asked: uploads given up, objects nobody needs, names that changed. Any number of processes may do it.
class Upkeep {
 public:
  Upkeep(postgres::Connection::Options database, const Clock& clock, Owners& owners, std::unique_ptr<blob::Store> blobs);

  // Each does what there is to do now.
  void GiveUpIdleUploads();
  void RemoveObjects();
  void RefreshNames();

  // Does all of them, a second apart or when woken, until stopped. For one thread.
  void Run(const std::stop_token& stop);
  void Wake() { pause_.Wake(); }

 private:
  postgres::Connection db_;
  const Clock& clock_;
  Owners& owners_;
  std::unique_ptr<blob::Store> blobs_;
  Pause pause_;
};

}  // namespace parley::exchange
