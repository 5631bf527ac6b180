#pragma once

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/scheduling/v1/scheduling_service.pb.h"
#include "services/scheduling/planner/worker.h"
#include "tests/service/scheduling/neighbours.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"

namespace parley::scheduling {

// A fresh request_id.
std::string Fresh();

// Scheduling, whole, in this process, with stand-ins for identity and catalog: real gRPC with mutual TLS, real PostgreSQL and Redis, a
// clock that stands until it is moved (Monday, 2027-03-08 12:00 UTC). There is a running run in Europe/Paris, in English, whose two
// meetings are in the weeks of the 22nd and the 29th of March, before and after the clocks change there; groups of 4 to 5.
class House {
 public:
  House();
  ~House();

  FakeClock& clock() { return clock_; }
  FakeIdentity& identity() { return identity_; }
  FakeCatalog& catalog() { return catalog_; }
  const std::string& run_id() const { return run_.run_id(); }
  const catalog::v1::Run& run() const { return run_; }
  // Publishes a run, with meetings or without, of the house's partner.
  catalog::v1::Run AddRun(bool with_meetings);

  // Of the run's partner.
  const UserId& coordinator() const { return coordinator_; }
  // Somebody who coordinates another partner.
  UserId ForeignCoordinator();
  // Somebody enrolled, as catalog told, with evenings in their own zone (none when `zone` is empty).
  UserId Participant(const std::string& region, const std::string& zone, const std::string& class_id = "");
  UserId Facilitator(const std::string& zone, int most_groups = 2);
  void SetEvenings(const UserId& user_id, const std::string& zone, int start_hour = 17, int end_hour = 23);
  void Enrol(const UserId& user_id, catalog::v1::Enrolment::State state, const std::string& run_id = "");

  // Calls a method of SchedulingService; nobody when `user_id` is empty.
  absl::Status Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response, const std::vector<auth::Role>& roles = {});
  absl::Status CallAsCoordinator(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response) {
    return Call(coordinator_, method, request, response, {auth::Role::kCoordinator});
  }

  // Calls a method of SchedulingInternalService as another service does.
  absl::Status Internal(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                        google::protobuf::Message& response);

  // The steps of planning; each must succeed.
  v1::Plan CreatePlan(const std::string& run_id = "");
  // Lets a planner take one; waits for the participants to be known.
  v1::Plan Solve(const v1::Plan& plan);
  v1::Plan GetPlan(const std::string& plan_id);
  v1::Plan Adopt(const v1::Plan& plan);
  planner::Worker NewWorker();

  v1::Placement PlacementOf(const UserId& user_id);
  // Waits until they stand so.
  bool AwaitSeat(const UserId& user_id);
  bool AwaitReason(const UserId& user_id, v1::Unplaced::Reason reason);
  std::vector<v1::Meeting> MeetingsOf(const UserId& user_id);

  // Publishes as the neighbour does, and waits until scheduling has applied it.
  void TellAsCatalog(const std::string& aggregate_id, const google::protobuf::Message& event);
  void TellAsIdentity(const std::string& aggregate_id, const google::protobuf::Message& event);
  // The events published so far, in order, of one type or of all.
  std::vector<events::v1::Event> Events(const std::string& type = "");
  postgres::Connection& db() { return db_; }
  const std::string& database_url() const { return database_.url(); }
  const postgres::Connection::Options& database() const { return database_.options(); }

 private:
  void Start();
  void AwaitApplied(const std::string& producer, int position);

  FakeClock clock_;
  test::RedisServer redis_;
  FakeIdentity identity_{redis_.url(), clock_};
  FakeCatalog catalog_{redis_.url(), clock_, identity_.tokens().FetchKeys()};
  test::Database database_{"scheduling"};
  PartnerId partner_id_;
  UserId coordinator_;
  catalog::v1::Run run_;
  std::unique_ptr<service::Process> process_;
  std::unique_ptr<rpc::Client> gateway_, notifications_;
  postgres::Connection db_;
  int told_by_catalog_ = 0;
  int told_by_identity_ = 0;
};

// Eight people of four zones and two regions, enrolled, and a facilitator who takes two groups.
struct Crowd {
  UserId facilitator;
  std::vector<UserId> people;
};
Crowd Eight(House& house);

// Tries to adopt a plan, as the coordinator.
absl::Status TryAdopt(House& house, const std::string& plan_id);

// An event as what it says.
template <class Event>
Event Parse(const events::v1::Event& event) {
  Event parsed;
  if (!parsed.ParseFromString(event.payload())) throw std::invalid_argument("not a " + Event::descriptor()->full_name());
  return parsed;
}

}  // namespace parley::scheduling
