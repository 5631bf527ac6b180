#include "services/gateway/http/port.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <sys/socket.h>

#include <limits>
#include <utility>

#include "absl/status/statusor.h"
#include "libs/log/log.h"

namespace parley::gateway::http {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::string_view kInherited = "fd:";
constexpr int kWaiting = 4096;

absl::StatusOr<tcp::endpoint> ParseAddress(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  const auto port = colon == std::string::npos ? std::nullopt : ParseCount(std::string_view(listen).substr(colon + 1));
  if (!port || *port > 65535) return absl::InvalidArgumentError("\"" + listen + "\" is not an address like 127.0.0.1:8080");
  std::string host = listen.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  error_code error;
  const auto address = boost::asio::ip::make_address(host, error);
  if (error) return absl::InvalidArgumentError("\"" + host + "\" is not an IP address");
  return tcp::endpoint(address, static_cast<uint16_t>(*port));
}

// The protocol of a listening TCP socket.
std::optional<tcp> ProtocolOf(int socket) {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  int listens = 0;
  socklen_t size = sizeof listens;
  if (::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0) return std::nullopt;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return std::nullopt;
  if (address.ss_family == AF_INET) return tcp::v4();
  if (address.ss_family == AF_INET6) return tcp::v6();
  return std::nullopt;
}

}  // namespace

absl::Status Port::Inherit(const std::string& listen, boost::asio::io_context& io) {
  const auto number = ParseCount(std::string_view(listen).substr(kInherited.size()));
  const int socket = number && *number <= std::numeric_limits<int>::max() ? static_cast<int>(*number) : -1;
  const auto protocol = ProtocolOf(socket);
  error_code error;
  acceptor_.emplace(io);
  if (protocol) acceptor_->assign(*protocol, socket, error);
  if (!protocol || error) return absl::InvalidArgumentError("\"" + listen + "\" is not a listening socket that was inherited");
  inherited_ = true;
  return absl::OkStatus();
}

absl::Status Port::Open(const std::string& listen, boost::asio::io_context& io) {
  error_code error;
  if (listen.starts_with(kInherited)) {
    absl::Status inherited = Inherit(listen, io);
    if (!inherited.ok()) return inherited;
  } else {
    const auto endpoint = ParseAddress(listen);
    if (!endpoint.ok()) return endpoint.status();
    acceptor_.emplace(io);
    acceptor_->open(endpoint->protocol(), error);
    if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(*endpoint, error);
    if (!error) acceptor_->listen(kWaiting, error);
  }
  if (error) return absl::UnavailableError("cannot listen on " + listen + ": " + error.message());
  ::fcntl(acceptor_->native_handle(), F_SETFD, FD_CLOEXEC);
  number_ = acceptor_->local_endpoint().port();
  return absl::OkStatus();
}

Task<Port::Arrival> Port::Accept(boost::asio::io_context& io) { co_return co_await acceptor_->async_accept(io, kAwaitTuple); }

void Port::TurnAway() {
  if (inherited_) return;
  // Drops SYN, as a lost packet is lost: it comes again a second later, and finds our successor. What else comes, of connections under way
  // or open (they inherit the filter), passes.
  sock_filter drop_syn[] = {
      BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),  // the flags of the TCP header
      BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x12), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x02, 0, 1), BPF_STMT(BPF_RET | BPF_K, 0),
      BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
  };
  const sock_fprog program{.len = std::size(drop_syn), .filter = drop_syn};
  if (::setsockopt(acceptor_->native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0)
    log::Warning("connections that come in this moment may be reset: the kernel takes no filter", {});
}

void Port::Close(boost::asio::io_context& io, const std::function<void(Socket)>& welcome) {
  error_code error;
  acceptor_->non_blocking(true, error);
  while (!inherited_ && !error) {
    Socket socket = acceptor_->accept(io, error);
    if (!error) welcome(std::move(socket));
  }
  acceptor_->close(error);
}

}  // namespace parley::gateway::http
