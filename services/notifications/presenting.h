#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/postgres/connection.h"
#include "parley/notifications/v1/notification.pb.h"
#include "services/notifications/domain/notification.h"
#include "services/notifications/store/contacts.h"
#include "services/notifications/texts.h"

namespace parley::notifications {

// Whom something is put into words for.
struct Reader {
  std::string language;   // of texts/
  std::string time_zone;  // IANA
};
Reader ReaderOf(const store::Contact& contact);

// What notifications speak of beside their ids.
struct Details {
  std::map<RunId, std::string> run_titles;
  std::map<std::string, std::string> nudge_words;
};
Details LoadDetails(postgres::Session& db, const std::vector<domain::Notification>& notifications);

// What the texts about a notification are filled with.
TextArgs ArgsOf(const domain::Notification& notification, const Details& details, const Reader& reader);

// A notification as the app sees it.
v1::Notification ToProto(const domain::Notification& notification, const Details& details, const Reader& reader);

}  // namespace parley::notifications
