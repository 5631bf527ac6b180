#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

// Coroutines of the gateway. Each runs on one io thread and never leaves it; what blocks goes to the file threads and comes back.
namespace parley::gateway::http {

using Executor = boost::asio::io_context::executor_type;

template <class T>
using Task = boost::asio::awaitable<T, Executor>;

using Await = boost::asio::use_awaitable_t<Executor>;
// Never `while (co_await …)` or `if (co_await …)`: GCC 12 may lay out the frame wrongly. Put the result in a variable first.
inline constexpr Await kAwait{};
// Errors as values: a lost connection is an ordinary outcome here.
inline constexpr boost::asio::as_tuple_t<Await> kAwaitTuple{kAwait};

}  // namespace parley::gateway::http
