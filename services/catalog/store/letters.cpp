#include "services/catalog/store/letters.h"

#include "services/catalog/sql.h"

namespace parley::catalog::store {

void InsertLetter(postgres::Session& db, LetterKind kind, const std::string& id, const domain::InterestId& interest_id,
                  absl::Time expire_time, absl::Time now) {
  db.Defer(sql::kInsertLetter, id, kind, interest_id, expire_time, now);
}

void DropLettersOf(postgres::Session& db, const std::vector<domain::InterestId>& interest_ids) {
  db.Defer(sql::kDropLettersOf, interest_ids);
}

std::vector<Letter> ClaimLetters(postgres::Session& db, absl::Time now, absl::Time lease_end) {
  const postgres::Result result = db.Execute(sql::kClaimLetters, now, lease_end);
  std::vector<Letter> letters;
  for (const postgres::Row& row : result) {
    letters.push_back({row.Get<std::string>("letter_id"), row.Get<LetterKind>("kind"), row.Get<std::string>("email"),
                       row.Get<std::string>("locale"), row.GetOr<std::string>("run_title", ""), row.Get<absl::Time>("expire_time"),
                       row.Get<int>("send_attempts")});
  }
  return letters;
}

void SetSendState(postgres::Session& db, const std::string& letter_id, SendState state) {
  db.Defer(sql::kSetLetterSendState, letter_id, state);
}

void PutOff(postgres::Session& db, const std::string& letter_id, absl::Time until) { db.Defer(sql::kPutLetterOff, letter_id, until); }

int ExpireUnsent(postgres::Session& db, absl::Time now) { return db.Execute(sql::kExpireUnsentLetters, now).affected(); }

}  // namespace parley::catalog::store
