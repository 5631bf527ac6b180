#pragma once

#include "libs/blob/store.h"
#include "libs/time/clock.h"
#include "services/gateway/file_threads.h"
#include "services/gateway/uploads/locks.h"
#include "services/gateway/visit.h"

namespace parley::gateway::uploads {

// Resumable uploads: bytes go from the socket to the blob through one buffer of kPieceBytes; where an upload stands is the exchange's to
// know.
//
// An offset is only ever told after its bytes are in the kernel; the last one after they are on the disk. Whatever ends a PATCH early (a
// lost connection, a newcomer, our own stopping), what was received is written and recorded, so that HEAD tells the truth.
class Uploads {
 public:
  Uploads(blob::Store& blobs, FileThreads& files, const Clock& clock) : blobs_(blobs), files_(files), clock_(clock) {}

  http::Task<void> Options(const Visit& visit);
  http::Task<void> Create(const Visit& visit);
  http::Task<void> Head(const Visit& visit);
  http::Task<void> Patch(const Visit& visit);
  // POST on an upload: only with X-HTTP-Method-Override: PATCH, for clients that can't send one.
  http::Task<void> Override(const Visit& visit);

 private:
  blob::Store& blobs_;
  FileThreads& files_;
  const Clock& clock_;
  Locks locks_;
};

}  // namespace parley::gateway::uploads
