#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <fstream>
#include <iterator>

#include "catch2/catch.hpp"
#include "libs/errors/error.h"
#include "libs/rpc/status.h"
#include "tests/service/gateway/house.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"

// How often one may ask, at both doors.
namespace parley::gateway {
namespace {

using test::Eventually;
using test::HasReason;

// A few of each.
void Strict(Settings& settings) {
  settings.limits.quotas = {.address = {5, absl::Minutes(5)},
                            .user = {4, absl::Minutes(4)},
                            .media = {6, absl::Minutes(6)},
                            .client = {3, absl::Minutes(3)},
                            .rationed = {2, absl::Minutes(2)}};
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Until a 429: how many were answered otherwise.
int AskAll(const House& house, const std::string& target, const std::vector<std::string>& headers = {}) {
  int count = 0;
  while (house.Ask("GET", target, headers).status != 429) ++count;
  return count;
}

std::vector<std::string> BearerOfUser(House& house, const UserId& user) {
  return {"Authorization: Bearer " + house.identity.tokens.Bearer(user, {}, house.clock().Now())};
}

// Waits until the gateway has identity's keys, and makes it as if nobody had asked yet.
void AwaitKeys(House& house) {
  // Another each time: the keys may come while one asks.
  const auto ask_all = [&] { return AskAll(house, "/v1/videos/v/renditions/x", BearerOfUser(house, UserId::New(house.clock().Now()))); };
  REQUIRE(Eventually([&] { return ask_all() == 6; }));
  house.clock().Advance(absl::Hours(1));
}

TEST_CASE("who asks too often is told when to come back, and is let in then") {
  House house(Strict);
  CHECK(AskAll(house, "/v1/runs/a") == 5);
  const Answer refused = house.Ask("GET", "/v1/nowhere");
  CHECK(refused.status == 429);
  CHECK(refused.Header("content-type") == "application/problem+json");
  CHECK(refused.Has(R"("reason":"RATE_LIMITED")"));
  CHECK(refused.Has(R"("code":"RESOURCE_EXHAUSTED")"));
  CHECK(refused.Header("retry-after") == "60");
  CHECK(refused.Header("ratelimit") == R"("address";r=0;t=60)");
  CHECK(refused.Header("ratelimit-policy") == R"("address";q=5;w=300)");
  house.clock().Advance(absl::Seconds(59));
  CHECK(house.Ask("GET", "/v1/runs/a").Header("retry-after") == "1");
  house.clock().Advance(absl::Seconds(1));
  CHECK(house.Ask("GET", "/v1/runs/a").status == 200);
  CHECK(house.Ask("GET", "/v1/runs/a").status == 429);
  // What costs nothing is there for everybody, and so is the web app.
  CHECK(house.Ask("GET", "/healthz").status == 200);
  CHECK(house.Ask("GET", "/assets/app-1a2b.js").status == 200);
  CHECK(house.Ask("GET", "/openapi.json").status == 200);
}

TEST_CASE("a user who is signed in is counted apart from the address, by token or by cookie") {
  House house(Strict);
  AwaitKeys(house);
  CHECK(AskAll(house, "/v1/runs/a") == 5);
  const UserId user = UserId::New(house.clock().Now());
  const auto bearer = BearerOfUser(house, user);
  CHECK(house.Ask("GET", "/v1/runs/a", {"Cookie: parley_access=" + bearer[0].substr(22)}).status == 200);
  CHECK(AskAll(house, "/v1/runs/a", BearerOfUser(house, user)) == 3);
  CHECK(house.Ask("GET", "/v1/runs/a", bearer).Header("ratelimit") == R"("user";r=0;t=60)");
  // Players and uploads have a quota of their own.
  CHECK(AskAll(house, "/v1/videos/v/renditions/x", bearer) == 6);
  CHECK(AskAll(house, "/v1/runs/a", {"Authorization: Bearer invented"}) == 0);
}

TEST_CASE("sign-in and what else mails is rationed by address") {
  House house(Strict);
  const auto complete = [&] { return house.Ask("POST", "/v1/sessions", {"Content-Type: application/json"}, R"({"token":"t"})"); };
  CHECK(complete().status == 200);
  CHECK(complete().status == 200);
  CHECK(complete().Header("ratelimit") == R"("rationed";r=0;t=60)");
  CHECK(house.Ask("POST", "/v1/interests", {"Content-Type: application/json"}, "{}").status == 429);
  CHECK(house.Ask("GET", "/v1/runs/a").status == 200);
}

TEST_CASE("a connection goes on after a refusal, and a body that was not wanted ends it") {
  House house(Strict);
  AskAll(house, "/v1/runs/a");
  Client client(house.port());
  CHECK(client.Ask("GET", "/v1/runs/a").status == 429);
  CHECK(client.Ask("GET", "/healthz").status == 200);
  CHECK(client.Ask("POST", "/v1/runs", {"Content-Type: application/json"}, "{}").status == 429);
  CHECK(client.Ended());
}

TEST_CASE("X-Forwarded-For of somebody who is no proxy of ours changes nothing") {
  House house(Strict);
  CHECK(AskAll(house, "/v1/runs/a") == 5);
  for (const char* invented : {"203.0.113.1", "203.0.113.2, 127.0.0.1", "garbage"}) {
    CHECK(house.Ask("GET", "/v1/runs/a", {std::string("X-Forwarded-For: ") + invented}).status == 429);
  }
}

TEST_CASE("a trusted proxy says whose request it is, and what the client invented before it does not count") {
  House house([](Settings& settings) {
    Strict(settings);
    settings.limits.proxies = *limits::Proxies::Parse("127.0.0.0/8");
  });
  CHECK(AskAll(house, "/v1/runs/a", {"X-Forwarded-For: 203.0.113.1"}) == 5);
  CHECK(house.Ask("GET", "/v1/runs/a", {"X-Forwarded-For: 192.0.2.9, 203.0.113.1"}).status == 429);
  CHECK(house.Ask("GET", "/v1/runs/a", {"X-Forwarded-For: 203.0.113.1", "X-Forwarded-For: 127.0.0.1"}).status == 429);
  CHECK(house.Ask("GET", "/v1/runs/a", {"X-Forwarded-For: 203.0.113.2"}).status == 200);
}

TEST_CASE("a limit holds across gateways, alone without Redis, and together again when it is back") {
  test::RedisServer redis;
  const auto shared = [&](Settings& settings) {
    Strict(settings);
    settings.redis_url = redis.url();
    settings.limits.sharing.prefix = "shared:";
    settings.limits.sharing.pause = absl::Milliseconds(5);
  };
  House one(shared);
  House other(shared);
  const auto is_refused = [](const House& house) { return house.Ask("GET", "/v1/runs/a").status == 429; };
  const auto later = [&] {
    one.clock().Advance(absl::Hours(1));
    other.clock().Advance(absl::Hours(1));
  };
  // Whether Redis knows of so many requests of 127.0.0.1, each of which comes back in a minute.
  redis::Connection connection(redis.url());
  const auto has_redis = [&](int count) {
    const std::string until = connection.Command({"GET", "shared:address:000000007f0000010000000000000004"}).text;
    return until == std::to_string(absl::ToUnixMicros(one.clock().Now() + count * absl::Minutes(1)));
  };
  const auto hold_together = [&] {
    CHECK(AskAll(one, "/v1/runs/a") == 5);
    REQUIRE(Eventually([&] { return has_redis(5); }));
    REQUIRE_FALSE(is_refused(other));  // it has not heard of it yet
    REQUIRE(Eventually([&] { return has_redis(6); }));
    // One or two more while the answer is on its way; by itself it would let in four.
    CHECK(AskAll(other, "/v1/runs/a") <= 2);
  };

  hold_together();

  later();
  redis.Kill();
  CHECK(AskAll(one, "/v1/runs/a") == 5);
  CHECK(AskAll(other, "/v1/runs/a") == 5);
  CHECK(one.Ask("GET", "/healthz").status == 200);

  later();
  redis.Start();
  hold_together();
}

TEST_CASE("partners' calls are limited by address and by API client, with RetryInfo") {
  House house([](Settings& settings) {
    Strict(settings);
    settings.edge.listen = "127.0.0.1:0";
    settings.edge.certificate = test::Tls("edge").certificate;
    settings.edge.key = test::Tls("edge").key;
  });
  AwaitKeys(house);
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ReadFile(test::Tls("edge").ca);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  const auto channel =
      grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(house.gateway().grpc_port()), grpc::SslCredentials(options), arguments);
  const auto stub = catalog::v1::CatalogService::NewStub(channel);
  const auto get_run = [&](const std::string& token) {
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    context.AddMetadata("x-forwarded-for", "203.0.113.7");
    catalog::v1::GetRunRequest request;
    catalog::v1::Run run;
    request.set_run_id("a");
    return rpc::FromGrpcStatus(stub->GetRun(&context, request, &run));
  };
  const std::string token = house.identity.tokens.ClientBearer(PartnerId::New(house.clock().Now()), {"runs.write"}, house.clock().Now());
  for (int i = 0; i < 3; ++i) REQUIRE(get_run(token).ok());
  const absl::Status refused = get_run(token);
  CHECK(refused.code() == absl::StatusCode::kResourceExhausted);
  CHECK_THAT(refused, HasReason("RATE_LIMITED"));
  CHECK(errors::DetailsOf(refused).retry_after == absl::Seconds(60));
  CHECK(errors::DetailsOf(refused).metadata.at("limit") == "client");
  // Both doors count together.
  for (int i = 0; i < 5; ++i) REQUIRE(get_run("").ok());
  CHECK(errors::DetailsOf(get_run("")).metadata.at("limit") == "address");
  CHECK(house.Ask("GET", "/v1/runs/a").status == 429);
  house.clock().Advance(absl::Seconds(60));
  CHECK(get_run(token).ok());
}

TEST_CASE("refusals are counted by limit") {
  House house([](Settings& settings) {
    Strict(settings);
    settings.metrics_listen = "127.0.0.1:0";
  });
  AskAll(house, "/v1/runs/a");
  const Answer metrics = gateway::Ask(house.gateway().metrics_port(), "GET", "/metrics");
  CHECK(metrics.Has("parley_http_limited_total{limit=\"address\"} 1"));
  CHECK(metrics.Has("parley_http_limited_total{limit=\"rationed\"} 0"));
}

}  // namespace
}  // namespace parley::gateway
