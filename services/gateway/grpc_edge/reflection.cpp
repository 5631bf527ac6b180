#include "services/gateway/grpc_edge/reflection.h"

#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

namespace parley::gateway::grpc_edge {

void Reflection::OnReadDone(bool more) {
  if (!more) return Close(grpc::Status::OK);
  grpc::reflection::v1::ServerReflectionRequest request;
  grpc::ProtoBufferReader reader(&request_);
  if (!request.ParseFromZeroCopyStream(&reader)) return Close({grpc::StatusCode::INVALID_ARGUMENT, "this is no ServerReflectionRequest"});
  const grpc::Slice answer(contracts_.Answer(request).SerializeAsString());
  response_ = grpc::ByteBuffer(&answer, 1);
  StartWrite(&response_);
}

void Reflection::OnWriteDone(bool more) {
  if (!more) return Close(grpc::Status::CANCELLED);
  request_.Clear();
  StartRead(&request_);
}

void Reflection::Close(const grpc::Status& status) {
  code_ = status.error_code();
  Finish(status);
}

void Reflection::OnDone() {
  end_(code_);
  delete this;
}

}  // namespace parley::gateway::grpc_edge
