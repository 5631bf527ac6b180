// The limit of our gRPC: a callback server that answers the feed from memory, without TLS, token, rules or workers.
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <cstdio>

#include "parley/exchange/v1/exchange_service.grpc.pb.h"
#include "tests/bench/feed/feed.h"

namespace {

namespace v1 = parley::exchange::v1;

class Echo final : public v1::ExchangeService::CallbackService {
  grpc::ServerUnaryReactor* ListVideos(grpc::CallbackServerContext* context, const v1::ListVideosRequest*,
                                       v1::ListVideosResponse* response) override {
    *response = feed_;
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  const v1::ListVideosResponse feed_ = parley::bench::Feed();
};

}  // namespace

int main() {
  Echo echo;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&echo);
  const auto server = builder.BuildAndStart();
  if (!server) return 1;
  std::printf("ready %d\n", port);
  std::fflush(stdout);
  server->Wait();
}
