#include "libs/service/process.h"

#include <google/protobuf/descriptor.h>

#include <atomic>
#include <mutex>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/events/outbox.h"
#include "parley/catalog/v1/events.pb.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/identity/v1/identity_service.grpc.pb.h"
#include "parley/identity/v1/internal.grpc.pb.h"
#include "tests/support/database.h"
#include "tests/support/eventually.h"
#include "tests/support/redis_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/support/tokens.h"
#include "tests/unit/service/settings.h"

namespace parley::service {
namespace {

using test::HasReason;
using test::IsOk;

constexpr postgres::Migration kSteps[] = {{1, "applied", "CREATE TABLE applied (aggregate_id text PRIMARY KEY)"}};
constexpr postgres::MigrationSet kMigrations{"test", kSteps};
constexpr postgres::Statement kApply{"Apply", "INSERT INTO applied (aggregate_id) VALUES ($1) ON CONFLICT DO NOTHING"};
constexpr postgres::Statement kApplied{"Applied", "SELECT count(*) AS count FROM applied"};

std::unique_ptr<rpc::Client> Connect(const std::string& from, Process& to) {
  return std::make_unique<rpc::Client>(to.settings().name, "127.0.0.1:" + std::to_string(to.server().port()), test::Tls(from));
}

// Has what is followed compared all the time.
Settings Often(Settings settings) {
  settings.reconcile = absl::Milliseconds(20);
  return settings;
}

// A service in its own database.
struct Hosted {
  Hosted(const std::string& name, const test::RedisServer& redis, Authority keys = test::Tokens().FetchKeys())
      : database(name), process(Often(SettingsOf(name, database, redis.url())), SystemClock(), std::move(keys)) {}
  test::Database database;
  Process process;
};

void Publish(Hosted& service, const std::string& run_id) {
  postgres::Connection connection(service.database.options());
  auto transaction = connection.Begin();
  catalog::v1::RunOpened event;
  event.set_run_id(run_id);
  events::Publish(transaction, run_id, event, absl::Now());
  transaction.Commit();
  service.process.WakeRelay();
}

int Applied(const test::Database& database) {
  postgres::Connection connection(database.options());
  return connection.Execute(kApplied).front().Get<int>("count");
}

TEST_CASE("what one process publishes another applies, by Redis or without it") {
  test::RedisServer redis;
  Hosted catalog("catalog", redis);
  catalog.process.PublishEvents();
  REQUIRE_THAT(catalog.process.Start(kMigrations), IsOk());
  Hosted exchange("exchange", redis);
  const auto client = Connect("exchange", catalog.process);
  exchange.process.Follow({"catalog", {events::On<catalog::v1::RunOpened>([](auto& db, const auto& event, absl::Time) {
                             db.Execute(kApply, event.run_id());
                             return absl::OkStatus();
                           })}},
                          *client);
  REQUIRE_THAT(exchange.process.Start(kMigrations), IsOk());
  Publish(catalog, "r1");
  Publish(catalog, "r2");
  CHECK(test::Eventually([&] { return Applied(exchange.database) == 2; }));
  redis.Kill();
  Publish(catalog, "r3");
  CHECK(test::Eventually([&] { return Applied(exchange.database) == 3; }));
  redis.Start();
  Publish(catalog, "r4");
  CHECK(test::Eventually([&] { return Applied(exchange.database) == 4; }));
  postgres::Connection(exchange.database.options()).ExecuteScript("DELETE FROM applied WHERE aggregate_id IN ('r1', 'r4')");
  CHECK(test::Eventually([&] { return Applied(exchange.database) == 4; }));
  exchange.process.Stop();
}

TEST_CASE("the log of events is for services alone") {
  test::RedisServer redis;
  Hosted catalog("catalog", redis);
  catalog.process.PublishEvents();
  REQUIRE_THAT(catalog.process.Start(kMigrations), IsOk());
  Publish(catalog, "r1");
  events::v1::Head head;
  const auto client = Connect("exchange", catalog.process);
  const std::string method = "/parley.events.v1.EventLogService/GetHead";
  CHECK(test::Eventually(
      [&] { return client->Call(method, events::v1::GetHeadRequest(), head, absl::Seconds(5)).ok() && head.position() == 1; }));
  events::v1::ListEventsRequest request;
  request.set_page_size(1001);
  events::v1::ListEventsResponse response;
  CHECK_THAT(client->Call("/parley.events.v1.EventLogService/ListEvents", request, response, absl::Seconds(5)),
             test::NamesField("page_size"));
}

// Answers GetJwks with the keys of `tokens`, and GetMe with the caller's id.
class IdentityFace final : public identity::v1::IdentityService::CallbackService {
 public:
  IdentityFace(rpc::Server& server, const test::Tokens& tokens) : server_(server), tokens_(tokens) {}
  grpc::ServerUnaryReactor* GetJwks(grpc::CallbackServerContext* context, const identity::v1::GetJwksRequest* in,
                                    identity::v1::Jwks* out) override {
    return server_.Serve(context, in, out, [this](rpc::Call&, const auto&, google::protobuf::Message& response) {
      auto& key = *static_cast<identity::v1::Jwks&>(response).add_keys();
      const auto own = tokens_.issuer().public_key();
      key.set_kty("EC");
      key.set_crv("P-256");
      key.set_kid(own.kid);
      key.set_x(own.x);
      key.set_y(own.y);
      return absl::OkStatus();
    });
  }
  grpc::ServerUnaryReactor* GetMe(grpc::CallbackServerContext* context, const identity::v1::GetMeRequest* in,
                                  identity::v1::User* out) override {
    return server_.Serve(context, in, out, [](rpc::Call& call, const auto&, google::protobuf::Message& response) {
      static_cast<identity::v1::User&>(response).set_user_id(call.user_id().text());
      return absl::OkStatus();
    });
  }

