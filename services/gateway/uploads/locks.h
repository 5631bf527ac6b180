#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/time/time.h"
#include "services/gateway/http/task.h"

namespace parley::gateway::uploads {

// One request at a time an upload, in this process. Who comes later asks the one before to end: a phone that lost its network comes back
// long before its old connection is known to be dead. Thread-safe.
class Locks {
 public:
  // Held until destroyed.
  class Lock {
   public:
    Lock(Locks& locks, std::string id) : locks_(locks), id_(std::move(id)) {}
    ~Lock() { locks_.Release(id_); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

   private:
    Locks& locks_;
    std::string id_;
  };

  // Null when the holder did not end within `patience`. `end` is called, from any thread, when somebody else wants the lock.
  http::Task<std::unique_ptr<Lock>> Acquire(std::string id, std::function<void()> end, absl::Duration patience);

 private:
  friend class Lock;
  bool TryAcquire(const std::string& id, std::function<void()>& end);
  void Release(const std::string& id);

  std::mutex mutex_;
  std::map<std::string, std::function<void()>> holders_;
};

}  // namespace parley::gateway::uploads
