#include "libs/rpc/worker_pool.h"

#include <utility>

namespace parley::rpc {

WorkerPool::WorkerPool(int workers, int queue_limit) : queue_limit_(static_cast<size_t>(queue_limit)) {
  for (int worker = 0; worker < workers; ++worker) threads_.emplace_back([this, worker] { Work(worker); });
}

WorkerPool::~WorkerPool() { Stop(); }

bool WorkerPool::Post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

int WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(queue_.size());
}

void WorkerPool::Stop() {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    threads.swap(threads_);
  }
  changed_.notify_all();
  for (auto& thread : threads) thread.join();
}

void WorkerPool::Work(int worker) {
  while (true) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    job(worker);
  }
}

}  // namespace parley::rpc
