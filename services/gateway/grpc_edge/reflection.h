#pragma once

#include <grpcpp/generic/async_generic_service.h>

#include <functional>

#include "services/gateway/grpc_edge/contracts.h"

namespace parley::gateway::grpc_edge {

// Paths under which tools ask for reflection; the messages of both versions are the same bytes.
inline constexpr const char* kReflectionPaths[] = {"/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                                                   "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"};

// A stream of questions about the contracts, each answered before the next is read. Deletes itself when it is over; `end` is called before.
class Reflection final : public grpc::ServerGenericBidiReactor {
 public:
  using End = std::function<void(grpc::StatusCode code)>;

  Reflection(const Contracts& contracts, End end) : contracts_(contracts), end_(std::move(end)) { StartRead(&request_); }

  void OnReadDone(bool more) override;
  void OnWriteDone(bool more) override;
  void OnDone() override;

 private:
  void Close(const grpc::Status& status);

  const Contracts& contracts_;
  const End end_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  grpc::StatusCode code_ = grpc::StatusCode::CANCELLED;  // until it is closed
};

}  // namespace parley::gateway::grpc_edge
