#include "services/gateway/web/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "services/gateway/http/representation.h"

namespace parley::gateway::web {
namespace {

namespace fs = std::filesystem;

constexpr uintmax_t kMaxBytes = 64 << 20;

constexpr std::pair<std::string_view, std::string_view> kMediaTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/vnd.microsoft.icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".vtt", "text/vtt; charset=utf-8"},
};

absl::StatusOr<File> Read(const fs::path& path, const std::string& name) {
  std::ifstream stream(path, std::ios::binary);
  File file;
  file.content.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream.good() && !stream.eof()) return absl::InvalidArgumentError("cannot read " + path.string());
  file.media_type = MediaTypeOf(name);
  file.etag = http::MakeEntityTag(file.content);
  file.immutable = name.rfind("/assets/", 0) == 0;
  return file;
}

}  // namespace

std::string_view MediaTypeOf(std::string_view path) {
  for (const auto& [ending, type] : kMediaTypes) {
    if (path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending) return type;
  }
  return "application/octet-stream";
}

absl::StatusOr<Files> Files::Load(const std::string& root) {
  Files files;
  if (root.empty()) return files;
  std::error_code error;
  if (!fs::is_directory(root, error)) return absl::InvalidArgumentError("\"" + root + "\" is not a folder");
  uintmax_t total = 0;
  for (fs::recursive_directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file(error) || at->is_symlink(error)) continue;
    total += at->file_size(error);
    if (total > kMaxBytes) return absl::InvalidArgumentError("\"" + root + "\" holds more than 64 MiB: is it a built web app?");
    const std::string name = "/" + fs::relative(at->path(), root, error).generic_string();
    auto file = Read(at->path(), name);
    if (!file.ok()) return file.status();
    files.files_.emplace(name, *std::move(file));
  }
  files.PairPacked();
  if (error) return absl::InvalidArgumentError("cannot read \"" + root + "\": " + error.message());
  return files;
}

void Files::PairPacked() {
  constexpr std::string_view kEnding = ".gz";
  for (auto at = files_.begin(); at != files_.end();) {
    const std::string& name = at->first;
    const bool ends = name.size() > kEnding.size() && name.compare(name.size() - kEnding.size(), kEnding.size(), kEnding) == 0;
    const auto plain = ends ? files_.find(name.substr(0, name.size() - kEnding.size())) : files_.end();
    if (plain == files_.end()) {
      ++at;
      continue;
    }
    plain->second.packed = std::move(at->second.content);
    at = files_.erase(at);
  }
}

const File* Files::Find(std::string_view path) const {
  const auto found = files_.find(std::string(path));
  if (found != files_.end()) return &found->second;
  if (path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos) return nullptr;
  const auto page = files_.find(std::string(path) + ".html");
  if (page != files_.end()) return &page->second;
  const auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

}  // namespace parley::gateway::web
