#pragma once

#include <memory>

namespace grpc {
class Service;
}
namespace parley::rpc {
class Server;
}

namespace parley::service {

// The rpc face of a service's outbox: parley.events.v1.EventLogService, added to `server`, which must outlive it.
std::unique_ptr<grpc::Service> HostEventLog(rpc::Server& server);

}  // namespace parley::service
