// What is swept in no order waits for nobody.

#include "catch2/catch.hpp"
#include "services/partners/migrations.h"
#include "services/partners/store/inquiries.h"
#include "services/partners/upkeep.h"
#include "tests/support/database.h"

namespace parley::partners {
namespace {

TEST_CASE("inquiries that were declined long ago are removed around one that somebody holds, and that the next time") {
  const absl::Time now = absl::FromUnixSeconds(1'900'000'000);
  const absl::Time later = now + absl::Hours(24 * 365);
  const postgres::MigrationSet sets[] = {Migrations()};
  const test::Database database("partners", sets);
  postgres::Connection db(database.options());
  std::vector<domain::InquiryId> ids;
  for (const std::string name : {"amal", "ben"}) {
    const Email email = *ParseEmail(name + "@example.org");
    domain::Inquiry inquiry;
    inquiry.id = domain::InquiryId::New(now);
    inquiry.contact_name = name;
    inquiry.contact_email = email.text;
    inquiry.locale = "en";
    inquiry.create_time = now;
    store::InsertInquiry(db, inquiry, email);
    inquiry.state = domain::InquiryState::kDeclined;
    store::SaveState(db, inquiry, now);
    ids.push_back(inquiry.id);
  }
  {
    postgres::Connection other(database.options());
    postgres::Transaction holder = other.Begin();
    REQUIRE(store::GetInquiryForUpdate(holder, ids[0]));
    RemoveOld(db, later);
    CHECK(store::GetInquiry(db, ids[0]));
    CHECK_FALSE(store::GetInquiry(db, ids[1]));
  }
  RemoveOld(db, later);
  CHECK_FALSE(store::GetInquiry(db, ids[0]));
}

}  // namespace
}  // namespace parley::partners
