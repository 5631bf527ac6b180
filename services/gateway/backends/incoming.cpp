#include "services/gateway/backends/incoming.h"

#include <boost/asio/post.hpp>
#include <memory>
#include <utility>

namespace parley::gateway::backends {
namespace {

// What awaits, as a function that may be copied.
template <class Result, class Handler>
std::function<void(Result)> Resumption(Handler handler) {
  return [shared = std::make_shared<Handler>(std::move(handler))](Result result) { (*shared)(std::move(result)); };
}

}  // namespace

void Incoming::Start(Stub& stub, grpc::ClientContext& context, const std::string& method, const google::protobuf::Message& request) {
  stub.PrepareBidiStreamingCall(&context, method, {}, this);
  AddHold();  // reads begin outside of gRPC's callbacks
  StartWriteLast(&request, grpc::WriteOptions());
  StartCall();
}

http::Task<bool> Incoming::Read(google::protobuf::Message& message) {
  return boost::asio::async_initiate<const http::Await, void(bool)>(
      [this, &message](auto handler) {
        read_ = Resumption<bool>(std::move(handler));
        message.Clear();
        StartRead(&message);
      },
      http::kAwait);
}

http::Task<grpc::Status> Incoming::End() {
  return boost::asio::async_initiate<const http::Await, void(grpc::Status)>(
      [this](auto handler) {
        end_ = Resumption<grpc::Status>(std::move(handler));
        RemoveHold();
      },
      http::kAwait);
}

void Incoming::OnReadDone(bool ok) {
  boost::asio::post(executor_, [act = std::move(read_), ok] { act(ok); });
}

void Incoming::OnDone(const grpc::Status& status) {
  boost::asio::post(executor_, [act = std::move(end_), status] { act(status); });
}

}  // namespace parley::gateway::backends
