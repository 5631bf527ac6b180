#include <thread>

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"
#include "libs/rpc/time.h"
#include "tests/service/catalog/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::catalog {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

constexpr postgres::Statement kDump{"TestDumpInterests",
                                    "SELECT coalesce(string_agg(i::text, ' '), '') || (SELECT coalesce(string_agg(l::text, ' '), '') FROM "
                                    "letters l) AS dump FROM interests i"};

std::string Dump(House& house) {
  postgres::Connection db(house.database());
  return db.Execute(kDump).front().Get<std::string>("dump");
}

v1::CreateInterestRequest InterestOf(const std::string& email) {
  v1::CreateInterestRequest request;
  request.mutable_interest()->set_email(email);
  request.set_request_id(Fresh());
  return request;
}

template <class Request>
Request WithToken(const std::string& token) {
  Request request;
  request.set_token(token);
  request.set_request_id(Fresh());
  return request;
}

TEST_CASE("an interest is confirmed by the link of its mail, and its address is never answered") {
  House house;
  auto request = InterestOf("Amal@Example.org");
  auto& interest = *request.mutable_interest();
  interest.set_locale("ar");
  interest.add_course_ids(ThreeModules().id.text());
  interest.add_formats(v1::Run::FORMAT_BLENDED);
  interest.add_languages("fr-CA");
  interest.add_topics("migration");
  v1::ExpressionOfInterest created, repeated;
  REQUIRE_THAT(house.Call("CreateInterest", request, created), IsOk());
  REQUIRE_THAT(house.Call("CreateInterest", request, repeated), IsOk());
  CHECK(created.SerializeAsString() == repeated.SerializeAsString());
  CHECK(created.state() == v1::ExpressionOfInterest::STATE_UNCONFIRMED);
  CHECK(created.email().empty());
  CHECK(created.languages(0) == "fr");
  REQUIRE(Eventually([&] { return house.notifications().confirmations().size() == 1; }));
  const auto letter = house.notifications().confirmations().front();
  CHECK(letter.email() == "Amal@Example.org");
  CHECK(letter.locale() == "ar");
  CHECK(letter.request_id() == created.interest_id());
  CHECK(letter.url().starts_with("https://parley.example/interests/confirm#"));
  CHECK(rpc::FromProto(letter.expire_time()) == house.clock().Now() + absl::Hours(48));

  const std::string token = letter.url().substr(letter.url().find('#') + 1);
  CHECK(Dump(house).find(token) == std::string::npos);
  const auto confirmed = house.ConfirmInterest(token);
  CHECK(confirmed.state() == v1::ExpressionOfInterest::STATE_OPEN);
  CHECK(confirmed.interest_id() == created.interest_id());
  CHECK(confirmed.course_ids(0) == ThreeModules().id.text());
  CHECK(confirmed.formats(0) == v1::Run::FORMAT_BLENDED);
  CHECK(confirmed.topics(0) == "migration");
  CHECK(confirmed.email().empty());
  CHECK(house.ConfirmInterest(token).state() == v1::ExpressionOfInterest::STATE_OPEN);
  CHECK(house.Events().empty());
}

