#include "tests/support/producer.h"

#include <mutex>
#include <stdexcept>

#include "libs/events/outbox.h"
#include "libs/events/relay.h"
#include "tests/support/eventually.h"
#include "tests/support/tls.h"

namespace parley::test {
namespace {

// One for all neighbours there are, each with a schema of its own: to make a database takes longer than most tests.
std::shared_ptr<const Database> SharedDatabase() {
  static std::mutex mutex;
  static std::weak_ptr<const Database> latest;
  const std::lock_guard lock(mutex);
  std::shared_ptr<const Database> database = latest.lock();
  if (!database) latest = database = std::make_shared<const Database>("neighbours");
  return database;
}

postgres::Connection::Options OptionsOf(const Database& database, const std::string& schema) {
  postgres::Connection::Options options = database.options();
  options.schema = schema;
  return options;
}

service::Settings SettingsOf(const std::string& name, const postgres::Connection::Options& database, const std::string& redis_url) {
  service::Settings settings;
  settings.name = name;
  settings.database_url = database.url;
  settings.redis_url = redis_url;
  settings.secret = std::string(32, 's');
  settings.server.service = name;
  settings.server.tls = Tls(name);
  settings.server.database = database;
  return settings;
}

constexpr postgres::Statement kPublished{"TestPublished", "SELECT epoch, (SELECT count(*) FROM outbox) AS count FROM outbox_epoch"};

}  // namespace

Producer::Producer(const std::string& name, const std::string& redis_url, const Clock& clock, auth::TokenVerifier::FetchKeys fetch_keys)
    : database_(SharedDatabase()),
      name_(name),
      clock_(clock),
      process_(std::make_unique<service::Process>(SettingsOf(name, OptionsOf(*database_, name), redis_url), clock, std::move(fetch_keys))),
      outbox_(OptionsOf(*database_, name)),
      redis_(redis_url) {
  process_->PublishEvents();
}

Producer::~Producer() { process_->Stop(); }

void Producer::Start() {
  const absl::Status status = process_->Start({"nothing", {}});
  if (!status.ok()) throw std::runtime_error(std::string(status.message()));
}

void Producer::Publish(const std::string& aggregate_id, const google::protobuf::Message& event) {
  postgres::Transaction transaction = outbox_.Begin();
  events::Publish(transaction, aggregate_id, event, clock_.Now());
  transaction.Commit();
  process_->WakeRelay();
}

void Producer::AwaitRelayed() {
  const postgres::Result published = outbox_.Execute(kPublished);
  const std::string stream = events::StreamName(name_, published.front().Get<std::string>("epoch"));
  const auto count = published.front().Get<int64_t>("count");
  if (!Eventually([&] { return redis_.Command({"XLEN", stream}).integer == count; })) throw std::runtime_error(stream + " lacks events");
}

}  // namespace parley::test
