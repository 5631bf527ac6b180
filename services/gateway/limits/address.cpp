#include "services/gateway/limits/address.h"

#include <algorithm>
#include <optional>

#include "services/gateway/http/request.h"

namespace parley::gateway::limits {
namespace {

namespace ip = boost::asio::ip;

// One address has one form: IPv4 is not hidden in IPv6.
Address Plain(const Address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

// Some proxies add the port: "192.0.2.1:4711", "[2001:db8::1]:4711".
std::string_view WithoutPort(std::string_view text) {
  if (!text.empty() && text.front() == '[') return text.substr(1, std::min(text.find(']'), text.size()) - 1);
  const size_t colon = text.find(':');
  return colon != std::string_view::npos && colon == text.rfind(':') ? text.substr(0, colon) : text;
}

std::optional<Address> Read(std::string_view text) {
  boost::system::error_code error;
  const Address address = ip::make_address(std::string(WithoutPort(http::Trim(text))), error);
  if (error) return std::nullopt;
  return Plain(address);
}

uint64_t Number(const unsigned char* bytes, size_t count) {
  uint64_t number = 0;
  for (size_t i = 0; i < count; ++i) number = number << 8 | bytes[i];
  return number;
}

}  // namespace

Subject SubjectOf(const Address& address) {
  const Address plain = Plain(address);
  if (plain.is_v6()) return {.high = Number(plain.to_v6().to_bytes().data(), 8), .low = 6};
  return {.high = plain.to_v4().to_uint(), .low = 4};
}

Address AddressOfPeer(const std::string& peer) {
  std::string_view text = peer;
  const bool is_v6 = text.substr(0, 5) == "ipv6:";
  if (!is_v6 && text.substr(0, 5) != "ipv4:") return {};
  text = text.substr(5, text.rfind(':') - 5);
  if (is_v6 && text.substr(0, 3) == "%5B") text = text.substr(3, text.rfind("%5D") - 3);
  // A link-local address has its interface behind it.
  boost::system::error_code error;
  const Address address = ip::make_address(std::string(text.substr(0, text.find('%'))), error);
  return error ? Address() : Plain(address);
}

absl::StatusOr<Proxies> Proxies::Parse(std::string_view networks) {
  Proxies proxies;
  if (networks == "none") return proxies;
  while (!networks.empty()) {
    const size_t end = std::min(networks.find(','), networks.size());
    const std::string text(http::Trim(networks.substr(0, end)));
    networks.remove_prefix(std::min(end + 1, networks.size()));
    boost::system::error_code error;
    if (const auto v4 = ip::make_network_v4(text, error); !error) {
      proxies.v4_.push_back(v4.canonical());
    } else if (const auto v6 = ip::make_network_v6(text, error); !error) {
      proxies.v6_.push_back(v6.canonical());
    } else {
      return absl::InvalidArgumentError("must be networks such as 127.0.0.0/8,::1/128, or none, but one is \"" + text + "\"");
    }
  }
  return proxies;
}

bool Proxies::Trust(const Address& address) const {
  const Address plain = Plain(address);
  if (plain.is_v4()) {
    return std::any_of(v4_.begin(), v4_.end(), [&](const ip::network_v4& network) {
      return (plain.to_v4().to_uint() & network.netmask().to_uint()) == network.network().to_uint();
    });
  }
  return std::any_of(v6_.begin(), v6_.end(), [&](const ip::network_v6& network) {
    return ip::network_v6(plain.to_v6(), network.prefix_length()).canonical() == network;
  });
}

Address Proxies::ClientOf(const Address& peer, const std::vector<std::string_view>& lines) const {
  Address client = Plain(peer);
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    for (std::string_view rest = *line; !rest.empty();) {
      if (!Trust(client)) return client;
      const size_t comma = rest.rfind(',');
      const auto said = Read(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
      if (!said) return client;
      client = *said;
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
    }
  }
  return client;
}

}  // namespace parley::gateway::limits
