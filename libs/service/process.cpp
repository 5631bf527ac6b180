#include "libs/service/process.h"

#include <grpcpp/impl/service_type.h>

#include <thread>
#include <utility>

#include "libs/auth/digest.h"
#include "libs/events/migrations.h"
#include "libs/events/relay.h"
#include "libs/log/log.h"
#include "libs/metrics/process.h"
#include "libs/postgres/migrate.h"
#include "libs/rpc/migrations.h"
#include "libs/service/event_log.h"
#include "libs/service/gauges.h"
#include "parley/events/v1/event_log.pb.h"

namespace parley::service {
namespace {

// How long running calls may take to end.
constexpr absl::Duration kPatience = absl::Seconds(10);
constexpr absl::Duration kEventLogTimeout = absl::Seconds(5);
// A follower that waits for a row keeps the others of its service waiting. Longer than PostgreSQL takes to see a deadlock (1 s), which is
// not to pass for a row that is held.
constexpr absl::Duration kFollowersLockTimeout = absl::Seconds(2);

events::EventLog EventLogOf(rpc::Client& producer) {
  events::EventLog log;
  log.list = [&producer](int64_t after, int page_size, events::v1::ListEventsResponse& response) {
    events::v1::ListEventsRequest request;
    request.set_after_position(after);
    request.set_page_size(page_size);
    return producer.Call("/parley.events.v1.EventLogService/ListEvents", request, response, kEventLogTimeout);
  };
  log.list_latest = [&producer](int64_t after, int page_size, events::v1::ListLatestEventsResponse& response) {
    events::v1::ListLatestEventsRequest request;
    request.set_after_position(after);
    request.set_page_size(page_size);
    return producer.Call("/parley.events.v1.EventLogService/ListLatestEvents", request, response, kEventLogTimeout);
  };
  log.head = [&producer](events::v1::Head& head) {
    return producer.Call("/parley.events.v1.EventLogService/GetHead", events::v1::GetHeadRequest(), head, kEventLogTimeout);
  };
  return log;
}

}  // namespace

// Declared so that what is used outlives its users.
struct Process::Impl {
  Impl(Settings given, const Clock& clock, Authority authority)
      : settings(std::move(given)),
        clock(clock),
        fetch_revocations(std::move(authority.fetch_revocations)),
        verifier(auth::TokenVerifier::Make(std::move(authority.fetch_keys))),
        spans(settings.spans),
        server(settings.server, clock, *verifier),
        lookout(settings.server.database, clock, server.metrics()) {
    if (fetch_revocations) verifier->ExpectRevocations();
  }

  // What operators see of all that runs.
  void AddMetrics() {
    metrics::Registry& registry = server.metrics();
    metrics::AddProcess(registry, clock);
    spans.AddMetrics(registry);
    if (relay) {
      AddRelay(registry, *relay);
      lookout.Add(AtOutbox());
    }
    std::vector<std::string> producers;
    for (const auto& follower : followers) {
      AddFollower(registry, *follower);
      producers.push_back(follower->following().producer);
    }
    if (!producers.empty()) lookout.Add(AtDeadLetters(std::move(producers)));
  }

  const Settings settings;
  const Clock& clock;
  std::vector<std::shared_ptr<void>> parts;
  const Authority::FetchRevocations fetch_revocations;
  std::unique_ptr<auth::TokenVerifier> verifier;
  std::unique_ptr<grpc::Service> event_log;
  const rpc::SpanExporter spans;
  rpc::Server server;
  Lookout lookout;
  std::unique_ptr<events::Relay> relay;
  std::vector<std::unique_ptr<events::Follower>> followers;
  std::vector<std::function<void(std::stop_token)>> loops;
  std::vector<std::jthread> threads;
};

Process::Process(Settings settings, const Clock& clock, Authority authority)
    : impl_(std::make_unique<Impl>(std::move(settings), clock, std::move(authority))) {}

Process::~Process() { Stop(); }

const Settings& Process::settings() const { return impl_->settings; }
const Clock& Process::clock() const { return impl_->clock; }
rpc::Server& Process::server() { return impl_->server; }
rpc::PageTokens Process::page_tokens() const { return rpc::PageTokens(auth::DeriveKey(impl_->settings.secret, "page tokens")); }

void Process::PublishEvents() {
  impl_->event_log = HostEventLog(impl_->server);
  impl_->relay = std::make_unique<events::Relay>(
      events::RelayOptions{impl_->settings.name, impl_->settings.server.database, impl_->settings.redis_url}, impl_->clock);
}

void Process::Follow(events::Following following, rpc::Client& producer) {
  events::FollowerOptions options;
  options.service = impl_->settings.name;
  options.database = impl_->settings.server.database;
  options.database.lock_timeout = kFollowersLockTimeout;
  options.redis_url = impl_->settings.redis_url;
  options.reconcile = impl_->settings.reconcile;
  impl_->followers.push_back(
      std::make_unique<events::Follower>(std::move(options), std::move(following), EventLogOf(producer), impl_->clock));
}

void Process::Keep(std::shared_ptr<void> part) { impl_->parts.push_back(std::move(part)); }

void Process::Watch(Look look) { impl_->lookout.Add(std::move(look)); }

std::vector<const events::Following*> Process::followings() const {
  std::vector<const events::Following*> followings;
  for (const auto& follower : impl_->followers) followings.push_back(&follower->following());
  return followings;
}

void Process::Run(std::function<void(std::stop_token)> loop) { impl_->loops.push_back(std::move(loop)); }

absl::Status Process::Start(postgres::MigrationSet migrations) {
  {
    postgres::Connection database(impl_->settings.server.database);
    const postgres::MigrationSet sets[] = {rpc::Migrations(), events::Migrations(), migrations};
    if (auto status = postgres::Migrate(database, sets, impl_->clock.Now()); !status.ok()) return status;
  }
  impl_->AddMetrics();
  if (impl_->fetch_revocations) {
    // Before the first call, which would be turned away otherwise.
    if (auto stale = impl_->fetch_revocations(); stale.ok()) impl_->verifier->Refuse(*std::move(stale));
  }
  if (auto status = impl_->server.Start(); !status.ok()) return status;
  if (!impl_->settings.server.metrics_listen.empty()) impl_->lookout.Start();
  if (impl_->relay) impl_->relay->Start();
  for (auto& follower : impl_->followers) follower->Start();
  for (auto& loop : impl_->loops) impl_->threads.emplace_back(loop);
  if (impl_->fetch_revocations) {
    impl_->threads.emplace_back([this](const std::stop_token& stop) {
      HeedRevocations(
          impl_->fetch_revocations, [this](auth::Revocations stale) { impl_->verifier->Refuse(std::move(stale)); }, stop);
    });
  }
  log::Info("started", {{"port", impl_->server.port()}, {"metrics_port", impl_->server.metrics_port()}});
  return absl::OkStatus();
}

void Process::Stop() {
  for (auto& thread : impl_->threads) thread.request_stop();
  impl_->server.Stop(kPatience);
  impl_->threads.clear();  // joins
  for (auto& follower : impl_->followers) follower->Stop();
  if (impl_->relay) impl_->relay->Stop();
  impl_->server.metrics().Close();
  impl_->lookout.Stop();
}

void Process::WakeRelay() {
  if (impl_->relay) impl_->relay->Wake();
}

}  // namespace parley::service
