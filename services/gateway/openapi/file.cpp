#include "services/gateway/openapi/file.h"

#include <zlib.h>

#include <utility>

#include "services/gateway/openapi/document.h"

namespace parley::gateway::openapi {
namespace {

// As gzip does at its best; empty when it can't, and the file is then sent as it is.
std::string Pack(std::string& content) {
  z_stream stream{};
  constexpr int kGzip = MAX_WBITS + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(done ? stream.total_out : 0);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

absl::StatusOr<web::File> MakeFile() {
  auto text = DocumentText();
  if (!text.ok()) return text.status();
  web::File file{.content = *std::move(text), .packed = {}, .media_type = "application/json", .etag = {}};
  file.packed = Pack(file.content);
  file.etag = web::MakeEtag(file.content);
  return file;
}

}  // namespace parley::gateway::openapi
