#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace parley::rpc {

// A fixed number of threads and a bounded queue before them. Thread-safe.
class WorkerPool {
 public:
  // A job learns which worker runs it, from 0; it must not throw.
  using Job = std::function<void(int worker)>;

  WorkerPool(int workers, int queue_limit);
  // As Stop.
  ~WorkerPool();

  // False, without keeping the job, when the queue is full or the pool is stopping.
  bool Post(Job job);
  // How many jobs wait for a worker.
  int waiting() const;
  // Takes no more jobs, runs those it has, and ends the threads.
  void Stop();

 private:
  void Work(int worker);

  const size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace parley::rpc
