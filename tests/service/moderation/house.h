#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/moderation/v1/internal.pb.h"
#include "parley/moderation/v1/moderation_service.pb.h"
#include "tests/service/moderation/neighbours.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"

namespace parley::moderation {

// A fresh request_id.
std::string Fresh();

// Moderation, whole, in this process, with stand-ins for its neighbours: real gRPC with mutual TLS, real PostgreSQL and Redis, a clock that
// stands until it is moved. There is a run of a partner, known by its event.
class House {
 public:
  House();
  ~House();

  FakeClock& clock() { return clock_; }
  FakeIdentity& identity() { return identity_; }
  FakeCatalog& catalog() { return catalog_; }
  FakeExchange& exchange() { return exchange_; }
  postgres::Connection& db() { return db_; }
  const postgres::Connection::Options& database() const { return database_.options(); }
  const std::string& run_id() const { return run_.run_id(); }
  const std::string& plenary_id() const { return run_.plenary_group_id(); }
  const std::string& partner_id() const { return run_.partner_id(); }
  // Stops the service and starts it anew.
  void Restart();

  // People. A participant is enrolled by an event; the others have the role in their token too.
  UserId Stranger() { return UserId::New(clock_.Now()); }
  UserId Participant();
  UserId FacilitatorOfRun();
  UserId FacilitatorOfGroup(const std::string& group_id);
  UserId Coordinator(const std::vector<std::string>& partner_ids);
  UserId Operator();
  // One of the run's groups, with these people in it.
  std::string Group(const std::vector<UserId>& members);

  void Enrolment(const UserId& user_id, catalog::v1::Enrolment::State state);
  void FacilitatesRun(const UserId& user_id, bool is_facilitator);

  // Calls a method of ModerationService as the gateway does for a user; nobody when `user_id` is empty.
  absl::Status Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response);
  absl::Status Internal(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                        google::protobuf::Message& response);

  // A video as the exchange has it, and its event.
  exchange::v1::VideoForModeration Video(const UserId& author_id, const std::string& group_id);
  void TellPublished(const exchange::v1::VideoForModeration& video);
  std::string Published(const UserId& author_id, const std::string& group_id = "");
  void Withdrawn(const std::string& video_id);

  // Steps that must succeed.
  std::vector<v1::QueueItem> Queue(const UserId& user_id, bool decided = false);
  v1::QueueItem Claim(const UserId& user_id, const std::string& item_id);
  v1::QueueItem Decide(const UserId& user_id, const std::string& item_id, v1::Decision::Verdict verdict);
  v1::Report Report(const UserId& user_id, const std::string& video_id, v1::Reason reason = v1::REASON_HARASSMENT);
  // Published, claimed by the facilitator and hidden; answers the video.
  std::string Hidden(const UserId& author_id, const UserId& facilitator_id);

  // Publishes as the neighbour does, and waits until moderation has applied it.
  void TellAsCatalog(const std::string& aggregate_id, const google::protobuf::Message& event);
  void TellAsExchange(const std::string& aggregate_id, const google::protobuf::Message& event);
  void TellAsScheduling(const std::string& aggregate_id, const google::protobuf::Message& event);

  // The events published so far of one type, as the log replays them.
  std::vector<events::v1::Event> Events(const std::string& type);

 private:
  void Start();
  void AwaitApplied(const std::string& producer, int position);
  rpc::Client& ClientOf(const std::string& service);

  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  test::RedisServer redis_;
  FakeIdentity identity_{redis_.url(), clock_};
  FakeCatalog catalog_{redis_.url(), clock_, identity_.tokens().FetchKeys()};
  FakeExchange exchange_{redis_.url(), clock_, identity_.tokens().FetchKeys()};
  test::Producer scheduling_{"scheduling", redis_.url(), clock_, identity_.tokens().FetchKeys()};
  test::Database database_{"moderation"};
  catalog::v1::Run run_;
  std::unique_ptr<service::Process> process_;
  std::map<std::string, std::unique_ptr<rpc::Client>> clients_;
  std::map<UserId, std::vector<auth::Role>> roles_;
  postgres::Connection db_;
  std::map<std::string, int> told_;
};

}  // namespace parley::moderation
