#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace parley::rpc {

// A fixed number of threads and a bounded queue of items before them. Items that wait at the same time and are of one kind may be served
// together: a worker takes its fair share of them, so that none waits while another worker is free. Thread-safe.
template <class Item>
class WorkerPool {
 public:
  // Serves one item or several of a kind, by a worker from 0; must not throw.
  using Serve = std::function<void(int worker, std::vector<Item> items)>;
  // Whether `other` may be served together with `first`.
  using Together = std::function<bool(const Item& first, const Item& other)>;

  WorkerPool(int workers, int queue_limit, Serve serve, Together together = nullptr)
      : workers_(static_cast<size_t>(workers)),
        queue_limit_(static_cast<size_t>(queue_limit)),
        serve_(std::move(serve)),
        together_(std::move(together)) {
    for (int worker = 0; worker < workers; ++worker) threads_.emplace_back([this, worker] { Work(worker); });
  }
  // As Stop.
  ~WorkerPool() { Stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False, leaving the item, when the queue is full or the pool is stopping.
  bool Post(Item& item) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || queue_.size() >= queue_limit_) return false;
      queue_.push_back(std::move(item));
    }
    changed_.notify_one();
    return true;
  }

  // How many items wait for a worker.
  int waiting() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(queue_.size());
  }

  // Takes no more items, serves those it has, and ends the threads.
  void Stop() {
    std::vector<std::thread> threads;
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
      threads.swap(threads_);
    }
    changed_.notify_all();
    for (auto& thread : threads) thread.join();
  }

 private:
  // More would only keep the first waiting.
  static constexpr size_t kMostTogether = 32;

  void Work(int worker) {
    for (std::vector<Item> items = Take(); !items.empty(); items = Take()) serve_(worker, std::move(items));
  }

  // Waits; empty when there is no more to come.
  std::vector<Item> Take() {
    std::vector<Item> taken;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return taken;
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (together_) TakeAlike(taken);
    return taken;
  }

  void TakeAlike(std::vector<Item>& taken) {
    const auto alike = [&](const Item& other) { return together_(taken.front(), other); };
    const auto others = static_cast<size_t>(std::count_if(queue_.begin(), queue_.end(), alike));
    const size_t share = std::min(kMostTogether, (others + workers_) / workers_);  // of them and the first, rounded up
    std::vector<Item> more;
    for (auto place = queue_.begin(); place != queue_.end() && taken.size() + more.size() < share;) {
      if (!alike(*place)) {
        ++place;
        continue;
      }
      more.push_back(std::move(*place));
      place = queue_.erase(place);
    }
    std::move(more.begin(), more.end(), std::back_inserter(taken));
  }

  const size_t workers_;
  const size_t queue_limit_;
  const Serve serve_;
  const Together together_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace parley::rpc
