#include <thread>

#include "catch2/catch.hpp"
#include "parley/partners/v1/events.pb.h"
#include "services/partners/upkeep.h"
#include "tests/service/partners/house.h"
#include "tests/support/eventually.h"
#include "tests/support/status_matchers.h"

namespace parley::partners {
namespace {

using test::Eventually;
using test::HasCode;
using test::HasReason;
using test::IsOk;
using test::NamesField;

template <class Request>
Request About(const std::string& inquiry_id) {
  Request request;
  request.set_inquiry_id(inquiry_id);
  request.set_request_id(Fresh());
  return request;
}

v1::ReviewInquiryRequest Review(const v1::Inquiry& inquiry) { return About<v1::ReviewInquiryRequest>(inquiry.inquiry_id()); }
v1::AcceptInquiryRequest Accept(const v1::Inquiry& inquiry) { return About<v1::AcceptInquiryRequest>(inquiry.inquiry_id()); }
v1::DeclineInquiryRequest Decline(const v1::Inquiry& inquiry, const std::string& reason = "It is no online course.") {
  auto request = About<v1::DeclineInquiryRequest>(inquiry.inquiry_id());
  request.set_reason(reason);
  return request;
}

std::string Asked(House& house, const v1::Inquiry& inquiry) {
  v1::GetInquiryRequest request;
  v1::Inquiry read;
  request.set_inquiry_id(inquiry.inquiry_id());
  REQUIRE_THAT(house.Call("GetInquiry", request, read, house.Operator()), IsOk());
  return read.SerializeAsString();
}

TEST_CASE("a visitor asks, an operator looks into it and accepts: there is a partner, and its contact is appointed once") {
  House house;
  const auto request = House::InquiryRequest();
  const v1::Inquiry received = house.Inquire(request);
  CHECK(received.state() == v1::Inquiry::STATE_RECEIVED);
  CHECK(house.Inquire(request).inquiry_id() == received.inquiry_id());
  CHECK(Asked(house, received) == received.SerializeAsString());

  v1::Inquiry inquiry;
  REQUIRE_THAT(house.Call("ReviewInquiry", Review(received), inquiry, house.Operator()), IsOk());
  CHECK(inquiry.state() == v1::Inquiry::STATE_IN_REVIEW);
  const auto accept = Accept(received);
  const std::string operator_token = house.Operator();
  REQUIRE_THAT(house.Call("AcceptInquiry", accept, inquiry, operator_token), IsOk());
  REQUIRE_THAT(house.Call("AcceptInquiry", accept, inquiry, operator_token), IsOk());
  CHECK(inquiry.state() == v1::Inquiry::STATE_ACCEPTED);

  v1::GetPartnerRequest get;
  v1::Partner partner;
  get.set_partner_id(inquiry.partner_id());
  REQUIRE_THAT(house.Call("GetPartner", get, partner, operator_token), IsOk());
  CHECK(partner.name() == "University of Tunis");
  CHECK(partner.kind() == v1::Partner::KIND_UNIVERSITY);

  REQUIRE(Eventually([&] { return house.identity().appointments().size() == 1; }));
  const auto appointment = house.identity().appointments()[0];
  CHECK(appointment.email() == "contact@uni.example");
  CHECK(appointment.partner_id() == inquiry.partner_id());
  CHECK(appointment.locale() == "fr");
  CHECK(IsUuid(appointment.request_id()));
  REQUIRE(Eventually([&] { return house.Events().size() == 2; }));  // with the seed's
  v1::PartnerCreated created;
  created.ParseFromString(house.Events()[1].payload());
  CHECK(house.Events()[1].aggregate_id() == inquiry.partner_id());
  CHECK(created.partner_id() == inquiry.partner_id());
  CHECK(created.kind() == v1::Partner::KIND_UNIVERSITY);
}

TEST_CASE("an appointment waits for identity over a restart, and its address is kept no longer than needed") {
  House house;
  house.identity().AnswerWith(grpc::StatusCode::UNAVAILABLE);
  const v1::Inquiry inquiry = house.Accept("Kiron");
  REQUIRE(Eventually([&] { return house.identity().appoint_count() >= 1; }));
  static constexpr postgres::Statement kAddresses{"Addresses", "SELECT email, send_state FROM appointments"};
  postgres::Connection connection(house.database());
  CHECK(connection.Execute(kAddresses).front().Get<std::string>("email") == inquiry.contact_email());
  house.Restart();
  house.identity().AnswerWith(grpc::StatusCode::OK);
  house.clock().Advance(absl::Seconds(30));
  REQUIRE(Eventually([&] { return house.identity().appointments().size() == 1; }));
  CHECK(house.identity().appointments()[0].email() == inquiry.contact_email());
  CHECK(Eventually([&] { return connection.Execute(kAddresses).front().Get<std::string>("email").empty(); }));
  // Nothing is left to be handed over: the next one is the second.
  house.clock().Advance(absl::Minutes(5));
  house.Accept("Another");
  REQUIRE(Eventually([&] { return house.identity().appointments().size() == 2; }));
  CHECK(house.identity().appointments()[1].request_id() != house.identity().appointments()[0].request_id());
}

TEST_CASE("an inquiry is declined with a reason, and forgotten half a year later") {
  House house;
  v1::Inquiry inquiry = house.Inquire();
  REQUIRE_THAT(house.Call("ReviewInquiry", Review(inquiry), inquiry, house.Operator()), IsOk());
  REQUIRE_THAT(house.Call("DeclineInquiry", Decline(inquiry, "  Not now.\nAsk again. "), inquiry, house.Operator()), IsOk());
  CHECK(inquiry.state() == v1::Inquiry::STATE_DECLINED);
  CHECK(inquiry.decline_reason() == "Not now.\nAsk again.");
  CHECK(inquiry.partner_id().empty());

  v1::Inquiry kept = house.Inquire();
  postgres::Connection connection(house.database());
  RemoveOld(connection, house.clock().Now() + absl::Hours(24 * 180));
  CHECK(Asked(house, inquiry) == inquiry.SerializeAsString());
  RemoveOld(connection, house.clock().Now() + absl::Hours(24 * 181));
  v1::GetInquiryRequest get;
  get.set_inquiry_id(inquiry.inquiry_id());
  CHECK_THAT(house.Call("GetInquiry", get, inquiry, house.Operator()), HasCode(absl::StatusCode::kNotFound));
  CHECK(Asked(house, kept) == kept.SerializeAsString());
}

TEST_CASE("an inquiry takes no step out of turn, and a refused step changes nothing") {
  House house;
  const std::string bearer = house.Operator();
  const v1::Inquiry inquiry = house.Inquire();
  v1::Inquiry response;
  CHECK_THAT(house.Call("AcceptInquiry", Accept(inquiry), response, bearer),
             HasCode(absl::StatusCode::kFailedPrecondition) && HasReason("INQUIRY_NOT_IN_REVIEW"));
  CHECK_THAT(house.Call("DeclineInquiry", Decline(inquiry), response, bearer), HasReason("INQUIRY_NOT_IN_REVIEW"));
  CHECK(Asked(house, inquiry) == inquiry.SerializeAsString());
  REQUIRE_THAT(house.Call("ReviewInquiry", Review(inquiry), response, bearer), IsOk());
  CHECK_THAT(house.Call("ReviewInquiry", Review(inquiry), response, bearer), HasReason("INQUIRY_NOT_RECEIVED"));
  REQUIRE_THAT(house.Call("AcceptInquiry", Accept(inquiry), response, bearer), IsOk());
  CHECK_THAT(house.Call("AcceptInquiry", Accept(inquiry), response, bearer), HasReason("INQUIRY_NOT_IN_REVIEW"));
  CHECK_THAT(house.Call("DeclineInquiry", Decline(inquiry), response, bearer), HasReason("INQUIRY_NOT_IN_REVIEW"));
}

TEST_CASE("many who accept an inquiry at once make one partner") {
  House house;
  const std::string bearer = house.Operator();
  v1::Inquiry inquiry = house.Inquire();
  REQUIRE_THAT(house.Call("ReviewInquiry", Review(inquiry), inquiry, bearer), IsOk());
  std::vector<std::thread> threads;
  std::vector<absl::Status> statuses(8);
  for (absl::Status& status : statuses) {
    threads.emplace_back([&house, &bearer, &status, request = Accept(inquiry)] {
      v1::Inquiry response;
      status = house.Call("AcceptInquiry", request, response, bearer);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::count_if(statuses.begin(), statuses.end(), [](const absl::Status& status) { return status.ok(); }) == 1);
  v1::ListPartnersResponse listed;
  REQUIRE_THAT(house.Call("ListPartners", v1::ListPartnersRequest(), listed, bearer), IsOk());
  CHECK(listed.partners_size() == 2);  // with the seed's
}

TEST_CASE("an inquiry with bad input names the field and is not kept") {
  House house;
  v1::Inquiry response;
  const auto refused = [&](const std::string& field, auto change) {
    auto request = House::InquiryRequest();
    change(*request.mutable_inquiry());
    CHECK_THAT(house.Call("CreateInquiry", request, response), NamesField("inquiry." + field));
  };
  using I = v1::Inquiry;
  refused("organisation", [](I& inquiry) { inquiry.clear_organisation(); });
  refused("organisation", [](I& inquiry) { inquiry.set_organisation(" \t\n"); });
  refused("organisation", [](I& inquiry) { inquiry.set_organisation(std::string(201, 'a')); });
  refused("organisation", [](I& inquiry) { inquiry.set_organisation("a\nb"); });
  refused("kind", [](I& inquiry) { inquiry.clear_kind(); });
  refused("kind", [](I& inquiry) { inquiry.set_kind(static_cast<v1::Partner::Kind>(9)); });
  refused("contact_name", [](I& inquiry) { inquiry.clear_contact_name(); });
  refused("contact_name", [](I& inquiry) { inquiry.set_contact_name(std::string(101, 'a')); });
  refused("contact_email", [](I& inquiry) { inquiry.set_contact_email("contact"); });
  refused("contact_email", [](I& inquiry) { inquiry.set_contact_email("a@b\r\nBcc: c@d"); });
  refused("contact_email", [](I& inquiry) { inquiry.set_contact_email(std::string(100'000, 'a')); });
  refused("course_url", [](I& inquiry) { inquiry.set_course_url("javascript:alert(1)"); });
  refused("course_url", [](I& inquiry) { inquiry.set_course_url("https://" + std::string(2048, 'a')); });
  refused("message", [](I& inquiry) { inquiry.set_message(std::string(4001, 'a')); });
  refused("message", [](I& inquiry) { inquiry.set_message(std::string("a\0b", 3)); });
  refused("locale", [](I& inquiry) { inquiry.set_locale("de"); });
  auto request = House::InquiryRequest();
  request.clear_inquiry();
  CHECK_THAT(house.Call("CreateInquiry", request, response), NamesField("inquiry.organisation"));
  request = House::InquiryRequest();
  request.set_request_id("1");
  CHECK_THAT(house.Call("CreateInquiry", request, response), NamesField("request_id"));

  v1::ListInquiriesResponse listed;
  REQUIRE_THAT(house.Call("ListInquiries", v1::ListInquiriesRequest(), listed, house.Operator()), IsOk());
  CHECK(listed.inquiries().empty());
}

TEST_CASE("only what a visitor may say is taken of an inquiry") {
  House house;
  auto request = House::InquiryRequest();
  request.mutable_inquiry()->set_inquiry_id(kSeedPartner);
  request.mutable_inquiry()->set_state(v1::Inquiry::STATE_ACCEPTED);
  request.mutable_inquiry()->set_partner_id(kSeedPartner);
  request.mutable_inquiry()->set_decline_reason("x");
  request.mutable_inquiry()->clear_locale();
  request.mutable_inquiry()->clear_course_url();
  request.mutable_inquiry()->clear_message();
  const v1::Inquiry inquiry = house.Inquire(request);
  CHECK(inquiry.inquiry_id() != kSeedPartner);
  CHECK(inquiry.state() == v1::Inquiry::STATE_RECEIVED);
  CHECK(inquiry.partner_id().empty());
  CHECK(inquiry.decline_reason().empty());
  CHECK(inquiry.locale() == "en");
}

TEST_CASE("an address asks five times a day") {
  House house;
  v1::Inquiry response;
  for (int i = 0; i < 5; ++i) house.Inquire(House::InquiryRequest(i % 2 == 0 ? "contact@uni.example" : "CONTACT@uni.example"));
  CHECK_THAT(house.Call("CreateInquiry", House::InquiryRequest(), response),
             HasCode(absl::StatusCode::kResourceExhausted) && HasReason("TOO_MANY_INQUIRIES"));
  house.Inquire(House::InquiryRequest("other@uni.example"));
  house.clock().Advance(absl::Hours(24));
  house.Inquire();
}

TEST_CASE("operators alone read and decide inquiries, and an unknown one is not found") {
  House house;
  const v1::Inquiry inquiry = house.Inquire();
  v1::Inquiry response;
  v1::ListInquiriesResponse listed;
  v1::GetInquiryRequest get;
  get.set_inquiry_id(inquiry.inquiry_id());
  const std::string strangers[] = {house.Bearer({}), house.Coordinator(kSeedPartner), house.Bearer({auth::Role::kSafeguardingOfficer})};
  for (const std::string& bearer : strangers) {
    CHECK_THAT(house.Call("GetInquiry", get, response, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("ListInquiries", v1::ListInquiriesRequest(), listed, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("ReviewInquiry", Review(inquiry), response, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("AcceptInquiry", Accept(inquiry), response, bearer), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call("DeclineInquiry", Decline(inquiry), response, bearer), HasReason("ROLE_REQUIRED"));
  }
  CHECK_THAT(house.Call("GetInquiry", get, response), HasReason("SIGN_IN_REQUIRED"));
  v1::Inquiry unknown;
  for (const std::string& id : {Fresh(), std::string("x")}) {
    const auto code = id == "x" ? absl::StatusCode::kInvalidArgument : absl::StatusCode::kNotFound;
    unknown.set_inquiry_id(id);
    get.set_inquiry_id(id);
    CHECK_THAT(house.Call("GetInquiry", get, response, house.Operator()), HasCode(code));
    CHECK_THAT(house.Call("ReviewInquiry", Review(unknown), response, house.Operator()), HasCode(code));
    CHECK_THAT(house.Call("AcceptInquiry", Accept(unknown), response, house.Operator()), HasCode(code));
    CHECK_THAT(house.Call("DeclineInquiry", Decline(unknown), response, house.Operator()), HasCode(code));
  }
  for (const std::string& reason : {std::string(), std::string(" "), std::string(1001, 'a')}) {
    CHECK_THAT(house.Call("DeclineInquiry", Decline(inquiry, reason), response, house.Operator()), NamesField("reason"));
  }
}

TEST_CASE("inquiries are listed by state and pages, newest first") {
  House house;
  const std::string bearer = house.Operator();
  std::vector<std::string> ids;
  v1::Inquiry reviewed;
  for (int i = 0; i < 5; ++i) {
    house.clock().Advance(absl::Seconds(1));
    ids.insert(ids.begin(), house.Inquire(House::InquiryRequest(std::to_string(i) + "@uni.example")).inquiry_id());
  }
  reviewed.set_inquiry_id(ids[1]);
  REQUIRE_THAT(house.Call("ReviewInquiry", Review(reviewed), reviewed, bearer), IsOk());
  v1::ListInquiriesRequest list;
  list.set_page_size(2);
  std::vector<std::string> seen;
  std::string first_token;
  do {
    v1::ListInquiriesResponse page;
    REQUIRE_THAT(house.Call("ListInquiries", list, page, bearer), IsOk());
    for (const auto& inquiry : page.inquiries()) seen.push_back(inquiry.inquiry_id());
    if (first_token.empty()) first_token = page.next_page_token();
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  CHECK(seen == ids);

  v1::ListInquiriesResponse page;
  list.set_state(v1::Inquiry::STATE_IN_REVIEW);
  REQUIRE_THAT(house.Call("ListInquiries", list, page, bearer), IsOk());
  REQUIRE(page.inquiries_size() == 1);
  CHECK(page.inquiries(0).inquiry_id() == ids[1]);
  list.set_page_token(first_token);
  CHECK_THAT(house.Call("ListInquiries", list, page, bearer), NamesField("page_token"));
  list.clear_page_token();
  list.set_page_size(101);
  CHECK_THAT(house.Call("ListInquiries", list, page, bearer), NamesField("page_size"));
  list.set_page_size(0);
  list.set_state(static_cast<v1::Inquiry::State>(9));
  CHECK_THAT(house.Call("ListInquiries", list, page, bearer), NamesField("state"));
}

}  // namespace
}  // namespace parley::partners
