#include "services/gateway/protos/file.h"

#include "services/gateway/http/representation.h"
#include "services/gateway/protos/embedded.inc.h"

namespace parley::gateway::protos {

web::File MakeFile() {
  web::File file{.content = {kArchive, kArchive + sizeof kArchive}, .packed = {}, .media_type = "application/gzip", .etag = {}};
  file.etag = http::MakeEntityTag(file.content);
  return file;
}

}  // namespace parley::gateway::protos
