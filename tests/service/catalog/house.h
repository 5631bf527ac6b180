#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "parley/catalog/v1/catalog_service.pb.h"
#include "parley/catalog/v1/internal.pb.h"
#include "parley/events/v1/event_log.pb.h"
#include "services/catalog/domain/course.h"
#include "tests/service/catalog/fake_identity.h"
#include "tests/service/catalog/fake_notifications.h"
#include "tests/support/database.h"

namespace parley::catalog {

// A fresh request_id.
std::string Fresh();

// "Newcomers and Nationalism", of three modules.
const domain::Course& ThreeModules();
PartnerId SeedPartner();

// The catalog, whole, in this process, with its seed: real gRPC with mutual TLS, a database of its own, a clock that stands until it is
// moved.
class House {
 public:
  House();
  ~House();

  std::string address() const { return "127.0.0.1:" + std::to_string(process_->server().port()); }
  FakeClock& clock() { return clock_; }
  FakeIdentity& identity() { return identity_; }
  FakeNotifications& notifications() { return notifications_; }
  const postgres::Connection::Options& database() const { return database_.options(); }

  // Calls a method of CatalogService as the gateway does, for the user of `bearer`.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                    const std::string& bearer = {});
  // Calls a method of CatalogInternalService as a service of the house.
  absl::Status CallAs(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                      google::protobuf::Message& response);

  // Sends a stream to ImportRoster as the gateway does, whole; `midway` happens before the last message.
  absl::Status ImportRoster(
      const std::vector<v1::ImportRosterRequest>& messages, v1::ImportRosterResponse& response, const std::string& bearer = {},
      const std::function<void()>& midway = [] {});

  // A token of a new user, or of a given one.
  std::string Participant();
  std::string Participant(const UserId& user_id);
  // A token of a new coordinator of the seed's partner, of whom identity knows.
  std::string Coordinator();
  // A token of a coordinator of another partner.
  std::string ForeignCoordinator();

  // A token of an API client of the seed's partner, or of another, with the given scope alone.
  std::string Client(const std::string& scope);
  std::string ForeignClient(const std::string& scope);

  // A request to create a run of ThreeModules that is good as it is.
  v1::CreateRunRequest RunRequest(int capacity = 20);
  // Creates a run that is open.
  v1::Run OpenRun(int capacity = 20);
  v1::Enrolment Enrol(const std::string& run_id, const std::string& bearer);

  // Expresses an interest in what is given besides the address and answers with the token of the mail that asks to confirm it.
  std::string ExpressInterest(const std::string& email, v1::ExpressionOfInterest interest = {});
  v1::ExpressionOfInterest ConfirmInterest(const std::string& token);
  // The token of the latest offer mailed to an address, once there are `count` to it.
  std::string OfferTo(const std::string& email, int count = 1);

  // The events published so far, as the log replays them; of one type when it is given.
  std::vector<events::v1::Event> Events(const std::string& type = {});

  // Ends the catalog and starts it again on the same database.
  void Restart();

 private:
  rpc::Client& ClientOf(const std::string& service);
  void Start();

  test::Database database_{"catalog"};
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  FakeIdentity identity_;
  FakeNotifications notifications_;
  std::unique_ptr<service::Process> process_;
  std::mutex clients_mutex_;  // tests call from many threads
  std::map<std::string, std::unique_ptr<rpc::Client>> clients_;
};

}  // namespace parley::catalog
