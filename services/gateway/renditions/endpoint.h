#pragma once

#include "libs/blob/store.h"
#include "services/gateway/file_threads.h"
#include "services/gateway/visit.h"

namespace parley::gateway::renditions {

// Files of videos, to whom the exchange lets see them: each request asks it anew, so that a withdrawal counts at once.
class Renditions {
 public:
  Renditions(blob::Store& blobs, FileThreads& files) : blobs_(blobs), files_(files) {}
  http::Task<void> Get(const Visit& visit);

 private:
  http::Task<bool> SendBytes(http::Turn& turn, blob::Reader& reader, int64_t offset, int64_t length);

  blob::Store& blobs_;
  FileThreads& files_;
};

}  // namespace parley::gateway::renditions
