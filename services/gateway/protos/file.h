#pragma once

#include "services/gateway/web/files.h"

namespace parley::gateway::protos {

// /protos.tar.gz: the contracts that programs outside may call, made by pack.py when the gateway is built.
web::File MakeFile();

}  // namespace parley::gateway::protos
