#include "services/catalog/store/interests.h"

#include "services/catalog/sql.h"
#include "services/catalog/store/letters.h"

namespace parley::catalog::store {
namespace {

domain::Interest ReadInterest(const postgres::Row& row) {
  domain::Interest interest;
  interest.id = row.Get<domain::InterestId>("interest_id");
  interest.locale = row.Get<std::string>("locale");
  for (std::string& id : row.Get<std::vector<std::string>>("course_ids")) interest.course_ids.push_back(CourseId::Trusted(std::move(id)));
  for (const std::string& format : row.Get<std::vector<std::string>>("formats")) {
    interest.formats.push_back(static_cast<domain::Format>(std::stoi(format)));
  }
  interest.languages = row.Get<std::vector<std::string>>("languages");
  interest.topics = row.Get<std::vector<std::string>>("topics");
  interest.state = row.Get<domain::InterestState>("state");
  interest.create_time = row.Get<absl::Time>("create_time");
  interest.confirm_expire_time = row.Get<absl::Time>("confirm_expire_time");
  return interest;
}

}  // namespace

Unconfirmed LockUnconfirmed(postgres::Session& db, const std::string& address_digest, absl::Time now) {
  const postgres::Bytes digest{address_digest};
  db.Defer(sql::kLockAddress, digest);
  const postgres::Result result = db.Execute(sql::kCountUnconfirmed, digest, now);
  const postgres::Row row = result.front();
  return {row.Get<int>("open_count"), row.GetOr<absl::Time>("first_expire_time", absl::InfiniteFuture())};
}

void InsertInterest(postgres::Session& db, const domain::Interest& interest, const std::string& email, const std::string& address_digest) {
  std::vector<int64_t> formats;
  formats.reserve(interest.formats.size());
  for (const domain::Format format : interest.formats) formats.push_back(static_cast<int64_t>(format));
  db.Defer(sql::kInsertInterest, interest.id, email, postgres::Bytes{address_digest}, interest.locale, interest.course_ids, formats,
           interest.languages, interest.topics, interest.create_time, interest.confirm_expire_time);
}

std::optional<domain::Interest> LockInterest(postgres::Session& db, const domain::InterestId& id) {
  const postgres::Result result = db.Execute(sql::kGetInterestForUpdate, id);
  if (result.empty()) return std::nullopt;
  return ReadInterest(result.front());
}

std::optional<domain::Interest> LockInterestAndAddress(postgres::Session& db, const domain::InterestId& id) {
  const postgres::Result result = db.Execute(sql::kGetAddressDigest, id);
  if (result.empty()) return std::nullopt;
  db.Defer(sql::kLockAddress, result.front().Get<postgres::Bytes>("address_digest"));
  return LockInterest(db, id);
}

void SaveOpened(postgres::Session& db, const domain::Interest& interest, absl::Time now) {
  db.Defer(sql::kOpenInterest, interest.id, now);
  db.Defer(sql::kCloseOthersOfAddress, interest.id, domain::InterestState::kOpen, now);
  // Whoever uses a link has it, though the answer of notifications may have been lost.
  SetSendState(db, interest.id.text(), SendState::kSent);
}

void SaveOffered(postgres::Session& db, const domain::InterestId& id, absl::Time now) { db.Defer(sql::kSetInterestOffered, id, now); }

void SaveEnded(postgres::Session& db, const domain::InterestId& id, domain::InterestState state, absl::Time now) {
  db.Defer(sql::kEndInterest, id, state, now);
  DropLettersOf(db, {id});
}

std::vector<Fitting> ClaimFitting(postgres::Session& db, const domain::Run& run, const std::vector<std::string>& topics, int limit) {
  std::vector<std::string> languages;
  languages.reserve(run.working_languages.size());
  for (const std::string& language : run.working_languages) languages.push_back(domain::PrimaryLanguage(language));
  const postgres::Result result = db.Execute(sql::kClaimFitting, run.id, run.format, languages, run.course_id, topics, limit);
  std::vector<Fitting> fitting;
  for (const postgres::Row& row : result) {
    fitting.push_back({row.Get<domain::InterestId>("interest_id"), row.Get<postgres::Bytes>("address_digest").data});
  }
  return fitting;
}

int MatchInterests(postgres::Session& db) {
  const postgres::Result result = db.Execute(sql::kListToMatch);
  std::vector<domain::InterestId> ids;
  for (const postgres::Row& row : result) ids.push_back(row.Get<domain::InterestId>("interest_id"));
  if (ids.empty()) return 0;
  db.Defer(sql::kMarkFittingRuns, ids);
  return static_cast<int>(db.Execute(sql::kSetMatched, ids).affected());
}

void DeleteOldInterests(postgres::Session& db, absl::Time now, absl::Time before) {
  db.Defer(sql::kDeleteUnconfirmed, now);
  db.Defer(sql::kDeleteEndedInterests, before);
}

}  // namespace parley::catalog::store
