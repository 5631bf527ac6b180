#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <functional>
#include <optional>
#include <string>

#include "google/protobuf/message.h"
#include "services/gateway/http/task.h"

namespace parley::gateway::backends {

// The messages of a call whose answer is a stream, awaited one at a time on an io thread. Start, then Read until it says false, then End;
// only after End may it, the context and the request go.
class Incoming final : public grpc::ClientBidiReactor<google::protobuf::Message, google::protobuf::Message> {
 public:
  using Stub = grpc::TemplatedGenericStub<google::protobuf::Message, google::protobuf::Message>;

  explicit Incoming(http::Executor executor) : executor_(std::move(executor)) {}

  void Start(Stub& stub, grpc::ClientContext& context, const std::string& method, const google::protobuf::Message& request);
  // The next message; false when there is none any more.
  http::Task<bool> Read(google::protobuf::Message& message);
  http::Task<grpc::Status> End();

 private:
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

  http::Executor executor_;
  std::function<void(bool)> read_;  // goes on after the read under way
  std::function<void(grpc::Status)> end_;
};

}  // namespace parley::gateway::backends
