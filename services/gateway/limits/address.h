#pragma once

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/gateway/limits/key.h"

namespace parley::gateway::limits {

using Address = boost::asio::ip::address;

// IPv4 as it is, IPv6 by its /64, which is what one line gets.
Subject SubjectOf(const Address& address);

// Of what gRPC calls a peer, "ipv4:192.0.2.1:4711" or "ipv6:%5B2001:db8::1%5D:4711"; 0.0.0.0 for what is none.
Address AddressOfPeer(const std::string& peer);

// The proxies that we believe when they say whom they speak for.
class Proxies {
 public:
  // "127.0.0.0/8,::1/128", or "none". INVALID_ARGUMENT says what it must be.
  static absl::StatusOr<Proxies> Parse(std::string_view networks);

  bool Trust(const Address& address) const;
  // Whose request `peer` brings: its own, unless it is trusted; then, of X-Forwarded-For (`lines` are its values in their order), the last
  // address that no trusted proxy has. What stands left of it anybody may have invented.
  Address ClientOf(const Address& peer, const std::vector<std::string_view>& lines) const;

 private:
  std::vector<boost::asio::ip::network_v4> v4_;
  std::vector<boost::asio::ip::network_v6> v6_;
};

}  // namespace parley::gateway::limits
