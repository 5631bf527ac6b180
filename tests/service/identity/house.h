#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "libs/rpc/client.h"
#include "libs/service/process.h"
#include "libs/time/clock.h"
#include "parley/events/v1/event_log.pb.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "parley/identity/v1/internal.pb.h"
#include "tests/service/identity/fake_notifications.h"
#include "tests/support/database.h"
#include "tests/support/temporary_folder.h"

namespace parley::identity {

inline constexpr char kOperatorEmail[] = "operator@parley.example";

// A fresh request_id.
std::string Fresh();

// Identity, whole, in this process: real gRPC with mutual TLS, a database of its own, a clock that stands until it is moved.
class House {
 public:
  House();
  ~House();

  FakeClock& clock() { return clock_; }
  FakeNotifications& notifications() { return notifications_; }
  const postgres::Connection::Options& database() const { return database_.options(); }

  // Calls a method of IdentityService as the gateway does, for the user of `bearer`.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                    const std::string& bearer = {});
  // Calls a method of IdentityInternalService as a service of the house.
  absl::Status CallAs(const std::string& service, const std::string& method, const google::protobuf::Message& request,
                      google::protobuf::Message& response);

  // Asks for a sign-in and answers the token of the mailed link.
  std::string MailedToken(const std::string& email, const std::string& locale = "", const std::string& time_zone = "");
  // Signs in by mail.
  v1::Session SignIn(const std::string& email);

  // A token of an operator, and of a coordinator of a partner with that role from the start.
  std::string Operator() { return SignIn(kOperatorEmail).access_token(); }
  std::string Coordinator(const std::string& email, const std::string& partner_id);
  // The token of a mailed invitation.
  std::string InvitationToken(const std::string& invitation_id);

  // Which tokens a service of the house is told to refuse.
  auth::Revocations Revocations(const std::string& service = "exchange");
  // The keys that sign, as PEM; may be replaced while identity runs.
  const std::string& signing_keys() const { return signing_keys_; }
  void ReplaceSigningKeys(const std::string& pem);

  // What a service reads in a token.
  absl::StatusOr<auth::Bearer> Verify(const std::string& token) const;

  // The events published so far, as the log replays them.
  std::vector<events::v1::Event> Events();
  int CountEvents(const std::string& type);

  // Ends identity and starts it again on the same database.
  void Restart();

 private:
  rpc::Client& ClientOf(const std::string& service);
  void Start();

  test::Database database_{"identity"};
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  FakeNotifications notifications_;
  test::TemporaryFolder folder_;
  std::string signing_keys_;
  std::unique_ptr<service::Process> process_;
  std::mutex clients_mutex_;  // tests call from many threads
  std::map<std::string, std::unique_ptr<rpc::Client>> clients_;
};

}  // namespace parley::identity