 private:
  rpc::Server& server_;
  const test::Tokens& tokens_;
};

// Answers ListRevocations: none.
class InternalFace final : public identity::v1::IdentityInternalService::CallbackService {
 public:
  explicit InternalFace(rpc::Server& server) : server_(server) {}
  grpc::ServerUnaryReactor* ListRevocations(grpc::CallbackServerContext* context, const identity::v1::ListRevocationsRequest* in,
                                            identity::v1::ListRevocationsResponse* out) override {
    return server_.Serve(context, in, out, [](rpc::Call&, const auto&, google::protobuf::Message&) { return absl::OkStatus(); });
  }

 private:
  rpc::Server& server_;
};

template <class Service, class Face, class... Given>
void Host(Process& process, const Given&... given) {
  auto face = std::make_shared<Face>(process.server(), given...);
  process.Keep(face);
  process.server().Add(face.get(), google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(Service::service_full_name()));
}

TEST_CASE("a service verifies users' tokens with the keys that identity tells") {
  test::RedisServer redis;
  const test::Tokens tokens;
  Hosted identity("identity", redis, tokens.FetchKeys());
  Host<identity::v1::IdentityService, IdentityFace>(identity.process, tokens);
  Host<identity::v1::IdentityInternalService, InternalFace>(identity.process);
  REQUIRE_THAT(identity.process.Start(kMigrations), IsOk());
  const auto to_identity = Connect("exchange", identity.process);
  Hosted exchange("exchange", redis, FetchKeysFrom(*to_identity));
  Host<identity::v1::IdentityService, IdentityFace>(exchange.process, tokens);
  REQUIRE_THAT(exchange.process.Start(kMigrations), IsOk());

  const UserId user_id = UserId::New(absl::Now());
  const auto client = Connect("gateway", exchange.process);
  identity::v1::User user;
  const std::string method = "/parley.identity.v1.IdentityService/GetMe";
  const auto call = [&](const test::Tokens& by) {
    return client->Call(method, identity::v1::GetMeRequest(), user, absl::Seconds(5), by.Bearer(user_id, {}, absl::Now()));
  };
  CHECK_THAT(call(tokens), IsOk());
  CHECK(user.user_id() == user_id.text());
  CHECK_THAT(call(test::Tokens()), HasReason("TOKEN_INVALID"));
  // Keys that are known outlive identity.
  identity.process.Stop();
  CHECK_THAT(call(tokens), IsOk());
}

TEST_CASE("a service refuses tokens from when identity calls them stale until it no longer does, and goes on while identity is away") {
  test::RedisServer redis;
  const test::Tokens tokens;
  const UserId user_id = UserId::New(absl::Now());
  std::mutex mutex;
  absl::StatusOr<auth::Revocations> answer = absl::UnavailableError("away");
  int asked = 0;
  const auto say = [&](absl::StatusOr<auth::Revocations> with) {
    int before = 0;
    {
      const std::lock_guard lock(mutex);
      answer = std::move(with);
      before = asked;
    }
    // The second question from now on is asked when the answer to the first was taken.
    return test::Eventually([&] {
      const std::lock_guard lock(mutex);
      return asked >= before + 2;
    });
  };
  Hosted exchange("exchange", redis, {tokens.FetchKeys(), [&] {
                                        const std::lock_guard lock(mutex);
                                        ++asked;
                                        return answer;
                                      }});
  Host<identity::v1::IdentityService, IdentityFace>(exchange.process, tokens);
  REQUIRE_THAT(exchange.process.Start(kMigrations), IsOk());
  const auto client = Connect("gateway", exchange.process);
  const std::string bearer = tokens.Bearer(user_id, {}, absl::Now());
  identity::v1::User user;
  const auto call = [&] {
    return client->Call("/parley.identity.v1.IdentityService/GetMe", identity::v1::GetMeRequest(), user, absl::Seconds(5), bearer);
  };
  // Nobody knows yet whether this one was taken away.
  CHECK_THAT(call(), HasReason("REVOCATIONS_UNAVAILABLE"));
  REQUIRE(say(auth::Revocations()));
  CHECK_THAT(call(), IsOk());
  REQUIRE(say(auth::Revocations{{user_id.text(), 1}}));
  CHECK_THAT(call(), HasReason("TOKEN_STALE"));
  REQUIRE(say(absl::UnavailableError("away")));
  CHECK_THAT(call(), HasReason("TOKEN_STALE"));
  REQUIRE(say(auth::Revocations()));
  CHECK_THAT(call(), IsOk());
}

TEST_CASE("loops run from start to stop, and the parts outlive them") {
  std::atomic<bool> running{false};
  std::atomic<bool> part_alive{true};
  std::atomic<bool> ended_with_part{false};
  {
    test::RedisServer redis;
    Hosted exchange("exchange", redis);
    exchange.process.Keep(std::shared_ptr<void>(nullptr, [&](void*) { part_alive = false; }));
    exchange.process.Run([&](std::stop_token stop) {
      running = true;
      while (!stop.stop_requested()) std::this_thread::yield();
      ended_with_part = part_alive.load();
    });
    CHECK_FALSE(running);
    REQUIRE_THAT(exchange.process.Start(kMigrations), IsOk());
    CHECK(test::Eventually([&] { return running.load(); }));
  }
  CHECK(ended_with_part);
  CHECK_FALSE(part_alive);
}

TEST_CASE("a process that cannot start says why") {
  test::RedisServer redis;
  const test::Database database("exchange");
  Settings settings = SettingsOf("exchange", database, redis.url());
  settings.server.database.url = "postgresql://nobody@/nothing?host=/nonexistent";
  Process process(settings, SystemClock(), test::Tokens().FetchKeys());
  CHECK_THAT(process.Start(kMigrations), HasReason("DATABASE_UNAVAILABLE"));
}

}  // namespace
}  // namespace parley::service
