#include "services/moderation/domain/audit.h"

#include <functional>

#include "catch2/catch.hpp"
#include "libs/auth/digest.h"

namespace parley::moderation::domain {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'900'000'000);

AuditEntry Sample() {
  AuditEntry entry;
  entry.create_time = kNow + absl::Nanoseconds(1500);
  entry.act = Act::kItemDecided;
  entry.actor_id = UserId::Trusted("01900000-0000-7000-8000-000000000001");
  entry.subject_id = "01900000-0000-7000-8000-000000000002";
  entry.run_id = RunId::Trusted("01900000-0000-7000-8000-000000000003");
  entry.video_id = VideoId::Trusted("01900000-0000-7000-8000-000000000004");
  entry.outcome = 2;
  return entry;
}

TEST_CASE("the canonical form is one line a field, and its hash is what others compute too") {
  ChainHead head;
  AuditEntry entry = Sample();
  Append(head, entry);
  CHECK(CanonicalForm(entry) ==
        "parley audit 1\n1\n1900000000000001\n3\n01900000-0000-7000-8000-000000000001\n01900000-0000-7000-8000-000000000002\n"
        "01900000-0000-7000-8000-000000000003\n01900000-0000-7000-8000-000000000004\n\n2\n");
  CHECK(entry.hash == auth::Sha256(std::string(32, '\0') + CanonicalForm(entry)));
  CHECK(head.sequence == 1);
  CHECK(head.hash == entry.hash);
}

TEST_CASE("a chain is followed entry by entry") {
  ChainHead head;
  std::vector<AuditEntry> entries(3, Sample());
  for (AuditEntry& entry : entries) Append(head, entry);
  ChainHead at;
  for (const AuditEntry& entry : entries) CHECK(Follow(at, entry));
  CHECK(at.hash == head.hash);
  CHECK_FALSE(Follow(at, entries[2]));
  ChainHead skipping;
  REQUIRE(Follow(skipping, entries[0]));
  CHECK_FALSE(Follow(skipping, entries[2]));
  CHECK(skipping.sequence == 1);
}

TEST_CASE("no field can be changed unnoticed") {
  ChainHead head;
  AuditEntry entry = Sample();
  Append(head, entry);
  const std::string other = "01900000-0000-7000-8000-0000000000ff";
  const std::vector<std::function<void(AuditEntry&)>> changes = {
      [](AuditEntry& e) { e.sequence = 2; },
      [](AuditEntry& e) { e.create_time += absl::Microseconds(1); },
      [](AuditEntry& e) { e.act = Act::kItemClaimed; },
      [&](AuditEntry& e) { e.actor_id = UserId::Trusted(other); },
      [](AuditEntry& e) { e.actor_id = UserId(); },
      [&](AuditEntry& e) { e.subject_id = other; },
      [&](AuditEntry& e) { e.run_id = RunId::Trusted(other); },
      [&](AuditEntry& e) { e.video_id = VideoId::Trusted(other); },
      [](AuditEntry& e) {
        e.user_id = UserId::Trusted(e.video_id.text());
        e.video_id = VideoId();
      },
      [](AuditEntry& e) { e.outcome = 1; },
      [](AuditEntry& e) { e.previous_hash[0] = 1; },
      [](AuditEntry& e) { e.hash[31] = static_cast<char>(e.hash[31] ^ 1); },
  };
  for (size_t i = 0; i < changes.size(); ++i) {
    INFO("change " << i);
    AuditEntry changed = entry;
    changes[i](changed);
    ChainHead at;
    CHECK_FALSE(Follow(at, changed));
    CHECK(at.sequence == 0);
  }
  ChainHead at;
  CHECK(Follow(at, entry));
}

}  // namespace
}  // namespace parley::moderation::domain
