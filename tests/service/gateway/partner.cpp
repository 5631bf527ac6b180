#include "tests/service/gateway/partner.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/security/credentials.h>

#include <fstream>
#include <future>
#include <iterator>

#include "libs/rpc/status.h"
#include "tests/support/tls.h"

namespace parley::gateway {

void WithEdge(Settings& settings) {
  settings.edge.listen = "127.0.0.1:0";
  settings.edge.certificate = test::Tls("edge").certificate;
  settings.edge.key = test::Tls("edge").key;
}

std::shared_ptr<grpc::Channel> Connect(House& house) {
  std::ifstream file(test::Tls("edge").ca);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = {std::istreambuf_iterator<char>(file), {}};
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(house.gateway().grpc_port()), grpc::SslCredentials(options), arguments);
}

absl::Status CallByName(const std::shared_ptr<grpc::Channel>& channel, const std::string& path) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  const grpc::ByteBuffer request(nullptr, 0);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, path, {}, &request, &response, [&done](grpc::Status status) { done.set_value(std::move(status)); });
  return rpc::FromGrpcStatus(done.get_future().get());
}

}  // namespace parley::gateway
