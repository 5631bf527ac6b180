#pragma once

#include "services/gateway/http/target.h"
#include "services/gateway/http/turn.h"
#include "services/gateway/web/files.h"

namespace parley::gateway::web {

// Everything outside /v1 and /.well-known: the web app's files, or the app itself for its own addresses.
// `secure` tells browsers to come by TLS only from now on.
http::Task<void> Serve(http::Turn& turn, const http::Target& target, const Files& files, bool secure);

// One file, to GET or HEAD, unless the client has it. It must outlive the answer.
http::Task<void> Send(http::Turn& turn, const File& file, bool secure);

}  // namespace parley::gateway::web
