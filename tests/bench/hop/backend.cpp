// Two services of the house without a database: "exchange", whose ListVideos answers 20 videos from memory, or "identity", which tells the
// key that tokens are signed with. Everything else is as in production: mutual TLS, token check, access rules, deadline, metrics, bounded
// pool.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "libs/auth/token.h"
#include "libs/rpc/server.h"
#include "libs/time/clock.h"
#include "parley/exchange/v1/exchange_service.grpc.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "tests/bench/feed/feed.h"

namespace parley::bench {
namespace {

using exchange::v1::ListVideosRequest;
using exchange::v1::ListVideosResponse;

struct Deps {
  ListVideosResponse feed = Feed();
};

absl::Status ListVideos(Deps& deps, rpc::Call&, const ListVideosRequest&, ListVideosResponse& response) {
  response = deps.feed;
  return absl::OkStatus();
}

class Service final : public exchange::v1::ExchangeService::CallbackService {
 public:
  explicit Service(rpc::Server& server) : server_(server) {}
  grpc::ServerUnaryReactor* ListVideos(grpc::CallbackServerContext* context, const ListVideosRequest* request,
                                       ListVideosResponse* response) override {
    return rpc::Handle(server_, context, request, response, bench::ListVideos, deps_);
  }

 private:
  rpc::Server& server_;
  Deps deps_;
};

struct Keys {
  auth::PublicKey key;
};

absl::Status GetJwks(Keys& keys, rpc::Call&, const identity::v1::GetJwksRequest&, identity::v1::Jwks& response) {
  identity::v1::Jwk& out = *response.add_keys();
  out.set_kty("EC");
  out.set_crv("P-256");
  out.set_x(keys.key.x);
  out.set_y(keys.key.y);
  out.set_kid(keys.key.kid);
  return absl::OkStatus();
}

class Identity final : public identity::v1::IdentityService::CallbackService {
 public:
  Identity(rpc::Server& server, auth::PublicKey key) : server_(server), keys_{std::move(key)} {}
  grpc::ServerUnaryReactor* GetJwks(grpc::CallbackServerContext* context, const identity::v1::GetJwksRequest* request,
                                    identity::v1::Jwks* response) override {
    return rpc::Handle(server_, context, request, response, bench::GetJwks, keys_);
  }

 private:
  rpc::Server& server_;
  Keys keys_;
};

std::string Setting(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) {
    std::fprintf(stderr, "%s is not set; run tests/bench/run hop\n", name);
    std::exit(2);
  }
  return value;
}

std::string Content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

int Main() {
  auto issuer = auth::TokenIssuer::FromPem(Content(Setting("PARLEY_SIGNING_KEY_FILE")));
  if (!issuer.ok()) {
    std::fprintf(stderr, "%s\n", issuer.status().ToString().c_str());
    return 2;
  }
  auth::PublicKey key = (*issuer)->public_key();
  auto verifier = auth::TokenVerifier::Make([key]() -> absl::StatusOr<std::vector<auth::PublicKey>> { return std::vector{key}; });
  rpc::ServerOptions options;
  options.service = Setting("PARLEY_BENCH_SERVICE");
  options.metrics_listen = "127.0.0.1:0";
  options.tls = {Setting("PARLEY_TLS_CA"), Setting("PARLEY_TLS_CERTIFICATE"), Setting("PARLEY_TLS_KEY")};
  rpc::Server server(options, SystemClock(), *verifier);
  Service service(server);
  Identity identity(server, key);
  if (options.service == "identity") {
    server.Add(&identity, identity::v1::Jwks::descriptor()->file()->FindServiceByName("IdentityService"));
  } else {
    server.Add(&service, ListVideosRequest::descriptor()->file()->FindServiceByName("ExchangeService"));
  }
  if (absl::Status started = server.Start(); !started.ok()) {
    std::fprintf(stderr, "%s\n", started.ToString().c_str());
    return 2;
  }
  const absl::Time now = SystemClock().Now();
  const std::string token = (*issuer)->Issue({UserId::New(now), SessionId::New(now), {}, now + absl::Hours(2)}, now);
  std::printf("ready %d\ntoken %s\n", server.port(), token.c_str());
  std::fflush(stdout);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  int signal = 0;
  sigwait(&set, &signal);
  server.Stop(absl::Seconds(1));
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return parley::bench::Main();
}
