#pragma once

#include <functional>
#include <memory>
#include <string>

#include "libs/time/clock.h"
#include "services/gateway/gateway.h"
#include "tests/service/gateway/client.h"
#include "tests/service/gateway/services.h"
#include "tests/support/temporary_folder.h"

namespace parley::gateway {

// The whole gateway in this process, in front of services over mutual TLS, with the tests' Redis, a folder of blobs, and a web app.
class House {
 public:
  explicit House(const std::function<void(Settings&)>& change = [](Settings&) {});

  int port() const { return gateway_->port(); }
  Gateway& gateway() { return *gateway_; }
  FakeClock& clock() { return clock_; }
  Answer Ask(const std::string& method, const std::string& target, const std::vector<std::string>& headers = {},
             const std::string& body = {}) const {
    return gateway::Ask(port(), method, target, headers, body);
  }
  // A blob as it is on the disk; empty when there is none.
  std::string Blob(const std::string& key) const;
  void PutBlob(const std::string& key, const std::string& content) const;

  Catalog catalog;
  Identity identity;
  IdentityInternal identity_internal;
  Exchange exchange;
  ExchangeInternal exchange_internal;
  Notifications notifications;
  Host catalog_host{"catalog", {&catalog}};
  Host identity_host{"identity", {&identity, &identity_internal}};
  Host exchange_host{"exchange", {&exchange, &exchange_internal}};
  Host notifications_host{"notifications", {&notifications}};

 private:
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  test::TemporaryFolder blobs_;
  test::TemporaryFolder web_;
  std::unique_ptr<Gateway> gateway_;
};

}  // namespace parley::gateway
