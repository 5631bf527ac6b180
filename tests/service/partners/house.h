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
#include "parley/partners/v1/partners_service.pb.h"
#include "tests/service/partners/fake_identity.h"
#include "tests/support/database.h"

namespace parley::partners {

// A fresh request_id.
std::string Fresh();

// The partner of the seed courses.
inline constexpr char kSeedPartner[] = "01900000-0000-7000-8000-000000000001";

// Partners, whole, in this process, with its seed: real gRPC with mutual TLS, a database of its own, a clock that stands until it is moved.
class House {
 public:
  House();
  ~House();

  FakeClock& clock() { return clock_; }
  FakeIdentity& identity() { return identity_; }
  const postgres::Connection::Options& database() const { return database_.options(); }

  // Calls a method of PartnersService as the gateway does, for the user of `bearer`.
  absl::Status Call(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& response,
                    const std::string& bearer = {});

  // A token of a new user with a role.
  std::string Bearer(const std::vector<auth::Role>& roles);
  std::string Operator() { return Bearer({auth::Role::kOperator}); }
  // A token of a new coordinator of a partner, of whom identity knows.
  std::string Coordinator(const std::string& partner_id);

  // A request to make an inquiry that is good as it is.
  static v1::CreateInquiryRequest InquiryRequest(const std::string& email = "contact@uni.example");
  v1::Inquiry Inquire(const v1::CreateInquiryRequest& request = InquiryRequest());
  // An inquiry that was reviewed and accepted.
  v1::Inquiry Accept(const std::string& organisation);

  // The events published so far, as the log replays them.
  std::vector<events::v1::Event> Events();

  // Ends partners and starts it again on the same database.
  void Restart();

 private:
  rpc::Client& ClientOf(const std::string& service);
  void Start();

  test::Database database_{"partners"};
  FakeClock clock_{absl::FromUnixSeconds(1'900'000'000)};
  FakeIdentity identity_;
  std::unique_ptr<service::Process> process_;
  std::mutex clients_mutex_;  // tests call from many threads
  std::map<std::string, std::unique_ptr<rpc::Client>> clients_;
};

}  // namespace parley::partners
