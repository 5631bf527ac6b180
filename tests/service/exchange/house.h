#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/blob/store.h"
#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "parley/api/v1/role.pb.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/exchange/v1/exchange_service.pb.h"
#include "parley/exchange/v1/internal.pb.h"
#include "tests/service/exchange/neighbours.h"
#include "tests/support/database.h"
#include "tests/support/redis_server.h"
#include "tests/support/temporary_folder.h"

namespace parley::exchange {

// A fresh request_id.
std::string Fresh();

// The exchange, whole, in this process, with stand-ins for identity, catalog and scheduling: real gRPC with mutual TLS, real PostgreSQL and
// Redis, a clock that stands until it is moved. Without scheduling, nothing answers at its address. There is a run with two prompts, open
// since an hour ago; the second closes in a day.
class House {
 public:
  explicit House(bool with_scheduling = true);
  ~House();

  FakeClock& clock() { return clock_; }
  FakeIdentity& identity() { return identity_; }
  FakeCatalog& catalog() { return catalog_; }
  FakeScheduling& scheduling() { return scheduling_; }
  blob::Store& blobs() { return *blobs_; }
  const catalog::v1::Run& run() const { return run_; }
  const std::string& prompt_id(int index = 0) const { return run_.prompts(index).prompt_id(); }

  // A person as catalog and identity answer for them: enrolled, consenting, named; nothing of them was published.
  UserId Participant(const std::string& name);
  // Somebody signed in who has no place anywhere.
  UserId Stranger() { return UserId::New(clock_.Now()); }

  // Calls a method of ExchangeService, or of ExchangeInternalService, as the gateway does for a user; nobody when `user_id` is empty.
  absl::Status Call(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                    google::protobuf::Message& response);
  absl::Status Internal(const UserId& user_id, const std::string& method, const google::protobuf::Message& request,
                        google::protobuf::Message& response, const std::string& service = "gateway");

  // The steps of a video's life; each must succeed.
  v1::Video Create(const UserId& author_id, const std::string& prompt_id, const std::string& reply_to = "", int64_t size_bytes = 100);
  void Upload(const UserId& author_id, const v1::Video& video);
  // As the media worker does it.
  void MakePlayable(const v1::Video& video);
  v1::Video Published(const UserId& author_id, const std::string& reply_to = "", int prompt = 0);
  v1::Video Get(const UserId& viewer_id, const std::string& video_id);
  // Of the plenary group when `group_id` is empty.
  std::vector<std::string> Feed(const UserId& viewer_id, const std::string& group_id = "");

  // Publishes as the neighbour does, and waits until the exchange has applied it.
  void TellAsCatalog(const std::string& aggregate_id, const google::protobuf::Message& event);
  void TellAsIdentity(const std::string& aggregate_id, const google::protobuf::Message& event);
  void TellAsScheduling(const std::string& aggregate_id, const google::protobuf::Message& event);
  // A group of the run beside the plenary one; and somebody who joins or leaves it, as scheduling tells and answers.
  std::string AddGroup();
  void Seat(const UserId& user_id, const std::string& group_id, bool is_member = true);
  // As it tells alone.
  void TellSeat(const UserId& user_id, const std::string& group_id, bool is_member, absl::Time change_time);
  // RoleGranted or RoleRevoked, of a partner's coordinator.
  template <class Event>
  void TellCoordinator(const UserId& user_id, const std::string& partner_id) {
    Event event;
    event.set_user_id(user_id.text());
    event.set_role(api::v1::ROLE_COORDINATOR);
    event.set_partner_id(partner_id);
    TellAsIdentity(user_id.text(), event);
  }
  void FacilitatorOfRun(const UserId& user_id, bool is_facilitator = true);
  void FacilitatorOfGroup(const UserId& user_id, const std::string& group_id, bool is_facilitator = true);
  void Enrolment(const UserId& user_id, catalog::v1::Enrolment::State state);
  void Consent(const UserId& user_id, bool given);

  // The events published so far of one type, as the log replays them.
  std::vector<events::v1::Event> Events(const std::string& type);
  postgres::Connection& db() { return db_; }
  const postgres::Connection::Options& database() const { return database_.options(); }

 private:
  void Start();
  void AwaitApplied(const std::string& producer, int position);
  rpc::Client& ClientOf(const std::string& service);
  absl::Status CallAs(const std::string& service, const UserId& user_id, const std::string& method,
                      const google::protobuf::Message& request, google::protobuf::Message& response);

  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  test::RedisServer redis_;
  FakeIdentity identity_{redis_.url(), clock_};
  FakeCatalog catalog_{redis_.url(), clock_, identity_.tokens().FetchKeys()};
  FakeScheduling scheduling_{redis_.url(), clock_, identity_.tokens().FetchKeys()};
  std::string scheduling_address_;
  test::Database database_{"exchange"};
  test::TemporaryFolder folder_;
  std::unique_ptr<blob::Store> blobs_;
  catalog::v1::Run run_;
  std::unique_ptr<service::Process> process_;
  std::map<std::string, std::unique_ptr<rpc::Client>> clients_;
  postgres::Connection db_;
  int told_by_catalog_ = 0;
  int told_by_identity_ = 0;
  int told_by_scheduling_ = 0;
};

}  // namespace parley::exchange
