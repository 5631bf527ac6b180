#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "tests/service/gateway/house.h"

// A partner's program at the gRPC edge.
namespace parley::gateway {

// For a House that is to have an edge.
void WithEdge(Settings& settings);

// It trusts the CA and has no certificate.
std::shared_ptr<grpc::Channel> Connect(House& house);

// Calls a method by its path with empty bytes.
absl::Status CallByName(const std::shared_ptr<grpc::Channel>& channel, const std::string& path);

}  // namespace parley::gateway
