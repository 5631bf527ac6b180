#include "services/gateway/limits/address.h"

#include "catch2/catch.hpp"

namespace parley::gateway::limits {
namespace {

Address Of(const char* text) { return boost::asio::ip::make_address(text); }

TEST_CASE("one line has one subject") {
  CHECK(SubjectOf(Of("192.0.2.1")) == SubjectOf(Of("::ffff:192.0.2.1")));
  CHECK_FALSE(SubjectOf(Of("192.0.2.1")) == SubjectOf(Of("192.0.2.2")));
  CHECK(SubjectOf(Of("2001:db8:1:2::1")) == SubjectOf(Of("2001:db8:1:2:ffff::9")));
  CHECK_FALSE(SubjectOf(Of("2001:db8:1:2::1")) == SubjectOf(Of("2001:db8:1:3::1")));
  CHECK_FALSE(SubjectOf(Of("0.0.0.0")) == SubjectOf(Of("::")));
}

TEST_CASE("a user's subject is all of the id") {
  CHECK(SubjectOf("0193a000-0000-7000-8000-00000000bbbb") == Subject{0x0193a00000007000, 0x800000000000bbbb});
  CHECK(TextOf({Limit::kClient, SubjectOf("0193a000-0000-7000-8000-00000000bbbb")}) == "client:0193a00000007000800000000000bbbb");
}

TEST_CASE("gRPC's words for a peer are understood") {
  CHECK(AddressOfPeer("ipv4:192.0.2.1:4711") == Of("192.0.2.1"));
  CHECK(AddressOfPeer("ipv6:%5B2001:db8::1%5D:4711") == Of("2001:db8::1"));
  CHECK(AddressOfPeer("ipv6:%5B::ffff:192.0.2.1%5D:4711") == Of("192.0.2.1"));
  CHECK(AddressOfPeer("ipv6:%5Bfe80::1%25eth0%5D:1") == Of("fe80::1"));
  for (const char* none : {"", "unix:/run/x", "ipv4:", "ipv6:", "ipv4:x:1", "ipv6:%5B%5D:1"}) CHECK(AddressOfPeer(none) == Of("0.0.0.0"));
}

TEST_CASE("trusted proxies are networks") {
  const auto proxies = Proxies::Parse("10.0.0.0/8, 192.0.2.7/32,2001:db8::/32");
  REQUIRE(proxies.ok());
  for (const char* trusted : {"10.1.2.3", "192.0.2.7", "::ffff:10.0.0.1", "2001:db8:9::1"}) CHECK(proxies->Trust(Of(trusted)));
  for (const char* other : {"11.0.0.1", "192.0.2.8", "2001:db9::1", "::1"}) CHECK_FALSE(proxies->Trust(Of(other)));
  CHECK_FALSE(Proxies::Parse("none")->Trust(Of("127.0.0.1")));
  CHECK(Proxies::Parse("0.0.0.0/0")->Trust(Of("198.51.100.1")));
  for (const char* wrong : {"127.0.0.1", "caddy", "10.0.0.0/33", "10.0.0.0/8,,", "10.0.0.0/8;1.1.1.1/32"})
    CHECK_FALSE(Proxies::Parse(wrong).ok());
}

TEST_CASE("of X-Forwarded-For only what trusted proxies said counts") {
  const auto proxies = *Proxies::Parse("10.0.0.0/8");
  const auto client = [&](const char* peer, const std::vector<std::string_view>& lines) { return proxies.ClientOf(Of(peer), lines); };
  CHECK(client("198.51.100.1", {"203.0.113.5"}) == Of("198.51.100.1"));  // said by nobody we know
  CHECK(client("10.0.0.1", {}) == Of("10.0.0.1"));
  CHECK(client("10.0.0.1", {"203.0.113.5"}) == Of("203.0.113.5"));
  CHECK(client("10.0.0.1", {"1.1.1.1, 203.0.113.5"}) == Of("203.0.113.5"));  // the client invented what is left of it
  CHECK(client("10.0.0.1", {"1.1.1.1, 203.0.113.5 , 10.0.0.2"}) == Of("203.0.113.5"));
  CHECK(client("10.0.0.1", {"1.1.1.1", "203.0.113.5", "10.0.0.2"}) == Of("203.0.113.5"));
  CHECK(client("10.0.0.1", {"10.0.0.3,10.0.0.2"}) == Of("10.0.0.3"));
  CHECK(client("10.0.0.1", {"203.0.113.5:4711"}) == Of("203.0.113.5"));
  CHECK(client("10.0.0.1", {"[2001:db8::1]:4711"}) == Of("2001:db8::1"));
  CHECK(client("10.0.0.1", {"2001:db8::1"}) == Of("2001:db8::1"));
  CHECK(client("10.0.0.1", {"203.0.113.5, unknown"}) == Of("10.0.0.1"));
  CHECK(client("10.0.0.1", {"203.0.113.5,"}) == Of("10.0.0.1"));
}

}  // namespace
}  // namespace parley::gateway::limits
