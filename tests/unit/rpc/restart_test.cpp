#include <atomic>
#include <thread>

#include "absl/time/clock.h"
#include "catch2/catch.hpp"
#include "libs/ids/id.h"
#include "libs/rpc/client.h"
#include "libs/rpc/server.h"
#include "parley/identity/v1/identity_service.pb.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"
#include "tests/support/tls.h"
#include "tests/unit/rpc/subject.h"

namespace parley::rpc {
namespace {

using identity::v1::GrantRoleRequest;
using identity::v1::GrantRoleResponse;
using test::HasReason;

// Somebody who calls without a pause, and does what the gateway does with a call that the service did not take: makes it again, with the
// same request_id.
class Caller {
 public:
  Caller(const std::string& address, std::string bearer)
      : client_("exchange", address, test::Tls("gateway")), bearer_(std::move(bearer)), thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested() && failure_.ok()) CallOnce();
        }) {}

  int answered() const { return answered_; }
  // After the last call.
  absl::Status End() {
    thread_.request_stop();
    thread_.join();
    return failure_;
  }

 private:
  void CallOnce() {
    GrantRoleRequest request;
    GrantRoleResponse response;
    request.set_email("a@example.org");
    request.set_request_id(NewUuid(absl::Now()));
    absl::Status status;
    do {
      status = client_.Call(FullName("GrantRole"), request, response, absl::Seconds(20), bearer_, true);
    } while (HasReason("SERVICE_UNAVAILABLE").match(status));
    failure_ = status;
    if (status.ok()) ++answered_;
  }

  Client client_;
  const std::string bearer_;
  absl::Status failure_;
  std::atomic<int> answered_{0};
  std::jthread thread_;
};

TEST_CASE("a service that is restarted among calls ends those it has, and each call is answered and done once") {
  std::atomic<int> cut_short{0};
  Subject subject({{"GrantRole", [&](Call& call, const auto&, auto&) {
                      try {
                        Effect(call.db(), "granted");
                        static constexpr postgres::Statement kNap{"RestartNap", "SELECT pg_sleep(0.01)"};
                        call.db().Execute(kNap);  // so that there are always some under way
                      } catch (...) {
                        ++cut_short;
                        throw;
                      }
                      return absl::OkStatus();
                    }}});
  const std::string address = "127.0.0.1:" + std::to_string(subject.server().port());
  std::vector<std::unique_ptr<Caller>> callers;
  for (int i = 0; i < 6; ++i) callers.push_back(std::make_unique<Caller>(address, subject.Bearer({auth::Role::kOperator})));
  const auto proceed = [&] {
    for (const auto& caller : callers) {
      const int goal = caller->answered() + 20;
      REQUIRE(test::Eventually([&] { return caller->answered() >= goal; }, std::chrono::seconds(60)));
    }
  };
  proceed();
  for (int restart = 0; restart < 3; ++restart) {
    subject.server().Stop(absl::Seconds(10));
    subject.Restart();
    proceed();
  }
  int answered = 0;
  for (const auto& caller : callers) {
    CHECK_THAT(caller->End(), test::IsOk());
    answered += caller->answered();
  }
  CHECK(cut_short == 0);
  CHECK(subject.effects() == answered);
}

}  // namespace
}  // namespace parley::rpc
