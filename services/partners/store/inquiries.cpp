#include "services/partners/store/inquiries.h"

#include "services/partners/sql.h"

namespace parley::partners::store {
namespace {

domain::Inquiry ReadInquiry(const postgres::Row& row) {
  domain::Inquiry inquiry;
  inquiry.id = row.Get<domain::InquiryId>("inquiry_id");
  inquiry.organisation = row.Get<std::string>("organisation");
  inquiry.kind = row.Get<domain::PartnerKind>("kind");
  inquiry.contact_name = row.Get<std::string>("contact_name");
  inquiry.contact_email = row.Get<std::string>("contact_email");
  inquiry.course_url = row.Get<std::string>("course_url");
  inquiry.message = row.Get<std::string>("message");
  inquiry.locale = row.Get<std::string>("locale");
  inquiry.state = row.Get<domain::InquiryState>("state");
  inquiry.decline_reason = row.Get<std::string>("decline_reason");
  inquiry.partner_id = row.GetOr<PartnerId>("partner_id", {});
  inquiry.create_time = row.Get<absl::Time>("create_time");
  return inquiry;
}

std::optional<domain::Inquiry> ReadOne(const postgres::Result& result) {
  if (result.empty()) return std::nullopt;
  return ReadInquiry(result.front());
}

}  // namespace

Inquiries LockInquiriesSince(postgres::Session& transaction, const Email& email, absl::Time since) {
  transaction.Defer(sql::kLockInquirer, email.key);
  const postgres::Result result = transaction.Execute(sql::kCountInquiriesSince, email.key, since);
  const postgres::Row row = result.front();
  return {row.Get<int>("count"), row.GetOr<absl::Time>("first_time", absl::InfiniteFuture())};
}

void InsertInquiry(postgres::Session& db, const domain::Inquiry& inquiry, const Email& email) {
  db.Defer(sql::kInsertInquiry, inquiry.id, inquiry.organisation, inquiry.kind, inquiry.contact_name, inquiry.contact_email, email.key,
           inquiry.course_url, inquiry.message, inquiry.locale, inquiry.create_time);
}

std::optional<domain::Inquiry> GetInquiry(postgres::Session& db, const domain::InquiryId& id) {
  return ReadOne(db.Execute(sql::kGetInquiry, id));
}

std::optional<domain::Inquiry> GetInquiryForUpdate(postgres::Session& db, const domain::InquiryId& id) {
  return ReadOne(db.Execute(sql::kGetInquiryForUpdate, id));
}

std::vector<domain::Inquiry> ListInquiries(postgres::Session& db, std::optional<domain::InquiryState> state, const domain::InquiryId& after,
                                           int limit) {
  const postgres::Result result = db.Execute(sql::kListInquiries, state ? static_cast<int>(*state) : 0, after, limit);
  std::vector<domain::Inquiry> inquiries;
  for (const postgres::Row& row : result) inquiries.push_back(ReadInquiry(row));
  return inquiries;
}

void SaveState(postgres::Session& db, const domain::Inquiry& inquiry, absl::Time now) {
  db.Defer(sql::kSaveInquiryState, inquiry.id, inquiry.state, inquiry.decline_reason, inquiry.partner_id, now);
}

void DeleteOldInquiries(postgres::Session& db, absl::Time before) { db.Defer(sql::kDeleteOldInquiries, before); }

}  // namespace parley::partners::store
