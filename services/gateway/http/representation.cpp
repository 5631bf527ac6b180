#include "services/gateway/http/representation.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

#include "libs/auth/digest.h"
#include "services/gateway/http/request.h"

namespace parley::gateway::http {
namespace {

constexpr int kGzipFormat = 16;  // zlib: added to the window's bits

// Takes what is before the first `end` off the list.
std::string_view Cut(std::string_view& list, char end) {
  const size_t at = std::min(list.find(end), list.size());
  const std::string_view first = Trim(list.substr(0, at));
  list.remove_prefix(std::min(at + 1, list.size()));
  return first;
}

}  // namespace

std::string MakeEntityTag(std::string_view content) { return auth::ToBase64Url(auth::Sha256(content).substr(0, 15)); }

bool HasTag(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const size_t comma = list.find(',');
    std::string_view each = Trim(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    if (each == "*") return true;
    if (each.substr(0, 2) == "W/") each.remove_prefix(2);
    if (each.size() == tag.size() + 2 && each.front() == '"' && each.back() == '"' && each.substr(1, tag.size()) == tag) return true;
  }
  return false;
}

bool Takes(std::string_view accepted, std::string_view what) {
  while (!accepted.empty()) {
    std::string_view entry = Cut(accepted, ',');
    if (!EqualIgnoringCase(Cut(entry, ';'), what)) continue;
    while (!entry.empty()) {
      const std::string_view parameter = Cut(entry, ';');
      if (EqualIgnoringCase(parameter.substr(0, 2), "q=")) return parameter.find_first_of("123456789", 2) != std::string_view::npos;
    }
    return true;
  }
  return false;
}

std::string Gzip(std::string_view content, Effort effort) {
  z_stream stream{};
  const int level = effort == Effort::kFast ? Z_BEST_SPEED : Z_BEST_COMPRESSION;
  if (deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + kGzipFormat, MAX_MEM_LEVEL - 1, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib can't start");
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int ended = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib did not end");
  return packed;
}

}  // namespace parley::gateway::http
