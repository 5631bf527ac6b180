#include "tests/service/catalog/seats.h"

#include "catch2/catch.hpp"
#include "libs/rpc/time.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::IsOk;

constexpr postgres::Statement kCountWork{"TestCountWork",
                                         "SELECT (SELECT count(*) FROM runs WHERE offers_due) + (SELECT count(*) FROM interests WHERE "
                                         "match_due) + (SELECT count(*) FROM letters "
                                         "WHERE send_state = 1) AS n"};
constexpr postgres::Statement kHeld{"TestHeld", "SELECT held_count FROM runs WHERE run_id = $1"};
constexpr postgres::Statement kFindAddress{"TestFindAddress", "SELECT count(*) AS n FROM interests WHERE email = $1"};

}  // namespace

void Settle(House& house) {
  postgres::Connection db(house.database());
  REQUIRE(Eventually([&] { return db.Execute(kCountWork).front().Get<int64_t>("n") == 0; }));
}

int Held(House& house, const v1::Run& run) {
  postgres::Connection db(house.database());
  return db.Execute(kHeld, run.run_id()).front().Get<int>("held_count");
}

bool Remembers(House& house, const std::string& email) {
  postgres::Connection db(house.database());
  return db.Execute(kFindAddress, email).front().Get<int64_t>("n") > 0;
}

v1::Offer GetOffer(House& house, const std::string& token) {
  v1::GetOfferRequest request;
  v1::Offer offer;
  request.set_token(token);
  REQUIRE_THAT(house.Call("GetOffer", request, offer), IsOk());
  return offer;
}

v1::AcceptOfferRequest AcceptanceOf(const std::string& token) {
  v1::AcceptOfferRequest request;
  request.set_token(token);
  request.set_request_id(Fresh());
  return request;
}

v1::Enrolment Accept(House& house, const std::string& token, const std::string& bearer) {
  v1::Enrolment enrolment;
  const auto status = house.Call("AcceptOffer", AcceptanceOf(token), enrolment, bearer);
  INFO(status);
  REQUIRE(status.ok());
  return enrolment;
}

void Withdraw(House& house, const v1::Enrolment& enrolment, const std::string& bearer) {
  v1::WithdrawEnrolmentRequest request;
  v1::Enrolment response;
  request.set_enrolment_id(enrolment.enrolment_id());
  request.set_request_id(Fresh());
  REQUIRE_THAT(house.Call("WithdrawEnrolment", request, response, bearer), IsOk());
}

v1::Run OpenRunOfLater(House& house, int capacity) {
  auto request = house.RunRequest(capacity);
  *request.mutable_run()->mutable_start_time() = rpc::ToProto(house.clock().Now() + kOfferTime + absl::Hours(8));
  request.set_open(true);
  v1::Run run;
  REQUIRE_THAT(house.Call("CreateRun", request, run, house.Coordinator()), IsOk());
  return run;
}

void Interested(House& house, const std::string& names, const v1::ExpressionOfInterest& interest) {
  for (const char name : names) house.ConfirmInterest(house.ExpressInterest(std::string(1, name) + "@example.org", interest));
}

std::set<std::string> Offered(House& house) {
  std::set<std::string> addresses;
  for (const auto& offer : house.notifications().offers()) addresses.insert(offer.email());
  CHECK(addresses.size() == house.notifications().offers().size());
  return addresses;
}

}  // namespace parley::catalog
