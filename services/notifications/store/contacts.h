#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"

namespace parley::notifications::store {

struct Contact {
  std::string email;
  std::string display_name;
  std::string locale;
  std::string time_zone;  // IANA
};

// What we hold of some people, and the versions of those we don't hold (0 for a stranger).
struct HeldContacts {
  std::map<UserId, Contact> known;
  std::map<UserId, int64_t> missing;
};
HeldContacts GetContacts(postgres::Session& db, const std::vector<UserId>& user_ids);

// Keeps what identity answered, unless the person changed since `version` was read.
void StoreContact(postgres::Session& db, const UserId& user_id, int64_t version, const Contact& contact);
// `told_version`: which change of the person made it untrue; one told of before changes nothing. 0 when that is not known.
void ForgetContact(postgres::Session& db, const UserId& user_id, int64_t told_version);

}  // namespace parley::notifications::store
