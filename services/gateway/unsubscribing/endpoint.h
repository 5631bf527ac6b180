#pragma once

#include "libs/time/clock.h"
#include "services/gateway/visit.h"

// What a mail program's "unsubscribe" does (RFC 8058): a form post, without a session, to the address of the page where people do it by
// hand.
namespace parley::gateway::unsubscribing {

// POST /unsubscribe?token=…: 204 when mails like it are off. The form says only "List-Unsubscribe=One-Click", which the address says
// already.
http::Task<void> Post(const Visit& visit, const Clock& clock);

}  // namespace parley::gateway::unsubscribing
