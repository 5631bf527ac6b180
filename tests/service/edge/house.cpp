#include "tests/service/edge/house.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "libs/ids/id.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls.h"

namespace parley::edge {

House::House() {
  gateway::Settings settings;
  settings.http.threads = 1;
  settings.backends.tls = test::Tls("gateway");
  settings.backends.addresses = {{"catalog", catalog_.address()}};
  settings.edge.listen = "127.0.0.1:0";
  settings.edge.certificate = test::Tls("edge").certificate;
  settings.edge.key = test::Tls("edge").key;
  settings.blob_root = blobs_.path();
  settings.redis_url = test::SharedRedisUrl();
  settings.limits.sharing.prefix = "parley:{gateway}:test:" + NewUuid(absl::Now()) + ":";  // nobody else's
  settings.heartbeat = absl::Seconds(15);
  settings.drain = absl::Seconds(10);
  auto made = gateway::Gateway::Make(std::move(settings), catalog_.clock());
  if (!made.ok()) throw std::runtime_error(std::string(made.status().message()));
  gateway_ = *std::move(made);
  const absl::Status started = gateway_->Start();
  if (!started.ok()) throw std::runtime_error(std::string(started.message()));
}

std::shared_ptr<grpc::Channel> House::Connect() const {
  std::ifstream file(test::Tls("edge").ca);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = {std::istreambuf_iterator<char>(file), {}};
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // By number: what looks names up leaks a few bytes of each, which the sanitizers would report.
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(gateway_->grpc_port()), grpc::SslCredentials(options), arguments);
}

std::string House::Client(const PartnerId& partner_id) {
  const std::vector<std::string> scopes(std::begin(auth::kScopes), std::end(auth::kScopes));
  return catalog_.identity().tokens().ClientBearer(partner_id, scopes, catalog_.clock().Now());
}

}  // namespace parley::edge
