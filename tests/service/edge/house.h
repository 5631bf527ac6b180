#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "services/gateway/gateway.h"
#include "tests/service/catalog/house.h"
#include "tests/support/temporary_folder.h"

namespace parley::edge {

// The gateway's gRPC edge in front of the catalog, both whole and real.
class House {
 public:
  House();

  catalog::House& catalog() { return catalog_; }
  std::string address() const { return "localhost:" + std::to_string(gateway_->grpc_port()); }
  // As a partner's program connects: it trusts the CA and has no certificate.
  std::shared_ptr<grpc::Channel> Connect() const;
  // A token of an API client of `partner_id` with every scope there is.
  std::string Client(const PartnerId& partner_id);

 private:
  catalog::House catalog_;
  test::TemporaryFolder blobs_;
  std::unique_ptr<gateway::Gateway> gateway_;
};

}  // namespace parley::edge
