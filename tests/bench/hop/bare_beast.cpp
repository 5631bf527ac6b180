// The limit of our HTTP: Beast answering a fixed body of $BODY bytes, one thread, no routing.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <cstdlib>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

asio::awaitable<void> Answer(tcp::socket socket, const std::string& body) {
  boost::beast::flat_buffer buffer;
  try {
    for (;;) {
      http::request<http::empty_body> request;
      co_await http::async_read(socket, buffer, request, asio::use_awaitable);
      http::response<http::span_body<const char>> response{http::status::ok, 11};
      response.set(http::field::content_type, "application/json");
      response.body() = {body.data(), body.size()};
      response.prepare_payload();
      co_await http::async_write(socket, response, asio::use_awaitable);
    }
  } catch (const boost::system::system_error&) {
    // The client is done.
  }
}

asio::awaitable<void> Accept(tcp::acceptor acceptor, const std::string& body) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(acceptor.get_executor(), Answer(std::move(socket), body), asio::detached);
  }
}

}  // namespace

int main() {
  const char* size = std::getenv("BODY");
  const std::string body(size == nullptr ? 6300 : std::strtoul(size, nullptr, 10), 'x');
  asio::io_context context(1);
  tcp::acceptor acceptor(context, {asio::ip::make_address("127.0.0.1"), 0});
  std::printf("ready %d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::co_spawn(context, Accept(std::move(acceptor), body), asio::detached);
  context.run();
}
