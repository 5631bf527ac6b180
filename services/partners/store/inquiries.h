#pragma once

#include <optional>
#include <vector>

#include "libs/postgres/connection.h"
#include "libs/text/email.h"
#include "services/partners/domain/inquiry.h"

namespace parley::partners::store {

struct Inquiries {
  int count = 0;
  absl::Time first_time = absl::InfiniteFuture();
};
// Counts an address's inquiries since then and keeps others from adding one until the transaction ends.
Inquiries LockInquiriesSince(postgres::Session& transaction, const Email& email, absl::Time since);
void InsertInquiry(postgres::Session& db, const domain::Inquiry& inquiry, const Email& email);

std::optional<domain::Inquiry> GetInquiry(postgres::Session& db, const domain::InquiryId& id);
std::optional<domain::Inquiry> GetInquiryForUpdate(postgres::Session& db, const domain::InquiryId& id);
// Newest first, beginning after `after` (empty: at the newest); of a state, or all.
std::vector<domain::Inquiry> ListInquiries(postgres::Session& db, std::optional<domain::InquiryState> state, const domain::InquiryId& after,
                                           int limit);
// Saves the state and what came with it.
void SaveState(postgres::Session& db, const domain::Inquiry& inquiry, absl::Time now);

// Removes inquiries that were declined before `before`: they hold people's names and addresses.
void DeleteOldInquiries(postgres::Session& db, absl::Time before);

}  // namespace parley::partners::store
