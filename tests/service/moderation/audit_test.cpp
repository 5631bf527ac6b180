#include <thread>

#include "catch2/catch.hpp"
#include "tests/service/moderation/house.h"
#include "tests/support/status_matchers.h"

namespace parley::moderation {
namespace {

using test::HasReason;
using test::IsOk;
using test::NamesField;

v1::VerifyAuditLogResponse Verify(House& house) {
  v1::VerifyAuditLogRequest request;
  v1::VerifyAuditLogResponse response;
  REQUIRE_THAT(house.Call(house.Operator(), "VerifyAuditLog", request, response), IsOk());
  return response;
}

std::vector<v1::AuditEntry> Entries(House& house) {
  v1::ListAuditEntriesRequest request;
  v1::ListAuditEntriesResponse response;
  request.set_page_size(100);
  REQUIRE_THAT(house.Call(house.Operator(), "ListAuditEntries", request, response), IsOk());
  return {response.audit_entries().begin(), response.audit_entries().end()};
}

// A claim, a release, a claim, a decision that resolves a report, a restoration: six entries.
std::string Act(House& house, const UserId& author_id, const UserId& facilitator_id) {
  std::string video_id = house.Published(author_id);
  const std::string item_id = house.Queue(facilitator_id)[0].queue_item_id();
  house.Claim(facilitator_id, item_id);
  v1::ReleaseQueueItemRequest release;
  v1::QueueItem item;
  release.set_queue_item_id(item_id);
  release.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(facilitator_id, "ReleaseQueueItem", release, item), IsOk());
  house.Report(house.Participant(), video_id);
  house.Claim(facilitator_id, item_id);
  house.Decide(facilitator_id, item_id, v1::Decision::VERDICT_HIDE);
  v1::RestoreVideoRequest restore;
  v1::Decision decision;
  restore.set_video_id(video_id);
  restore.set_reason("It was irony.");
  restore.set_request_id(Fresh());
  REQUIRE_THAT(house.Call(facilitator_id, "RestoreVideo", restore, decision), IsOk());
  return video_id;
}

// As a superuser does it, whom triggers do not hold back.
void Tamper(House& house, const std::string& sql) { house.db().ExecuteScript("SET session_replication_role = replica; " + sql); }

TEST_CASE("every act is in the log, with who did it to what") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const std::string video_id = Act(house, house.Participant(), fatima);
  const auto entries = Entries(house);
  REQUIRE(entries.size() == 6);
  const std::vector<v1::AuditEntry::Act> acts = {v1::AuditEntry::ACT_VIDEO_RESTORED, v1::AuditEntry::ACT_REPORT_RESOLVED,
                                                 v1::AuditEntry::ACT_ITEM_DECIDED,   v1::AuditEntry::ACT_ITEM_CLAIMED,
                                                 v1::AuditEntry::ACT_ITEM_RELEASED,  v1::AuditEntry::ACT_ITEM_CLAIMED};
  for (size_t i = 0; i < entries.size(); ++i) {
    CHECK(entries[i].act() == acts[i]);
    CHECK(entries[i].sequence() == static_cast<int64_t>(6 - i));
    CHECK(entries[i].actor_id() == fatima.text());
    CHECK(entries[i].video_id() == video_id);
    CHECK(entries[i].run_id() == house.run_id());
    CHECK(entries[i].hash().size() == 64);
    CHECK(entries[i].previous_hash() == (i + 1 < entries.size() ? entries[i + 1].hash() : std::string(64, '0')));
  }
  CHECK(entries[2].outcome() == v1::Decision::VERDICT_HIDE);
  CHECK(entries[1].outcome() == v1::Report::STATE_ACTED_ON);
  const auto verified = Verify(house);
  CHECK(verified.entry_count() == 6);
  CHECK(verified.first_broken_sequence() == 0);
  CHECK(verified.head_hash() == entries[0].hash());
}

TEST_CASE("an empty log holds") {
  House house;
  const auto verified = Verify(house);
  CHECK(verified.entry_count() == 0);
  CHECK(verified.first_broken_sequence() == 0);
  CHECK(verified.head_hash() == std::string(64, '0'));
}

TEST_CASE("the log's entries can be neither changed nor removed") {
  House house;
  Act(house, house.Participant(), house.FacilitatorOfRun());
  for (const std::string sql : {"UPDATE audit_entries SET outcome = 9", "DELETE FROM audit_entries", "TRUNCATE audit_entries"}) {
    CHECK_THROWS_WITH(house.db().ExecuteScript(sql), Catch::Contains("the audit log only grows"));
  }
  CHECK(Verify(house).first_broken_sequence() == 0);
}

