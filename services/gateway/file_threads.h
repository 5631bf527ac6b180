#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "services/gateway/http/task.h"

namespace parley::gateway {

// A few threads for what waits on disks, so that an io thread never does.
class FileThreads {
 public:
  explicit FileThreads(int count) : pool_(static_cast<size_t>(count)) {}
  ~FileThreads() { pool_.join(); }

  // Runs `work` on one of them and comes back to the io thread with its result.
  template <class Result>
  http::Task<Result> Run(std::function<Result()> work) {
    std::optional<Result> result;
    co_await boost::asio::async_initiate<const http::Await, void()>(
        [&](auto handler) {
          auto executor = boost::asio::get_associated_executor(handler);
          auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          boost::asio::post(pool_, [&result, &work, executor, shared] {
            result.emplace(work());
            boost::asio::post(executor, [shared] { (*shared)(); });
          });
        },
        http::kAwait);
    co_return *std::move(result);
  }

 private:
  boost::asio::thread_pool pool_;
};

}  // namespace parley::gateway
