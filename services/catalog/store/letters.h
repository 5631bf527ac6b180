#pragma once

#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "services/catalog/domain/interest.h"

// The mails to people without an account: links to confirm an address, and to an offer.
namespace parley::catalog::store {

enum class LetterKind { kConfirmation = 1, kOffer = 2 };

// Queues the letter of an interest or of an offer, whose id is the letter's; not worth sending after `expire_time`.
void InsertLetter(postgres::Session& db, LetterKind kind, const std::string& id, const domain::InterestId& interest_id,
                  absl::Time expire_time, absl::Time now);
void DropLettersOf(postgres::Session& db, const std::vector<domain::InterestId>& interest_ids);

// A letter that a courier has taken until the end of its lease.
struct Letter {
  std::string id;
  LetterKind kind = LetterKind::kConfirmation;
  std::string email;
  std::string locale;
  std::string run_title;  // of an offer
  absl::Time expire_time;
  int attempts = 0;  // this one included
};
std::vector<Letter> ClaimLetters(postgres::Session& db, absl::Time now, absl::Time lease_end);

enum class SendState { kQueued = 1, kSent = 2, kRefused = 3, kExpired = 4 };
void SetSendState(postgres::Session& db, const std::string& letter_id, SendState state);
void PutOff(postgres::Session& db, const std::string& letter_id, absl::Time until);
// How many expired before they could be handed over.
int ExpireUnsent(postgres::Session& db, absl::Time now);

}  // namespace parley::catalog::store
