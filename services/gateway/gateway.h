#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/time/clock.h"
#include "services/gateway/settings.h"

namespace parley::gateway {

// The areas that have routes: whose services the gateway must reach.
absl::StatusOr<std::vector<std::string>> RoutedAreas();

// The whole gateway as an object, for main and for tests.
class Gateway {
 public:
  // INVALID_ARGUMENT for contracts, a web root, certificates or addresses that can't be served.
  static absl::StatusOr<std::unique_ptr<Gateway>> Make(Settings settings, const Clock& clock);
  ~Gateway();

  absl::Status Start();
  int port() const;
  // Where partners call by gRPC; 0 when nowhere.
  int grpc_port() const;
  // Where Prometheus reads; 0 when nowhere.
  int metrics_port() const;
  // Lets clients know for a moment, takes no more connections, lets requests end (uploads record what they have), then ends them.
  void Stop();

 private:
  Gateway();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace parley::gateway
