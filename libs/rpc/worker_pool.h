#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace parley::rpc {

// A fixed number of threads and a bounded queue of items before them. Items of one kind that wait at the same time are served together, and
// while some of a kind are out the others of it wait, so that they become many. Thread-safe.
template <class Item>
class WorkerPool {
 public:
  // The same for items of one kind; nullptr: served alone.
  using Kind = const void*;
  // Serves one item, or several of a kind, by a worker from 0; must not throw. Those of a kind are out until it calls Release.
  using Serve = std::function<void(int worker, std::vector<Item> items)>;

  WorkerPool(int workers, int queue_limit, Serve serve) : queue_limit_(static_cast<size_t>(queue_limit)), serve_(std::move(serve)) {
    for (int worker = 0; worker < workers; ++worker) threads_.emplace_back([this, worker] { Work(worker); });
  }
  // As Stop.
  ~WorkerPool() { Stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False, leaving the item, when the queue is full or the pool is stopping.
  bool Post(Item& item, Kind kind = nullptr) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || waiting_ >= queue_limit_) return false;
      ++waiting_;
      const auto last = last_.find(kind);
      if (last != last_.end() && last->second->items.size() < kMostTogether) {
        last->second->items.push_back(std::move(item));
        return true;
      }
      Batch& batch = queue_.emplace_back(Batch{kind, {}});
      batch.items.push_back(std::move(item));
      if (kind != nullptr) last_[kind] = &batch;
    }
    changed_.notify_one();
    return true;
  }

  // Puts items back that Serve was given: each is served alone, before those that were not taken yet.
  void PutBack(std::vector<Item> items) {
    {
      const std::lock_guard lock(mutex_);
      waiting_ += items.size();
      for (auto item = items.rbegin(); item != items.rend(); ++item) {
        queue_.emplace_front(Batch{nullptr, {}}).items.push_back(std::move(*item));
      }
    }
    for (size_t i = 0; i < items.size(); ++i) changed_.notify_one();
  }

  // The items of a kind are not out any more: the next of it may be taken.
  void Release(Kind kind) {
    {
      const std::lock_guard lock(mutex_);
      out_.erase(kind);
      if (!last_.contains(kind)) return;  // none waits
    }
    changed_.notify_one();
  }

  // How many items wait for a worker.
  int waiting() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(waiting_);
  }

  // How many workers serve some.
  int busy() const { return busy_; }

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

  // What a worker takes at a time.
  struct Batch {
    Kind kind;
    std::vector<Item> items;
  };

  void Work(int worker) {
    for (std::vector<Item> items = Take(); !items.empty(); items = Take()) {
      ++busy_;
      serve_(worker, std::move(items));
      --busy_;
    }
  }

  // Waits; empty when there is no more to come.
  std::vector<Item> Take() {
    std::unique_lock lock(mutex_);
    auto next = queue_.end();
    changed_.wait(lock, [&] {
      next = std::find_if(queue_.begin(), queue_.end(), [this](const Batch& batch) { return !out_.contains(batch.kind); });
      return next != queue_.end() || (stopping_ && queue_.empty());
    });
    if (next == queue_.end()) return {};
    std::vector<Item> taken = std::move(next->items);
    waiting_ -= taken.size();
    if (next->kind != nullptr) {
      out_.insert(next->kind);
      const auto last = last_.find(next->kind);
      if (last != last_.end() && last->second == &*next) last_.erase(last);
    }
    queue_.erase(next);
    if (stopping_ && queue_.empty()) changed_.notify_all();
    return taken;
  }

  const size_t queue_limit_;
  const Serve serve_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Batch> queue_;
  std::unordered_map<Kind, Batch*> last_;  // the last batch of a kind in the queue, which others of it may join
  std::unordered_set<Kind> out_;           // kinds of which a batch is out
  size_t waiting_ = 0;                     // items in the queue
  std::atomic<int> busy_{0};
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace parley::rpc
