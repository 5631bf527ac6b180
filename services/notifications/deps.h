#pragma once

#include <string>

#include "libs/rpc/page_token.h"
#include "services/notifications/contacts.h"
#include "services/notifications/nudges.h"
#include "services/notifications/unsubscribe_links.h"

namespace parley::notifications {

// What handlers depend on.
struct Deps {
  rpc::PageTokens page_tokens;
  FetchContacts fetch_contacts;
  FetchNudge fetch_nudge;
  std::string link_key;      // seals sign-in links at rest
  std::string from_address;  // Message-IDs are under its domain
  UnsubscribeLinks unsubscribe_links;
};

}  // namespace parley::notifications