TEST_CASE("an interest with bad input is refused by name and mails nothing") {
  House house;
  v1::ExpressionOfInterest response;
  const auto refused = [&](const std::string& field, auto change) {
    INFO(field);
    auto request = InterestOf("amal@example.org");
    change(*request.mutable_interest());
    CHECK_THAT(house.Call("CreateInterest", request, response), NamesField(field));
  };
  using I = v1::ExpressionOfInterest;
  for (const std::string& email : {std::string(), std::string("amal"), std::string("a@b\r\nBcc: c@d"), std::string(100'000, 'a')}) {
    refused("interest.email", [&](I& i) { i.set_email(email); });
  }
  refused("interest.locale", [](I& i) { i.set_locale("not a language"); });
  refused("interest.course_ids[0]", [](I& i) { i.add_course_ids("x"); });
  refused("interest.course_ids[1]", [](I& i) {
    i.add_course_ids(ThreeModules().id.text());
    i.add_course_ids(Fresh());
  });
  refused("interest.course_ids", [](I& i) {
    for (int n = 0; n < 1000; ++n) i.add_course_ids(Fresh());
  });
  refused("interest.formats[0]", [](I& i) { i.add_formats(v1::Run::FORMAT_UNSPECIFIED); });
  refused("interest.formats[0]", [](I& i) { i.add_formats(static_cast<v1::Run::Format>(99)); });
  refused("interest.languages[0]", [](I& i) { i.add_languages("no language"); });
  refused("interest.languages[1]", [](I& i) {
    i.add_languages("pt");
    i.add_languages("pt-BR");
  });
  refused("interest.topics[0]", [](I& i) { i.add_topics("Migration"); });
  refused("interest.topics", [](I& i) {
    for (int n = 0; n < 21; ++n) i.add_topics("t" + std::to_string(n));
  });
  auto request = InterestOf("amal@example.org");
  request.clear_request_id();
  CHECK_THAT(house.Call("CreateInterest", request, response), NamesField("request_id"));
  CHECK(house.notifications().call_count() == 0);
  CHECK(Dump(house).empty());
}

TEST_CASE("a token that is none is refused by name") {
  House house;
  const std::string token = house.ExpressInterest("amal@example.org");
  std::string forged = *auth::FromBase64Url(token);
  forged.back() ^= 1;
  v1::ExpressionOfInterest response;
  v1::Offer offer;
  v1::Enrolment enrolment;
  for (const std::string& text : {std::string(), std::string("x"), std::string(100'000, 'A'), token + "=", auth::ToBase64Url(forged)}) {
    CHECK_THAT(house.Call("ConfirmInterest", WithToken<v1::ConfirmInterestRequest>(text), response), NamesField("token"));
    CHECK_THAT(house.Call("WithdrawInterest", WithToken<v1::WithdrawInterestRequest>(text), response), NamesField("token"));
    v1::GetOfferRequest get;
    get.set_token(text);
    CHECK_THAT(house.Call("GetOffer", get, offer), NamesField("token"));
    CHECK_THAT(house.Call("AcceptOffer", WithToken<v1::AcceptOfferRequest>(text), enrolment, house.Participant()), NamesField("token"));
  }
  // One purpose's token is none of another.
  CHECK_THAT(house.Call("AcceptOffer", WithToken<v1::AcceptOfferRequest>(token), enrolment, house.Participant()), NamesField("token"));
  auto request = WithToken<v1::ConfirmInterestRequest>(token);
  request.clear_request_id();
  CHECK_THAT(house.Call("ConfirmInterest", request, response), NamesField("request_id"));
}

TEST_CASE("an address waits for five confirmations at most, though twelve ask at once") {
  House house;
  std::vector<absl::Status> statuses(12);
  {
    std::vector<std::jthread> askers;
    for (size_t i = 0; i < statuses.size(); ++i) {
      askers.emplace_back([&, i] {
        v1::ExpressionOfInterest response;
        statuses[i] = house.Call("CreateInterest", InterestOf(i % 2 == 0 ? "amal@example.org" : "Amal@example.org"), response);
      });
    }
  }
  int taken = 0;
  for (const auto& status : statuses) {
    taken += status.ok();
    if (!status.ok()) CHECK_THAT(status, HasCode(absl::StatusCode::kResourceExhausted) && HasReason("TOO_MANY_INTERESTS"));
  }
  CHECK(taken == 5);
  v1::ExpressionOfInterest response;
  CHECK_THAT(house.Call("CreateInterest", InterestOf("bilal@example.org"), response), IsOk());
  house.clock().Advance(absl::Hours(48));
  CHECK_THAT(house.Call("CreateInterest", InterestOf("amal@example.org"), response), IsOk());
}

TEST_CASE("what is not confirmed in two days is forgotten, address and all") {
  House house;
  const std::string token = house.ExpressInterest("amal@example.org");
  CHECK(Dump(house).find("amal@example.org") != std::string::npos);
  house.clock().Advance(absl::Hours(48));
  v1::ExpressionOfInterest response;
  CHECK_THAT(house.Call("ConfirmInterest", WithToken<v1::ConfirmInterestRequest>(token), response),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("INTEREST_LINK_EXPIRED"));
  REQUIRE(Eventually([&] { return Dump(house).empty(); }));
  CHECK_THAT(house.Call("ConfirmInterest", WithToken<v1::ConfirmInterestRequest>(token), response), HasReason("INTEREST_LINK_EXPIRED"));
  CHECK_THAT(house.Call("WithdrawInterest", WithToken<v1::WithdrawInterestRequest>(token), response), HasReason("INTEREST_LINK_EXPIRED"));
}

TEST_CASE("a withdrawn interest is over and its address forgotten") {
  House house;
  const std::string token = house.ExpressInterest("amal@example.org");
  house.ConfirmInterest(token);
  v1::ExpressionOfInterest response;
  REQUIRE_THAT(house.Call("WithdrawInterest", WithToken<v1::WithdrawInterestRequest>(token), response), IsOk());
  CHECK(response.state() == v1::ExpressionOfInterest::STATE_CLOSED);
  CHECK(Dump(house).find("amal@example.org") == std::string::npos);
  CHECK_THAT(house.Call("WithdrawInterest", WithToken<v1::WithdrawInterestRequest>(token), response), HasReason("INTEREST_ENDED"));
  CHECK_THAT(house.Call("ConfirmInterest", WithToken<v1::ConfirmInterestRequest>(token), response), HasReason("INTEREST_CLOSED"));
  // Nothing comes of it any more: the offer goes to somebody who came later.
  house.ConfirmInterest(house.ExpressInterest("bilal@example.org"));
  house.OpenRun(1);
  house.OfferTo("bilal@example.org");
  CHECK(house.notifications().offers().size() == 1);
}

TEST_CASE("a later interest of the same address replaces the one before") {
  House house;
  const std::string first = house.ExpressInterest("amal@example.org");
  const std::string second = house.ExpressInterest("AMAL@example.org");
  house.ConfirmInterest(first);
  house.ConfirmInterest(second);
  v1::ExpressionOfInterest response;
  CHECK_THAT(house.Call("ConfirmInterest", WithToken<v1::ConfirmInterestRequest>(first), response), HasReason("INTEREST_CLOSED"));
  house.OpenRun(5);
  house.OfferTo("AMAL@example.org");
  CHECK(house.notifications().offers().size() == 1);
}

TEST_CASE("a link waits while notifications is away, also through a restart, and is handed over once it is back") {
  House house;
  house.notifications().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  v1::ExpressionOfInterest created;
  REQUIRE_THAT(house.Call("CreateInterest", InterestOf("amal@example.org"), created), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() >= 1; }));
  house.Restart();
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Minutes(1));  // longer than any lease
  REQUIRE(Eventually([&] { return house.notifications().confirmations().size() == 1; }));
  CHECK(house.notifications().confirmations()[0].request_id() == created.interest_id());
  // One that is refused is not handed over again.
  house.notifications().AnswerWith(grpc::StatusCode::INVALID_ARGUMENT);
  const int calls = house.notifications().call_count();
  REQUIRE_THAT(house.Call("CreateInterest", InterestOf("bilal@example.org"), created), IsOk());
  REQUIRE(Eventually([&] { return house.notifications().call_count() == calls + 1; }));
  house.notifications().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Minutes(1));
  house.ExpressInterest("dunya@example.org");
  CHECK(house.notifications().confirmations().size() == 2);
}

}  // namespace
}  // namespace parley::catalog