TEST_CASE("what a superuser changes, removes, slips in or cuts off is found") {
  House house;
  Act(house, house.Participant(), house.FacilitatorOfRun());
  SECTION("a changed entry") {
    Tamper(house, "UPDATE audit_entries SET actor_id = gen_random_uuid() WHERE sequence = 3");
    CHECK(Verify(house).first_broken_sequence() == 3);
  }
  SECTION("a changed time") {
    Tamper(house, "UPDATE audit_entries SET create_time = create_time + interval '1 microsecond' WHERE sequence = 1");
    CHECK(Verify(house).first_broken_sequence() == 1);
  }
  SECTION("a removed entry") {
    Tamper(house, "DELETE FROM audit_entries WHERE sequence = 4");
    CHECK(Verify(house).first_broken_sequence() == 4);
  }
  SECTION("a removed entry whose followers close the gap") {
    Tamper(house, "DELETE FROM audit_entries WHERE sequence = 4; UPDATE audit_entries SET sequence = sequence - 1 WHERE sequence > 4");
    CHECK(Verify(house).first_broken_sequence() == 4);
  }
  SECTION("a slipped in entry") {
    Tamper(house,
           "UPDATE audit_entries SET sequence = -sequence WHERE sequence >= 2; UPDATE audit_entries SET sequence = 1 - sequence WHERE "
           "sequence < 0;"
           "INSERT INTO audit_entries SELECT 2, create_time, act, actor_id, subject_id, run_id, video_id, user_id, outcome, hash, hash "
           "FROM audit_entries WHERE sequence = 1");
    CHECK(Verify(house).first_broken_sequence() == 2);
  }
  SECTION("an end cut off") {
    Tamper(house, "DELETE FROM audit_entries WHERE sequence > 4");
    CHECK(Verify(house).first_broken_sequence() == 5);
  }
  SECTION("another end") {
    Tamper(house, "UPDATE audit_head SET hash = sha256('x')");
    CHECK(Verify(house).first_broken_sequence() == 6);
  }
}

TEST_CASE("acts at the same time make one chain") {
  House house;
  const UserId amal = house.Participant();
  std::vector<std::thread> threads;
  std::vector<std::pair<UserId, std::string>> work;
  for (int i = 0; i < 4; ++i) {
    const UserId facilitator = house.FacilitatorOfRun();
    const std::string video_id = house.Published(amal);
    for (const auto& item : house.Queue(facilitator)) {
      if (item.video_id() == video_id) work.emplace_back(facilitator, item.queue_item_id());
    }
  }
  REQUIRE(work.size() == 4);
  std::vector<absl::Status> answers(work.size());
  for (size_t i = 0; i < work.size(); ++i) {
    threads.emplace_back([&house, &answers, &work, i] {
      for (int time = 0; time < 10 && answers[i].ok(); ++time) {
        v1::ClaimQueueItemRequest request;
        v1::QueueItem item;
        request.set_queue_item_id(work[i].second);
        request.set_request_id(Fresh());
        answers[i] = house.Call(work[i].first, "ClaimQueueItem", request, item);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const absl::Status& answer : answers) CHECK_THAT(answer, IsOk());
  const auto verified = Verify(house);
  CHECK(verified.entry_count() == 40);
  CHECK(verified.first_broken_sequence() == 0);
}

TEST_CASE("the log is the operators' alone, and comes page by page") {
  House house;
  const UserId fatima = house.FacilitatorOfRun();
  const UserId amal = house.Participant();
  Act(house, amal, fatima);
  v1::VerifyAuditLogRequest verify;
  v1::VerifyAuditLogResponse verified;
  v1::ListAuditEntriesRequest request;
  v1::ListAuditEntriesResponse response;
  for (const UserId& user_id : {amal, fatima, house.Coordinator({house.partner_id()})}) {
    CHECK_THAT(house.Call(user_id, "VerifyAuditLog", verify, verified), HasReason("ROLE_REQUIRED"));
    CHECK_THAT(house.Call(user_id, "ListAuditEntries", request, response), HasReason("ROLE_REQUIRED"));
  }
  CHECK_THAT(house.Call(UserId(), "ListAuditEntries", request, response), HasReason("SIGN_IN_REQUIRED"));

  const UserId operator_id = house.Operator();
  std::vector<int64_t> walked;
  request.set_page_size(4);
  REQUIRE_THAT(house.Call(operator_id, "ListAuditEntries", request, response), IsOk());
  for (const auto& entry : response.audit_entries()) walked.push_back(entry.sequence());
  request.set_page_token(response.next_page_token());
  REQUIRE_THAT(house.Call(operator_id, "ListAuditEntries", request, response), IsOk());
  for (const auto& entry : response.audit_entries()) walked.push_back(entry.sequence());
  CHECK(response.next_page_token().empty());
  CHECK(walked == std::vector<int64_t>{6, 5, 4, 3, 2, 1});
  request.set_page_token("x");
  CHECK_THAT(house.Call(operator_id, "ListAuditEntries", request, response), NamesField("page_token"));
  request.set_page_token("");
  request.set_page_size(101);
  CHECK_THAT(house.Call(operator_id, "ListAuditEntries", request, response), NamesField("page_size"));
}

}  // namespace
}  // namespace parley::moderation
